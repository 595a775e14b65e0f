import type { en } from '../en/index.ts';
import { app } from './app.ts';
import { batches } from './batches.ts';
import { chat } from './chat.ts';
import { common } from './common.ts';
import { connectionTest } from './connection-test.ts';
import { desktop } from './desktop.ts';
import { discovery } from './discovery.ts';
import { errors } from './errors.ts';
import { extras } from './extras.ts';
import { health } from './health.ts';
import { menu } from './menu.ts';
import { models } from './models.ts';
import { nav } from './nav.ts';
import { network } from './network.ts';
import { notices } from './notices.ts';
import { palette } from './palette.ts';
import { parameters } from './parameters.ts';
import { port } from './port.ts';
import { providers } from './providers.ts';
import { responseCache } from './response-cache.ts';
import { rooms } from './rooms.ts';
import { route } from './route.ts';
import { routing } from './routing.ts';
import { rules } from './rules.ts';
import { settings } from './settings.ts';
import { signIn } from './sign-in.ts';
import { simulate } from './simulate.ts';
import { storage } from './storage.ts';
import { transfer } from './transfer.ts';
import { vault } from './vault.ts';

export const de: typeof en = {
  app,
  batches,
  chat,
  common,
  connectionTest,
  desktop,
  discovery,
  errors,
  extras,
  health,
  menu,
  models,
  nav,
  network,
  notices,
  palette,
  parameters,
  port,
  providers,
  responseCache,
  rooms,
  route,
  routing,
  rules,
  settings,
  signIn,
  simulate,
  storage,
  transfer,
  vault,
};
