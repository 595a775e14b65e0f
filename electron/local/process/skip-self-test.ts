import { registerHooks } from 'node:module';

const selfTest = '/node-llama-cpp/dist/bindings/utils/testBindingBinary.js';

/**
 * The engine tries its binaries out in a child of its own before it loads them. In a process that Electron started it
 * would start the whole app as that child, since the app's program is closed to other uses. A process of ours is there to
 * be lost anyway, so the engine is told that the test went well. To be called before the engine is imported.
 */
export const skipSelfTest = (): void =>
  void registerHooks({
    load: (url, context, next) =>
      url.endsWith(selfTest)
        ? { format: 'module', shortCircuit: true, source: 'export const testBindingBinary = async () => true;' }
        : next(url, context),
  });
