// Runs before the first paint, as a file of its own because the content policy allows no inline script.
// The setting itself lives in the host; renderer/app/theme.ts keeps this copy of it.
(() => {
  let theme = 'system';
  try {
    theme = localStorage.getItem('switchyard.theme') ?? 'system';
  } catch {
    // Storage can be switched off; the system's theme is then good enough for the first frame.
  }
  const isDark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
})();
