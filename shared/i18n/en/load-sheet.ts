import type { LoadSettings } from '../../model/load-settings.ts';
import type { MemoryEstimate } from '../../model/local-model.ts';

const fields: Record<keyof LoadSettings, { label: string; help: string }> = {
  backend: { label: 'Compute on', help: 'A graphics card is many times faster than the CPU.' },
  gpuLayers: { label: 'Layers on the GPU', help: 'Empty: as many as the graphics memory holds.' },
  contextSize: {
    label: 'Context',
    help: 'How much of a conversation the model sees. Empty: as much as it was trained for and the memory holds.',
  },
  slots: { label: 'Conversations at once', help: 'Each has a context of its own, which takes memory.' },
  batchSize: { label: 'Batch', help: 'Tokens of a prompt that are read in one go.' },
  threads: { label: 'CPU threads', help: 'Empty: the cores that are free for it.' },
  flashAttention: { label: 'Flash attention', help: 'Saves memory and time where the model allows it.' },
  cacheKeyType: { label: 'Cache type for keys', help: 'Q8_0 halves the cache and is hardly noticed.' },
  cacheValueType: { label: 'Cache type for values', help: 'A quantised one needs flash attention.' },
  mmap: {
    label: 'Read from the file as needed',
    help: 'Faster to load. Off: copied into memory, which survives a file that changes underneath.',
  },
  mlock: { label: 'Lock in memory', help: 'The system may not move the model out to the disk.' },
  lora: { label: 'Adapters (LoRA)', help: 'Small files that change how the model writes.' },
  speculation: { label: 'Guess ahead', help: 'Checks guessed tokens in one go: the same answer, often sooner.' },
  keepAlive: { label: 'Keep loaded', help: 'How long after its last answer the model stays.' },
};

const verdicts: Record<MemoryEstimate['verdict'], { title: string; body: string }> = {
  fits: { title: 'Fits', body: 'There is enough memory for these settings.' },
  tight: { title: 'Tight', body: 'It fits, but leaves little for other programs.' },
  'will-not-fit': { title: 'Will not fit', body: 'There is not enough memory for these settings.' },
  unknown: { title: 'Not known', body: 'What it takes cannot be told from this file.' },
};

/** How one model is loaded. */
export const loadSheet = {
  title: (name: string) => `Load settings of ${name}`,
  description: 'They hold from the next load on.',
  more: 'More settings',
  automatic: 'Automatic',
  automaticIs: (value: string) => `Automatic: ${value}`,
  fields,
  asInSettings: 'As in the settings',
  settingsSay: (choice: string) => `The settings say: ${choice}.`,
  bestThereIs: 'Best there is',
  flash: { auto: 'Automatic', on: 'On', off: 'Off' },
  trained: (tokens: string) => `Trained for ${tokens} tokens.`,
  overTrained: (tokens: string) => `It was trained for ${tokens} tokens; beyond that it loses the thread.`,
  contextSlider: 'Context in tokens',
  tokens: 'tokens',
  minutes: 'min',
  layersThere: (layers: string) => `The model has ${layers}.`,
  keep: { auto: 'As in the settings', forever: 'Until the memory is needed', time: 'For a time' },
  keepMinutes: 'Minutes to keep it loaded',
  guess: {
    off: 'Off',
    lookup: 'From what the prompt says',
    draft: 'With a small model',
  },
  draftModel: 'The small model',
  chooseDraft: 'Choose a model',
  addAdapter: 'Add adapter',
  adapterPath: (number: string) => `File of adapter ${number}`,
  adapterScale: (number: string) => `Strength of adapter ${number}`,
  removeAdapter: (number: string) => `Remove adapter ${number}`,
  faults: {
    needsFlashAttention: 'This type needs flash attention: choose F16 here, or allow flash attention.',
    needsModel: 'Choose the small model.',
    needsPath: 'Write the whole path of the adapter.',
  },

  estimate: {
    title: 'Memory',
    verdicts,
    weights: 'Weights',
    cache: 'Cache',
    compute: 'Compute',
    needs: (needed: string, free: string) => `${needed} of ${free} that is free`,
    ram: 'Main memory',
    vram: 'Graphics memory',
    context: 'Context',
    layers: 'Layers on the GPU',
    working: 'Counting…',
    useNearest: 'Use settings that fit',
    nearest: (changes: string) => `It would fit with: ${changes}.`,
    noNearest: 'No settings would make it fit. Unload other models, or choose a smaller file.',
  },

  preset: 'Preset',
  ownSettings: 'Own settings',
  defaultSettings: 'Defaults',
  savePreset: 'Save as preset',
  presetName: 'Name of the preset',
  deletePreset: (name: string) => `Delete the preset ${name}`,
  presetDeleted: (name: string) => `Preset ${name} deleted`,

  reset: 'Reset to defaults',
  save: 'Save',
  saved: 'Saved. It holds from the next load on.',
  load: 'Save and load',
  reload: 'Save and reload',
  loadAnyway: 'Load anyway',
  anywayTitle: (name: string) => `Load ${name} although it will not fit?`,
  anywayBody:
    'The computer may become very slow, and other programs may be closed by the system. Save your work first.',
};
