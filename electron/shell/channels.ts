/** The two channels of the one bridge. Never more: a feature adds a call to the contract, not a channel. */
export const toHost = 'switchyard:to-host';
export const toWindow = 'switchyard:to-window';
