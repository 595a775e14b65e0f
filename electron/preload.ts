import { contextBridge, ipcRenderer } from 'electron';
import type { ClientFrame, HostFrame } from '../shared/contract/frames.ts';
import { toHost, toWindow } from './shell/channels.ts';

/** All that the page can reach. It carries frames and knows no feature; contextBridge freezes it. */
contextBridge.exposeInMainWorld('switchyard', {
  send(frame: ClientFrame): void {
    ipcRenderer.send(toHost, frame);
  },
  onFrame(listener: (frame: HostFrame) => void): void {
    ipcRenderer.on(toWindow, (_event, frame: HostFrame) => listener(frame));
  },
});
