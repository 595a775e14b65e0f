import type { en } from '../en/index.ts';
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

export const de: typeof en = {
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
