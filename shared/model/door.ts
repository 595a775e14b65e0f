/** Where a request comes in. A rule may name another one, from before or after this version. */
export type Door = 'window' | 'openai-chat' | 'openai-embeddings' | 'batch';
