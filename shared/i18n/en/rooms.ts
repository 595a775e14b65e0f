/** Rooms that are not built yet: what will be there, said plainly. */
export const rooms = {
  notBuilt: 'Not built yet',
  routing: {
    title: 'Routing',
    description: 'Which model answers which request.',
    body: 'Aliases, rules and fallbacks will be here. Until then, each message goes to the model chosen beside it.',
    action: 'Open chat',
  },
  usage: {
    title: 'Usage',
    description: 'What was asked, by whom, and what it cost.',
    body: 'Tokens, costs, budgets and alerts will be here. Until then, the tokens and times of an answer are shown under it in the chat.',
    action: 'Open chat',
  },
};
