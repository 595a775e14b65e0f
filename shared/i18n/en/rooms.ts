/** Rooms that are not built yet: what will be there, said plainly. */
export const rooms = {
  notBuilt: 'Not built yet',
  usage: {
    title: 'Usage',
    description: 'What was asked, by whom, and what it cost.',
    body: 'Tokens, costs, budgets and alerts will be here. Until then, the tokens and times of an answer are shown under it in the chat.',
    action: 'Open chat',
  },
};
