import { expect, test } from 'vitest';
import { toHost, toWindow } from '../../electron/shell/channels.ts';
import type { ClientFrame, HostFrame } from '../../shared/contract/frames.ts';
import { contextBridge, ipcRenderer } from '../fakes/electron.ts';

test('the page gets one bridge with two functions, which hand on frames and no Electron event', async () => {
  await import('../../electron/preload.ts');
  expect(Object.keys(contextBridge.exposed)).toEqual(['switchyard']);
  const bridge = contextBridge.exposed['switchyard'] as {
    send(frame: ClientFrame): void;
    onFrame(listener: (...got: unknown[]) => void): void;
  };
  expect(Object.keys(bridge)).toEqual(['send', 'onFrame']);

  const frame: ClientFrame = { type: 'cancel', id: 1 };
  bridge.send(frame);
  expect(ipcRenderer.outbox).toEqual([[toHost, frame]]);

  const got: unknown[][] = [];
  bridge.onFrame((...values) => got.push(values));
  const answer: HostFrame = { type: 'event', name: 'x', data: 1 };
  ipcRenderer.emit(toWindow, { sender: 'ipcRenderer itself' }, answer);
  expect(got).toEqual([[answer]]);
});
