import type { AppContract } from '../../../shared/contract/contract.ts';
import type { LocalService } from '../../local/local.ts';
import type { DomainHandlers } from '../router.ts';

type Domain = 'local-models' | 'load-presets' | 'engine';

export const localHandlers = ({ local }: { local: LocalService }): DomainHandlers<AppContract, Domain> => ({
  'local-models.list': () => local.list(),
  'local-models.get': ({ name }) => local.get(name),
  'local-models.refresh': () => local.refresh(),
  'local-models.load': ({ name, ignoreMemory }, { signal }) => local.load(name, { ignoreMemory, signal }),
  'local-models.unload': ({ name, force }) => local.unload(name, { force }),
  'local-models.update': (input) => local.update(input),
  'local-models.estimate': ({ name, choices }) => local.estimate(name, choices),
  'local-models.forget-failure': ({ name }) => local.forgetFailure(name),
  'local-models.tokenize': ({ name, text, special }, { signal }) => local.tokenize(name, { text, special, signal }),
  'local-models.detokenize': ({ name, tokens }, { signal }) => local.detokenize(name, { tokens, signal }),
  'local-models.count': ({ name, messages }, { signal }) => local.count(name, { messages, signal }),
  'local-models.embed': ({ name, texts }, { signal }) => local.embed(name, { texts, signal }),
  'local-models.rank': ({ name, query, documents }, { signal }) => local.rank(name, { query, documents, signal }),

  'load-presets.list': () => local.presets.list(),
  'load-presets.save': (preset) => local.presets.save(preset),
  'load-presets.delete'({ id }) {
    local.presets.delete(id);
    return {};
  },

  'engine.status': () => local.status(),
});
