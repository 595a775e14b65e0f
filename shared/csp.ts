/**
 * What the window's page may load and reach: itself and, by WebSocket, any port of this machine, because the port it is
 * served on is not known when it is built. The build writes it into index.html, the server
 * sends it with every answer. Styles may be inline because components place popups by style; scripts may not.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  // Not every browser counts a WebSocket to the page's own host as 'self'.
  "connect-src 'self' ws://127.0.0.1:* ws://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
