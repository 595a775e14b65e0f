import type { Session } from 'electron';

/** Writing text to the clipboard is what every copy button does; it reads nothing. */
const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** No camera, no microphone, no location, no devices: the page needs none of it, so nobody is asked. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed.has(permission)));
  session.setPermissionCheckHandler((_contents, permission) => allowed.has(permission));
  session.setDevicePermissionHandler(() => false);
}
