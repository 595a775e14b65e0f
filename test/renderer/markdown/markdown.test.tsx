import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Markdown } from '../../../renderer/components/markdown/Markdown.tsx';

const html = (text: string): string => renderToStaticMarkup(<Markdown text={text} isStreaming={false} />);

describe('Markdown', () => {
  it('never puts HTML of an answer into the page', () => {
    const drawn = html(
      'before <img src=x onerror=alert(1)>\n\n<script>alert(1)</script>\n\n<a href="javascript:x">y</a>',
    );
    expect(drawn).not.toMatch(/<(?:img|script|a)[ >]/);
    expect(drawn).toContain('&lt;script&gt;');
  });

  it('draws a link that may not be opened as its words only', () => {
    expect(html('[click](javascript:alert(1))')).not.toMatch(/<a|javascript/);
  });

  it('opens links outside and shows where they go', () => {
    const drawn = html('[site](https://example.org/x)');
    expect(drawn).toContain('href="https://example.org/x"');
    expect(drawn).toContain('title="https://example.org/x"');
    expect(drawn).toContain('rel="noreferrer noopener"');
    expect(drawn).toContain('target="_blank"');
  });

  it('loads no image from elsewhere: that would tell its server who reads the answer', () => {
    const drawn = html('![chart](https://tracker.example/p.png?u=1)');
    expect(drawn).not.toContain('<img');
    expect(drawn).not.toContain('src=');
    expect(drawn).toContain('href="https://tracker.example/p.png?u=1"');
  });

  it('resolves a link definition that stands in another block', () => {
    expect(html('See [docs].\n\nMore.\n\n[docs]: https://example.org/docs')).toContain(
      'href="https://example.org/docs"',
    );
  });

  it('lets each block take its own direction, and code none', () => {
    const drawn = html('# One\n\nשלום\n\n- a\n\n  b\n\n> q\n\n| a |\n|---|\n| x |');
    for (const tag of ['h3', 'p', 'ul', 'blockquote', 'table'])
      expect(drawn).toMatch(new RegExp(`<${tag}[^>]* dir="auto"`));
    // A list looks past children with a direction of their own: it would stand on the wrong side.
    expect(html('- a\n\n  b')).not.toMatch(/<(?:li|p) dir/);
  });

  it('breaks lines in table cells', () => {
    expect(html('| a |\n|---|\n| x<br>y |')).toMatch(/x<br\/?>\s*y/);
  });

  it('shows code at once, before any highlighting', () => {
    expect(html('```ts\nconst a = 1 < 2;\n```')).toContain('const a = 1 &lt; 2;');
  });
});
