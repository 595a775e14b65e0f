// Catches: a window that stays deaf after the host came back, a call that hangs forever when the line is cut, two lines
// at once after an impatient click, and a signed-out window that hammers the host.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Connection, createConnection } from '../../../renderer/client/connection.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import type { ClientFrame, ClientLink, HostFrame } from '../../../shared/contract/frames.ts';
import { AppError } from '../../../shared/errors/app-error.ts';

/** The host's end of one line. */
interface Line {
  sent: ClientFrame[];
  answer(frame: HostFrame): void;
  cut(): void;
}

function fakeHost() {
  const lines: Line[] = [];
  let tries = 0;
  let refusal: AppError | undefined;
  const openLink = async (): Promise<ClientLink> => {
    tries += 1;
    if (refusal) throw refusal;
    const sent: ClientFrame[] = [];
    let listen: (frame: HostFrame) => void = () => {};
    let closed: () => void = () => {};
    lines.push({ sent, answer: (frame) => listen(frame), cut: () => closed() });
    return {
      send: (frame) => void sent.push(frame),
      onFrame: (listener) => {
        listen = listener;
      },
      onClose: (listener) => {
        closed = listener;
      },
    };
  };
  return {
    openLink,
    line: (index: number): Line => {
      const line = lines[index];
      if (!line) throw new Error(`no line ${index}`);
      return line;
    },
    lines,
    tries: () => tries,
    refuse: (error: AppError | undefined) => {
      refusal = error;
    },
  };
}

let connection: Connection<AppContract> | undefined;
afterEach(() => connection?.close());

function connect(host: ReturnType<typeof fakeHost>, backoff = [1]) {
  connection = createConnection<AppContract>({ openLink: host.openLink, backoff });
  return connection;
}

const stateOf = ({ state }: Connection<AppContract>) => state.getState().state;
const untilState = (of: Connection<AppContract>, wanted: string) => vi.waitUntil(() => stateOf(of) === wanted);
const gone = new AppError('DISCONNECTED', 'Gone.');

describe('the line', () => {
  test('a call made before the line stands is sent when it does', async () => {
    const host = fakeHost();
    const { client } = connect(host);
    const info = client.call('app.info', {});
    await vi.waitUntil(() => host.lines[0]?.sent.length === 1);
    host.line(0).answer({ type: 'result', id: 1, result: { ok: true, data: { version: '1' } } });
    await expect(info).resolves.toEqual({ version: '1' });
  });

  test('what waits for an answer fails when the line is cut, and so does a call made before the next one', async () => {
    const host = fakeHost();
    const lost = connect(host, [60_000]);
    await untilState(lost, 'online');
    const waiting = lost.client.call('app.info', {});
    host.line(0).cut();
    expect(stateOf(lost)).toBe('offline');
    await expect(waiting).rejects.toMatchObject({ code: 'DISCONNECTED' });
    await expect(lost.client.call('app.info', {})).rejects.toMatchObject({ code: 'DISCONNECTED' });
  });

  test('listeners hear the host again after it came back, each event once', async () => {
    const host = fakeHost();
    const kept = connect(host);
    const heard: unknown[] = [];
    kept.client.on('providers.changed', (data) => heard.push(data));
    await untilState(kept, 'online');
    host.line(0).cut();
    await vi.waitUntil(() => host.lines.length === 2);
    await untilState(kept, 'online');
    const event: HostFrame = { type: 'event', name: 'providers.changed', data: { providerId: 'p' } };
    host.line(1).answer(event);
    host.line(0).answer(event);
    expect(heard).toEqual([{ providerId: 'p' }]);
  });

  test('says when it stands again, but not the first time', async () => {
    const host = fakeHost();
    const watched = connect(host);
    const again = vi.fn<() => void>();
    watched.onReconnected(again);
    await untilState(watched, 'online');
    expect(again).not.toHaveBeenCalled();
    host.refuse(gone);
    host.line(0).cut();
    await vi.waitUntil(() => host.tries() >= 3);
    host.refuse(undefined);
    await untilState(watched, 'online');
    expect(again).toHaveBeenCalledTimes(1);
  });

  test('trying now opens one line, however often it is asked for', async () => {
    const host = fakeHost();
    const impatient = connect(host, [60_000]);
    await untilState(impatient, 'online');
    host.line(0).cut();
    impatient.retry();
    impatient.retry();
    impatient.retry();
    await untilState(impatient, 'online');
    impatient.retry();
    expect(host.tries()).toBe(2);
  });

  test('a window that is not signed in waits to be asked', async () => {
    const host = fakeHost();
    host.refuse(new AppError('TOKEN_MISSING', 'Not signed in.'));
    const stranger = connect(host);
    await untilState(stranger, 'signed-out');
    await expect(stranger.client.call('app.info', {})).rejects.toMatchObject({ code: 'DISCONNECTED' });
    expect(host.tries()).toBe(1);
    host.refuse(undefined);
    stranger.retry();
    await untilState(stranger, 'online');
  });
});
