import { app } from './app.ts';
import { chat } from './chat.ts';
import { common } from './common.ts';
import { desktop } from './desktop.ts';
import { errors } from './errors.ts';
import { menu } from './menu.ts';
import { models } from './models.ts';
import { nav } from './nav.ts';
import { palette } from './palette.ts';
import { port } from './port.ts';
import { providers } from './providers.ts';
import { rooms } from './rooms.ts';
import { settings } from './settings.ts';
import { storage } from './storage.ts';
import { vault } from './vault.ts';

/** The source of all words. Every other language has the same shape, or it does not compile. */
export const en = {
  app,
  chat,
  common,
  desktop,
  errors,
  menu,
  models,
  nav,
  palette,
  port,
  providers,
  rooms,
  settings,
  storage,
  vault,
};
