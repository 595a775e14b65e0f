import './markdown.css';
import { memo, useState } from 'react';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { CodeBlock } from './CodeBlock.tsx';
import { completeTail } from './complete-tail.ts';
import { components } from './components.tsx';
import { rehypeDirection } from './direction.ts';
import { remarkLineBreaks } from './line-breaks.ts';
import { safeLink } from './safe-link.ts';
import { type Block, createSplitter } from './split-blocks.ts';

const plugins = [remarkGfm, remarkLineBreaks];
const htmlPlugins = [rehypeDirection];
const transformUrl = (address: string): string => safeLink(address) ?? '';

interface MarkdownBlockProps {
  block: Block;
  /** Link definitions from anywhere in the text, for blocks that may use one. */
  definitions: string;
  /** More text may still come. */
  isGrowing: boolean;
}

const MarkdownBlock = memo(function MarkdownBlock({ block, definitions, isGrowing }: MarkdownBlockProps) {
  if (block.kind === 'code') {
    return <CodeBlock code={block.code} language={block.language} isComplete={block.isClosed || !isGrowing} />;
  }
  const source = isGrowing ? completeTail(block.raw) : block.raw;
  return (
    <ReactMarkdown
      remarkPlugins={plugins}
      rehypePlugins={htmlPlugins}
      components={components}
      urlTransform={transformUrl}
    >
      {definitions ? `${source}\n\n${definitions}` : source}
    </ReactMarkdown>
  );
});

/** Markdown as a document, quick while it grows: only the block at its end is read and drawn again. */
export const Markdown = memo(function Markdown({ text, isStreaming }: { text: string; isStreaming: boolean }) {
  const [split] = useState(createSplitter);
  const { blocks, definitions } = split(text);
  return (
    <div className="markdown" data-streaming={isStreaming || undefined}>
      {blocks.map((block, index) => (
        <MarkdownBlock
          key={index}
          block={block}
          definitions={block.raw.includes('[') ? definitions : ''}
          isGrowing={isStreaming && index === blocks.length - 1}
        />
      ))}
    </div>
  );
});
