// Loaded before the fake engine by utility-process.test.ts: gives it the `process.parentPort` of a process of Electron's.
import type { ParentPort } from '../../../../electron/local/process/parent-line.ts';

const port: ParentPort = {
  postMessage: (message) => void process.send?.(message),
  on: (_event, listener) => process.on('message', (data) => listener({ data })),
};
Object.assign(process, { parentPort: port });
