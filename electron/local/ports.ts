import type { AppContract } from '../../shared/contract/contract.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { Events } from '../api/events.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/open-store.ts';
import type { OpenModel } from './engine/engine.ts';
import type { ForkEngine } from './process/engine-process.ts';

export interface LocalPorts {
  store: Pick<Store, 'localModels' | 'modelHeaders' | 'engineRecords'>;
  settings(): Settings;
  events: Pick<Events<AppContract>, 'publish'>;
  log: Log;
  /** The app's own folder of models; made when it is not there. */
  modelsFolder: string;
  environment: NodeJS.ProcessEnv;
  /** Starts the engine in a process of its own: Node's way or Electron's. */
  fork: ForkEngine;
  /** The engine in this process. Default: node-llama-cpp, loaded at first need. */
  openHere?: OpenModel;
  /** UTC ms. Default: the clock. */
  now?: () => number;
}
