/** What a program writes into its request. */
export const modelLine = (name: string): string => `"model": ${JSON.stringify(name)}`;
