import { spawn } from 'node:child_process';

/** Why nothing can be shown on this machine; undefined when there is a desktop. */
export function whyNoDesktop({ env = process.env, platform = process.platform } = {}) {
  if (env['CI']) return 'this is a CI run';
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return 'there is no display';
  return undefined;
}

const openers = { darwin: ['open'], win32: ['cmd', '/c', 'start', '""'] };

/** Opens an address in the system's browser. That none opens is no failure: the address is printed as well. */
export function openInBrowser(url) {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
