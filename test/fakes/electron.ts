/**
 * A fake of the electron module: only what electron/shell, preload.ts and electron-store touch. It draws nothing and starts
 * no process; it records what was asked of it and lets a test play the system's part. The checks at the end hold it to
 * Electron's own typings.
 */
import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Electron from 'electron';

// Nobody should write there: the app sets its own before it does.
const paths = new Map([['userData', join(tmpdir(), 'switchyard-fake-electron')]]);

class FakeApp extends EventEmitter {
  isPackaged = true;
  /** What was asked of the app, in order: `quit`, `exit 1`, `relaunch`; `ended` when nobody put a quit off. */
  asked: string[] = [];
  hasLock = true;
  whenReady = async (): Promise<void> => {};
  getPath = (name: string): string => paths.get(name) ?? '';
  setPath = (name: string, path: string): void => void paths.set(name, path);
  getVersion = (): string => '0.0.0';
  getName = (): string => 'fake';
  getPreferredSystemLanguages = (): string[] => ['en-GB'];
  requestSingleInstanceLock = (): boolean => this.hasLock;
  exit = (code?: number): void => void this.asked.push(`exit ${code}`);
  relaunch = (): void => void this.asked.push('relaunch');
  /** As the real one: 'will-quit' may put it off. */
  quit = (): void => {
    this.asked.push('quit');
    const event = preventable();
    this.emit('will-quit', event);
    if (!event.isPrevented) this.asked.push('ended');
  };
}
export const app = new FakeApp();

export interface Preventable {
  isPrevented: boolean;
  preventDefault(): void;
}
export function preventable<Fields extends object>(fields?: Fields): Preventable & Fields {
  const event: Preventable = {
    isPrevented: false,
    preventDefault() {
      event.isPrevented = true;
    },
  };
  return Object.assign(event, fields);
}

class FakeSession {
  answerRequest: Parameters<Electron.Session['setPermissionRequestHandler']>[0] = null;
  answerCheck: Parameters<Electron.Session['setPermissionCheckHandler']>[0] = null;
  answerDevice: Parameters<Electron.Session['setDevicePermissionHandler']>[0] = null;
  setPermissionRequestHandler = (handler: FakeSession['answerRequest']): void => void (this.answerRequest = handler);
  setPermissionCheckHandler = (handler: FakeSession['answerCheck']): void => void (this.answerCheck = handler);
  setDevicePermissionHandler = (handler: FakeSession['answerDevice']): void => void (this.answerDevice = handler);
}

export interface Frame {
  url: string;
  parent: Frame | null;
}

export class FakeWebContents extends EventEmitter {
  ipc = new EventEmitter();
  session = new FakeSession();
  /** What the page gets; `sent` is emitted for each. */
  outbox = new EventEmitter();
  asked: string[] = [];
  isGone = false;
  openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | undefined;
  setWindowOpenHandler = (handler: NonNullable<FakeWebContents['openHandler']>): void =>
    void (this.openHandler = handler);
  send = (channel: string, ...args: unknown[]): void => {
    if (this.isGone) throw new TypeError('Object has been destroyed');
    this.outbox.emit(channel, ...structuredClone(args));
  };
  isDestroyed = (): boolean => this.isGone;
  reload = (): void => void this.asked.push('reload');
  forcefullyCrashRenderer = (): void => {
    this.asked.push('forcefullyCrashRenderer');
    queueMicrotask(() => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }));
  };

  /** What a page does with ipcRenderer.send, from a frame at that address. */
  receive(channel: string, frame: Frame | null, ...args: unknown[]): void {
    const event = { senderFrame: frame, reply: this.send };
    this.ipc.emit(channel, event, ...structuredClone(args));
  }
  destroy(): void {
    this.isGone = true;
    this.emit('destroyed');
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = [];
  webContents = new FakeWebContents();
  /** Path or address of what it shows. */
  loaded = '';
  asked: string[] = [];
  bounds = { x: 10, y: 20, width: 900, height: 700 };
  options: Electron.BrowserWindowConstructorOptions;
  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
  }
  show = (): void => void this.asked.push('show');
  focus = (): void => void this.asked.push('focus');
  restore = (): void => void this.asked.push('restore');
  maximize = (): void => void this.asked.push('maximize');
  isMinimized = (): boolean => true;
  isMaximized = (): boolean => this.asked.includes('maximize');
  getNormalBounds = (): Electron.Rectangle => this.bounds;
  isDestroyed = (): boolean => this.webContents.isGone;
  destroy = (): void => {
    this.webContents.destroy();
    this.emit('closed');
  };
  loadFile = async (file: string): Promise<void> => void (this.loaded = file);
  loadURL = async (url: string): Promise<void> => void (this.loaded = url);
}

export const ipcMain = new EventEmitter();

export const shell = {
  opened: [] as string[],
  openExternal: async (url: string): Promise<void> => void shell.opened.push(url),
};

export const dialog = {
  errors: [] as { title: string; content: string }[],
  boxes: [] as Electron.MessageBoxOptions[],
  /** The button a person presses. */
  response: 0,
  showErrorBox: (title: string, content: string): void => void dialog.errors.push({ title, content }),
  showMessageBox: async (_window: unknown, options: Electron.MessageBoxOptions) => {
    dialog.boxes.push(options);
    return { response: dialog.response, checkboxChecked: false };
  },
};

export const nativeTheme = { shouldUseDarkColors: false, themeSource: 'system' as Electron.NativeTheme['themeSource'] };

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
};

export const Menu = {
  template: [] as Electron.MenuItemConstructorOptions[],
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (template: Electron.MenuItemConstructorOptions[]): void => void (Menu.template = template),
};

export const contextBridge = {
  exposed: {} as Record<string, unknown>,
  exposeInMainWorld: (name: string, value: unknown): void => void (contextBridge.exposed[name] = value),
};

export const ipcRenderer = Object.assign(new EventEmitter(), {
  outbox: [] as unknown[][],
  send: (...message: unknown[]): void => void ipcRenderer.outbox.push(message),
});

app satisfies Pick<
  Electron.App,
  'isPackaged' | 'whenReady' | 'getVersion' | 'getName' | 'getPreferredSystemLanguages' | 'exit' | 'relaunch' | 'quit'
>;
shell satisfies Pick<Electron.Shell, 'openExternal'>;
nativeTheme satisfies Pick<Electron.NativeTheme, 'shouldUseDarkColors' | 'themeSource'>;
contextBridge satisfies Pick<Electron.ContextBridge, 'exposeInMainWorld'>;
dialog satisfies { showErrorBox: Electron.Dialog['showErrorBox'] };
BrowserWindow.prototype satisfies Pick<
  Electron.BrowserWindow,
  | 'show'
  | 'focus'
  | 'restore'
  | 'maximize'
  | 'isMinimized'
  | 'isMaximized'
  | 'getNormalBounds'
  | 'isDestroyed'
  | 'destroy'
  | 'loadFile'
  | 'loadURL'
>;
FakeWebContents.prototype satisfies Pick<
  Electron.WebContents,
  'send' | 'isDestroyed' | 'reload' | 'forcefullyCrashRenderer' | 'setWindowOpenHandler'
>;
FakeSession.prototype satisfies Pick<
  Electron.Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
>;

/** What the system was asked to show, oldest first. */
export class Notification extends EventEmitter {
  static readonly shown: Notification[] = [];
  static isAble = true;
  static isSupported = (): boolean => Notification.isAble;
  readonly options: Electron.NotificationConstructorOptions;
  constructor(options: Electron.NotificationConstructorOptions) {
    super();
    this.options = options;
  }
  show(): void {
    Notification.shown.push(this);
  }
}
Notification.prototype satisfies Pick<Electron.Notification, 'show'>;
Notification satisfies Pick<typeof Electron.Notification, 'isSupported'>;

/** Starts nothing: what it would start is tested without Electron. */
export const utilityProcess = {
  fork: (): Electron.UtilityProcess => {
    throw new Error('The fake of Electron starts no processes.');
  },
};
utilityProcess satisfies Pick<typeof Electron.utilityProcess, 'fork'>;

export default {
  app,
  utilityProcess,
  BrowserWindow,
  ipcMain,
  shell,
  dialog,
  nativeTheme,
  screen,
  Menu,
  contextBridge,
  ipcRenderer,
  Notification,
};
