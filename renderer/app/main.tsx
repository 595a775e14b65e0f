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

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
