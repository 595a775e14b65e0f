import { version } from '../../package.json';

/** What the app calls itself; from package.json, put in at build. */
export const appVersion: string = version;
