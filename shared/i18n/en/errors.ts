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
    title: 'The provider does not offer this model',
    remedy: 'Choose another model, or refresh the list of models.',
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
