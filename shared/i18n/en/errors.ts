import type { ErrorCode } from '../../errors/codes.ts';

/** What a person reads when something fails: what it is, and what helps. The host's own message stands in the details. */
export const errors: Record<ErrorCode, { title: string; remedy: string }> = {
  VALIDATION_FAILED: { title: 'Something in the input is not right', remedy: 'Check the marked field and try again.' },
  BODY_TOO_LARGE: { title: 'This is too large', remedy: 'Send less, or raise the largest request in the settings.' },
  HEADERS_TOO_LARGE: { title: 'The headers are too large', remedy: 'Send fewer or shorter headers and cookies.' },
  REQUEST_TIMEOUT: { title: 'The request did not arrive in time', remedy: 'Send it again.' },
  UNKNOWN_CALL: {
    title: 'The host does not know this call',
    remedy: 'The window and the host may be of different versions. Load the window again.',
  },
  NOT_FOUND: { title: 'This is not there any more', remedy: 'It may have been deleted in another window.' },
  PROVIDER_NOT_FOUND: {
    title: 'This provider is not there any more',
    remedy: 'Choose another provider, or add it again.',
  },
  MODEL_NOT_FOUND: {
    title: 'There is no such model',
    remedy: 'Choose another model, or refresh the list of models.',
  },
  NO_TARGET: {
    title: 'Nobody may answer this',
    remedy: 'Add a model that may, or change the rule or the alias under Routing.',
  },
  REFUSED_BY_RULE: {
    title: 'A rule refuses this',
    remedy: 'See under Routing which one, and change it there if it is not meant so.',
  },
  CONFLICT: {
    title: 'This clashes with something that is there already',
    remedy: 'Look at the present state and try again.',
  },
  CANCELLED: { title: 'Cancelled', remedy: 'Nothing more happens. Start it again if it is still wanted.' },
  TOKEN_MISSING: { title: 'This window is not signed in', remedy: 'Open the address printed in the terminal.' },
  TOKEN_INVALID: {
    title: 'The sign-in is not valid',
    remedy: 'Open the newest address printed in the terminal. Each works once.',
  },
  HOST_NOT_ALLOWED: {
    title: 'This address is not allowed',
    remedy: 'Open Switchyard under the address it prints, on this computer.',
  },
  ORIGIN_NOT_ALLOWED: {
    title: 'Another page tried to reach Switchyard',
    remedy: 'Only its own window may. Close the other page.',
  },
  SENDER_NOT_TRUSTED: {
    title: 'The request did not come from the Switchyard window',
    remedy: 'Load the window again.',
  },
  INVALID_API_KEY: {
    title: 'The provider does not accept the API key',
    remedy: 'Check the key in the provider’s settings, or make a new one.',
  },
  PERMISSION_DENIED: {
    title: 'The key may not do this',
    remedy: 'Allow it on the provider’s page, or use another key or model.',
  },
  PAYMENT_REQUIRED: { title: 'The provider wants to be paid', remedy: 'Add credit on the provider’s page.' },
  QUOTA_EXCEEDED: {
    title: 'The quota is used up',
    remedy: 'Wait until it starts anew, raise it, or use another provider.',
  },
  RATE_LIMITED: { title: 'Too many requests in a short time', remedy: 'Wait a moment and try again.' },
  PROVIDER_REJECTED: {
    title: 'The provider refused the request',
    remedy: 'The details say why. Another model may accept it.',
  },
  CONTEXT_TOO_LONG: {
    title: 'The conversation is too long for this model',
    remedy: 'Start a new chat, or choose a model with a larger context.',
  },
  CONTENT_REFUSED: {
    title: 'The provider refused the content',
    remedy: 'Word it differently, or choose another model.',
  },
  PROVIDER_UNHEALTHY: { title: 'The provider has trouble', remedy: 'Try again in a moment, or use another provider.' },
  PROVIDER_UNREACHABLE: {
    title: 'The provider cannot be reached',
    remedy: 'Check the address and the network. A local server must be running.',
  },
  PROVIDER_TIMEOUT: { title: 'The provider did not answer in time', remedy: 'Try again, or use another model.' },
  PROVIDER_BAD_ANSWER: {
    title: 'The provider’s answer makes no sense',
    remedy: 'Check that the address leads to an API of this kind.',
  },
  STREAM_INTERRUPTED: { title: 'The answer broke off', remedy: 'What arrived is kept. Try again for a whole answer.' },
  MODEL_FILE_INVALID: {
    title: 'This file is not a model that can be loaded',
    remedy: 'Download it again. The details say what is wrong with it.',
  },
  MODEL_FILE_UNREADABLE: {
    title: 'The model file cannot be read',
    remedy: 'Check that it is still there and that you may read it.',
  },
  MODEL_TEMPLATE_INVALID: {
    title: 'The chat template of this model does not work',
    remedy: 'Take another file of it. Raw completions work without a template.',
  },
  MODEL_FOLDER_UNREADABLE: {
    title: 'A model folder cannot be read',
    remedy: 'Allow reading it, or take it off the list in the settings.',
  },
  MODEL_NAME_AMBIGUOUS: {
    title: 'More than one model has this name',
    remedy: 'Write more of the name. The details list the candidates.',
  },
  MODEL_LACKS_CAPABILITY: { title: 'This model cannot do that', remedy: 'Choose a model that can.' },
  MODEL_LOAD_FAILED: {
    title: 'The model could not be loaded',
    remedy: 'The details say why. Other load settings or another file may help.',
  },
  MODEL_LOAD_TIMEOUT: {
    title: 'The model took too long to load',
    remedy: 'Try again when the computer is less busy, or choose a smaller model.',
  },
  MODEL_CRASHES: {
    title: 'This model brings the engine down',
    remedy: 'Update the file or choose another one. It is not tried again until it changes.',
  },
  MODEL_WILL_NOT_FIT: {
    title: 'There is not enough memory for this model',
    remedy: 'Take the settings that would fit, unload another model, or choose a smaller one.',
  },
  MODEL_IN_USE: { title: 'The model is answering', remedy: 'Wait until it is done, or stop the answers.' },
  LOCAL_QUEUE_FULL: { title: 'Too many requests wait for local models', remedy: 'Wait a moment and try again.' },
  UNSUPPORTED_PARAMETER: {
    title: 'A parameter is not supported here',
    remedy: 'Leave out the one that the details name.',
  },
  UNSUPPORTED_SCHEMA: {
    title: 'This JSON schema cannot be enforced',
    remedy: 'Change the part that the details name.',
  },
  GRAMMAR_INVALID: { title: 'The grammar is not valid', remedy: 'Check its rules. The details say where.' },
  ENGINE_UNAVAILABLE: {
    title: 'The local engine cannot run here',
    remedy: 'The details say what is missing. Cloud models work without it.',
  },
  ENGINE_LOST: {
    title: 'The engine stopped in the middle of the work',
    remedy: 'Try again; the model is loaded anew.',
  },
  ENGINE_STALLED: { title: 'The model stopped answering', remedy: 'Try again; the model is loaded anew.' },
  VAULT_LOCKED: { title: 'The stored keys are locked', remedy: 'Unlock them to go on.' },
  VAULT_NOT_SET_UP: { title: 'There is no place for keys yet', remedy: 'Choose a passphrase to store keys with.' },
  VAULT_KEY_WRONG: {
    title: 'This does not open the stored keys',
    remedy: 'Check the passphrase or the master key. Nothing was changed.',
  },
  KEYCHAIN_UNAVAILABLE: {
    title: 'The keychain of this system cannot be used',
    remedy: 'Unlock or start it, or use a passphrase.',
  },
  STORAGE_FULL: { title: 'The disk is full', remedy: 'Make room and try again. Nothing that was stored is lost.' },
  STORAGE_UNWRITABLE: {
    title: 'The data folder cannot be written',
    remedy: 'Check its permissions, or choose another with SWITCHYARD_HOME.',
  },
  STORAGE_BUSY: {
    title: 'The database is in use by another program',
    remedy: 'Try again, or end the program that keeps it locked.',
  },
  STORE_DAMAGED: {
    title: 'The database is damaged',
    remedy:
      'Start Switchyard again: if the damage is still there, a backup is offered. You find them in the settings, under Data.',
  },
  BACKUP_DAMAGED: { title: 'This backup is damaged', remedy: 'Choose another one. Nothing was changed.' },
  SECRET_UNREADABLE: { title: 'An API key cannot be read', remedy: 'Delete this key and enter it anew.' },
  STORE_TOO_NEW: {
    title: 'The database belongs to a newer version',
    remedy: 'Update Switchyard. The file was left as it is.',
  },
  STORE_FOREIGN: {
    title: 'The database belongs to another program',
    remedy: 'Move that file away, or choose another folder with SWITCHYARD_HOME. It was left as it is.',
  },
  ALREADY_RUNNING: { title: 'Switchyard is running already', remedy: 'Use the open window, or close it first.' },
  PORT_TAKEN: {
    title: 'The chosen port is taken',
    remedy: 'Close the other program, choose another port, or start with SWITCHYARD_PORT=0 for any free one.',
  },
  DISCONNECTED: {
    title: 'The host cannot be reached',
    remedy: 'The window keeps trying. Try again when it is connected.',
  },
  INTERNAL: { title: 'Something failed inside Switchyard', remedy: 'Try again. The log file has the details.' },
};
