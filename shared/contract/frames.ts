import type { ErrorData } from '../errors/app-error.ts';

/** Inside the app an answer is always one of these two: errors cross as data, never as exceptions. */
export type Result = { ok: true; data: unknown } | { ok: false; error: ErrorData };

/** What a window sends. `id` is the window's own count, unique within one link. */
export type ClientFrame =
  | { type: 'call'; id: number; name: string; input: unknown }
  | { type: 'open'; id: number; name: string; input: unknown }
  | { type: 'cancel'; id: number };

/** What the host sends. A stream gets any number of `deltas`, then exactly one `result`. */
export type HostFrame =
  | { type: 'result'; id: number; result: Result }
  | { type: 'deltas'; id: number; deltas: unknown[] }
  | { type: 'event'; name: string; data: unknown };

/** A two-way line between one window and the host: IPC, WebSocket, or two ends in memory. */
export interface Link<Out, In> {
  send(frame: Out): void;
  onFrame(listener: (frame: In) => void): void;
  /** Called once when the other side is gone. */
  onClose(listener: () => void): void;
}
export type ClientLink = Link<ClientFrame, HostFrame>;
export type HostLink = Link<HostFrame, ClientFrame>;
