/** Names of what a child that runs files from anywhere has no business with. */
const secretName = /KEY|TOKEN|SECRET|PASSW|CREDENTIAL|AUTH/i;

/** Threads for what blocks. Each running decode and load takes one, and reading files needs some too. */
const poolSize = '16';

/** The engine's process gets the host's environment without its secrets. */
export const engineEnvironment = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  UV_THREADPOOL_SIZE: poolSize,
  ...Object.fromEntries(Object.entries(environment).filter(([name]) => !secretName.test(name))),
});
