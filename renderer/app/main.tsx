import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startConnection } from '../client/connect.ts';
import { App } from './App.tsx';
import { currentRoute } from './navigation.ts';
import { rooms } from './rooms.ts';
import { loadSettings } from './settings-store.ts';
import './frame-commands.ts';
import './styles.css';

// The room to be shown loads beside the rest of the page, not after it.
rooms[currentRoute().room].Room.preload().catch(() => {});
startConnection();
void loadSettings();

/** Milliseconds. The font is on this computer, so it is nearly always there sooner. */
const patience = 150;

/** The first words are drawn in the font they keep, so that they do not jump. */
const fontReady = Promise.race([
  document.fonts.load('400 13px "Inter Variable"').catch(() => {}),
  new Promise((resolve) => setTimeout(resolve, patience)),
]);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');
void fontReady.then(() =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
