import { Check, Copy, WrapText } from 'lucide-react';
import { memo, useState } from 'react';
import { useI18n } from '../../lib/i18n.ts';
import { useCopy } from '../../lib/use-copy.ts';
import { IconButton } from '../IconButton.tsx';
import type { Line } from './highlight.ts';
import { scrollable } from './scrollable.ts';
import { useHighlighted } from './use-highlighted.ts';

interface CodeBlockProps {
  code: string;
  /** The word behind the fence; may be empty. */
  language: string;
  /** Whether all of the code is there. */
  isComplete: boolean;
}

const CodeLine = memo(function CodeLine({ line }: { line: Line }) {
  return line.map((piece, index) => (
    <span key={index} style={piece.color ? { color: piece.color } : undefined}>
      {piece.text}
    </span>
  ));
});

export const CodeBlock = memo(function CodeBlock({ code, language, isComplete }: CodeBlockProps) {
  const { t } = useI18n();
  const [isWrapped, setWrapped] = useState(false);
  const { isCopied, copy } = useCopy();
  const { lines, length } = useHighlighted(code, language, isComplete);
  const name = language || t.chat.code.plain;
  return (
    <div className="markdown-code">
      <div className="markdown-code-head">
        <span className="min-w-0 flex-1 truncate">{name}</span>
        <IconButton
          size="sm"
          icon={WrapText}
          label={t.chat.code.wrap}
          isPressed={isWrapped}
          onClick={() => setWrapped(!isWrapped)}
        />
        <IconButton
          size="sm"
          icon={isCopied ? Check : Copy}
          label={isCopied ? t.common.copied : t.chat.code.copy}
          onClick={() => void copy(code)}
        />
      </div>
      <pre {...scrollable(t.chat.code.label(name))} data-wrapped={isWrapped || undefined}>
        <code>
          {lines.map((line, index) => (
            <span key={index}>
              <CodeLine line={line} />
              {'\n'}
            </span>
          ))}
          {code.slice(length)}
        </code>
      </pre>
    </div>
  );
});
