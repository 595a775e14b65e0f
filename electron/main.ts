import './lib/thread-pool.ts';
import { join } from 'node:path';
import { start } from './shell/start.ts';

/** The desktop entry. The build puts it into out/main, beside out/preload and out/renderer. */
export const started = start({ outFolder: join(import.meta.dirname, '..') });
