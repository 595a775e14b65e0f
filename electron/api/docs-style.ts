/** The colours are those of renderer/app/tokens.css; the page stands alone, so it has its own few. */
export const docsStyle = `
:root {
  color-scheme: light dark;
  --canvas: light-dark(#ffffff, #141618);
  --sunken: light-dark(#f5f6f7, #0f1112);
  --hover: light-dark(#eceef0, #23272a);
  --line: light-dark(#e5e8ea, #272b2e);
  --ink: light-dark(#14181b, #eaedef);
  --muted: light-dark(#4d555c, #b0b7bd);
  --accent: light-dark(#0b6681, #5bbcdb);
  --accent-soft: light-dark(#e2f0f5, #11303b);
  --danger: light-dark(#b0271d, #f58d84);
  --warning: light-dark(#7d4c00, #e5b35c);
  --success: light-dark(#146b3f, #6cc796);
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, monospace;
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body {
  margin: 0; display: grid; grid-template-columns: 14rem minmax(0, 1fr);
  background: var(--canvas); color: var(--ink);
  font: 14px/1.55 "Inter Variable", ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
p { margin: 0.75rem 0; color: var(--muted); }
code { font: 0.92em/1.5 var(--mono); color: var(--ink); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; z-index: 1; padding: 0.4rem 0.8rem; background: var(--canvas); }
nav {
  position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem 1rem;
  background: var(--sunken); border-right: 1px solid var(--line);
}
nav ul { list-style: none; margin: 1rem 0; padding: 0; }
nav li a { display: block; padding: 0.25rem 0.6rem; border-radius: 6px; color: var(--muted); }
nav li a:hover { background: var(--hover); color: var(--ink); text-decoration: none; }
.brand { margin: 0; padding: 0 0.6rem; font-weight: 600; color: var(--ink); }
.brand span { font-weight: 400; color: var(--muted); }
.aside { padding: 0 0.6rem; }
main { width: 100%; max-width: 54rem; padding: 2.5rem 3rem 6rem; }
h1 { margin: 0 0 0.5rem; font-size: 1.625rem; line-height: 1.2; letter-spacing: -0.02em; }
h2 { margin: 3rem 0 0.75rem; font-size: 1.0625rem; letter-spacing: -0.01em; }
h3 { margin: 1rem 0 0.35rem; font-size: 0.8125rem; font-weight: 500; color: var(--muted); }
pre {
  margin: 0; padding: 0.75rem 0.9rem; overflow-x: auto;
  background: var(--sunken); border: 1px solid var(--line); border-radius: 8px; font-size: 13px;
}
section { scroll-margin-top: 1rem; }
details { border: 1px solid var(--line); border-bottom-width: 0; }
details:first-of-type { border-radius: 8px 8px 0 0; }
details:last-of-type { border-bottom-width: 1px; border-radius: 0 0 8px 8px; }
details:first-of-type:last-of-type { border-radius: 8px; }
summary { display: flex; flex-wrap: wrap; gap: 0.1rem 0.75rem; align-items: baseline; padding: 0.55rem 0.9rem; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::after { content: ""; width: 0.4rem; height: 0.4rem; margin-left: auto; align-self: center; border: solid var(--muted); border-width: 0 1.5px 1.5px 0; transform: rotate(-45deg); }
details[open] > summary::after { transform: rotate(45deg); }
summary:hover { background: var(--hover); }
.parts { padding: 0 0.9rem 0.9rem; border-top: 1px solid var(--line); }
.method { display: inline-block; min-width: 4rem; font: 600 12px/1.5 var(--mono); }
.get { color: var(--accent); }
.post, .put { color: var(--success); }
.patch { color: var(--warning); }
.delete { color: var(--danger); }
.path { min-width: 19rem; }
.path i { font-style: normal; color: var(--accent); }
.summary { flex: 1 1 16rem; color: var(--muted); }
.tag { padding: 0 0.4rem; border-radius: 4px; background: var(--accent-soft); color: var(--accent); font-size: 12px; }
.name { margin: 0.9rem 0 0; font-size: 13px; }
.scroll { overflow-x: auto; margin-top: 1rem; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.35rem 0.75rem 0.35rem 0; text-align: left; border-bottom: 1px solid var(--line); }
th { font-weight: 500; color: var(--muted); }
@media (max-width: 52rem) {
  body { display: block; }
  nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); }
  nav ul { display: flex; flex-wrap: wrap; }
  main { padding: 1.5rem 1rem 4rem; }
  .path { min-width: 0; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
`;
