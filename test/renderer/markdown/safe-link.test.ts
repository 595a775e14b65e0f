import { describe, expect, it } from 'vitest';
import { safeLink } from '../../../renderer/components/markdown/safe-link.ts';

// Catches an answer that makes the reader's click run a script, open a file or start another program.
describe('safeLink', () => {
  it.each(['https://example.org/a?b=c#d', 'http://127.0.0.1:8080/', 'mailto:someone@example.org'])(
    'lets %s through',
    (address) => {
      expect(safeLink(address)).toBe(address);
    },
  );

  it.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'vscode://open',
    'blob:https://example.org/x',
    '//example.org',
    '/settings',
    '#/settings',
    'example.org',
    '',
    undefined,
  ])('stops %j', (address) => {
    expect(safeLink(address)).toBeUndefined();
  });
});
