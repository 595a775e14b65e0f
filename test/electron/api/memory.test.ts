import { connectInMemory } from '../../../electron/api/memory.ts';
import { transportSuite } from '../../helpers/transport-suite.ts';

transportSuite('memory', async ({ router }) => ({
  connect: async () => connectInMemory(router),
  close: async () => {},
}));
