import { app } from './app.ts';
import { chat } from './chat.ts';
import { common } from './common.ts';
import { connectionTest } from './connection-test.ts';
import { desktop } from './desktop.ts';
import { discovery } from './discovery.ts';
import { errors } from './errors.ts';
import { extras } from './extras.ts';
import { menu } from './menu.ts';
import { models } from './models.ts';
import { nav } from './nav.ts';
import { network } from './network.ts';
import { palette } from './palette.ts';
import { parameters } from './parameters.ts';
import { port } from './port.ts';
import { providers } from './providers.ts';
import { rooms } from './rooms.ts';
import { settings } from './settings.ts';
import { signIn } from './sign-in.ts';
import { storage } from './storage.ts';
import { transfer } from './transfer.ts';
import { vault } from './vault.ts';

/** The source of all words. Every other language has the same shape, or it does not compile. */
export const en = {
  app,
  chat,
  common,
  connectionTest,
  desktop,
  discovery,
  errors,
  extras,
  menu,
  models,
  nav,
  network,
  palette,
  parameters,
  port,
  providers,
  rooms,
  settings,
  signIn,
  storage,
  transfer,
  vault,
};
