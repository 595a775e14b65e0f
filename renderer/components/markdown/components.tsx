import { Square, SquareCheck } from 'lucide-react';
import type { ComponentProps } from 'react';
import type { Components, ExtraProps } from 'react-markdown';
import { useI18n } from '../../lib/i18n.ts';
import { CodeBlock } from './CodeBlock.tsx';
import { scrollable } from './scrollable.ts';

type ElementContent = NonNullable<ExtraProps['node']>['children'][number];
type Props<Tag extends keyof React.JSX.IntrinsicElements> = ComponentProps<Tag> & ExtraProps;

function Link({ href, children }: Props<'a'>) {
  // The address did not pass safeLink: the words stay, the link goes.
  if (!href) return <span>{children}</span>;
  return (
    <a href={href} title={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

/** An image would tell its server who reads this, and when. So it is offered as a link. */
function ImageLink({ src, alt }: Props<'img'>) {
  const { t } = useI18n();
  const words = t.chat.image(alt ?? '');
  if (typeof src !== 'string' || src === '') return <span>{words}</span>;
  return (
    <a href={src} title={`${t.chat.imageNotLoaded} ${src}`} target="_blank" rel="noreferrer noopener">
      {words}
    </a>
  );
}

const textOf = (node: ElementContent): string => {
  if (node.type === 'text') return node.value;
  return node.type === 'element' ? node.children.map(textOf).join('') : '';
};

/** Code inside a list or a quote; code on its own is drawn without a detour over markdown. */
function NestedCode({ node }: Props<'pre'>) {
  const code = node?.children[0];
  if (code?.type !== 'element') return null;
  const classes = Array.isArray(code.properties['className']) ? code.properties['className'] : [];
  const language = classes.map(String).find((name) => name.startsWith('language-'));
  return (
    <CodeBlock code={textOf(code).replace(/\n$/, '')} language={language?.slice('language-'.length) ?? ''} isComplete />
  );
}

function Table({ children, dir }: Props<'table'>) {
  const { t } = useI18n();
  return (
    <div className="markdown-table" {...scrollable(t.chat.table)}>
      <table dir={dir}>{children}</table>
    </div>
  );
}

/** Task lists are for reading here, so a drawn box says enough. */
function TaskBox({ checked }: Props<'input'>) {
  const { t } = useI18n();
  const Box = checked ? SquareCheck : Square;
  return (
    <>
      <Box aria-hidden size={15} />
      <span className="sr-only">{checked ? t.chat.taskDone : t.chat.taskOpen}</span>
    </>
  );
}

// The page has its own first and second heading: those of an answer stand below them.
export const components: Components = {
  a: Link,
  img: ImageLink,
  pre: NestedCode,
  table: Table,
  input: TaskBox,
  h1: ({ children, dir }) => (
    <h3 dir={dir} data-level="1">
      {children}
    </h3>
  ),
  h2: ({ children, dir }) => (
    <h4 dir={dir} data-level="2">
      {children}
    </h4>
  ),
  h3: ({ children, dir }) => (
    <h5 dir={dir} data-level="3">
      {children}
    </h5>
  ),
  h4: ({ children, dir }) => (
    <h6 dir={dir} data-level="4">
      {children}
    </h6>
  ),
  h5: ({ children, dir }) => (
    <h6 dir={dir} data-level="4">
      {children}
    </h6>
  ),
  h6: ({ children, dir }) => (
    <h6 dir={dir} data-level="4">
      {children}
    </h6>
  ),
};
