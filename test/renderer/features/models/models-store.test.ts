// Catches: a list that misses a change, progress that shows a loaded model as loading, a load that cannot be stopped, and
// one that leaves the list behind when it fails.
import { describe, expect, it, vi } from 'vitest';
import { createModelsStore } from '../../../../renderer/features/models/models-store.ts';
import { createClient } from '../../../../shared/contract/client.ts';
import type { AppContract } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { LocalModel } from '../../../../shared/model/local-model.ts';
import { type Answers, createFakeHost } from '../../chat/fake-host.ts';
import { aModel } from './a-model.ts';

function open(answers: Answers = {}) {
  const onHost = new Map<string, LocalModel>([
    ['one', aModel('one')],
    ['two', aModel('two')],
  ]);
  const host = createFakeHost({
    'local-models.list': () => [...onHost.values()],
    'local-models.get': ({ name }: { name: string }) => {
      const model = onHost.get(name);
      if (!model) throw new AppError('MODEL_NOT_FOUND', 'gone').toJSON();
      return model;
    },
    'local-models.unload': ({ name }: { name: string }) => aModel(name),
    ...answers,
  });
  const store = createModelsStore(createClient<AppContract>(host.link));
  const named = (name: string) => store.getState().models?.find((model) => model.name === name);
  const calls = () => host.calls.map(({ name }) => name);
  return { host, store, state: store.getState, named, calls, onHost };
}

describe('the list', () => {
  it('reads only the model that changed', async () => {
    const { host, state, named, calls, onHost } = open();
    await state().refresh();
    onHost.set('two', aModel('two', { state: 'loaded' }));
    host.emit('local-models.changed', { name: 'two' });
    await vi.waitFor(() => expect(named('two')?.state).toBe('loaded'));
    expect(calls()).toEqual(['local-models.list', 'local-models.get']);
  });

  it('is read anew when a model has come or gone, or the list itself changed', async () => {
    const { host, state, onHost } = open();
    await state().refresh();
    onHost.set('three', aModel('three'));
    host.emit('local-models.changed', { name: 'three' });
    await vi.waitFor(() => expect(state().models).toHaveLength(3));
    onHost.delete('one');
    host.emit('local-models.changed', { name: 'one' });
    await vi.waitFor(() => expect(state().models).toHaveLength(2));
    onHost.delete('two');
    host.emit('local-models.changed', { name: null });
    await vi.waitFor(() => expect(state().models).toHaveLength(1));
  });

  it('stays when the host does not answer, with the error beside it', async () => {
    let isBroken = false;
    const { state } = open({
      'local-models.list': () => {
        if (isBroken) throw new AppError('INTERNAL', 'broken').toJSON();
        return [aModel('one')];
      },
    });
    await state().refresh();
    isBroken = true;
    await state().refresh();
    expect(state()).toMatchObject({ models: [{ name: 'one' }], error: { code: 'INTERNAL' } });
  });
});

describe('loading', () => {
  it('shows the progress, whoever began it, and no progress of what is loaded', async () => {
    const { host, state, named, onHost } = open();
    await state().refresh();
    host.emit('local-models.progress', { name: 'one', progress: 0.4 });
    expect(named('one')).toMatchObject({ state: 'loading', progress: 0.4 });
    onHost.set('one', aModel('one', { state: 'loaded' }));
    host.emit('local-models.changed', { name: 'one' });
    await vi.waitFor(() => expect(named('one')?.state).toBe('loaded'));
    host.emit('local-models.progress', { name: 'one', progress: 1 });
    expect(named('one')?.state).toBe('loaded');
  });

  it('ends with the model as it is then, also when it failed', async () => {
    const { host, state, named, onHost } = open();
    await state().refresh();
    const load = state().load('one');
    const failure = new AppError('MODEL_LOAD_FAILED', 'no').toJSON();
    onHost.set('one', aModel('one', { failure }));
    const [stream] = host.opened;
    if (!stream) throw new Error('The store opened no stream.');
    host.fail(stream, failure);
    await expect(load).rejects.toMatchObject({ code: 'MODEL_LOAD_FAILED' });
    expect(named('one')?.failure?.code).toBe('MODEL_LOAD_FAILED');
  });

  it('is stopped by ending its stream, or, when another window began it, by unloading', async () => {
    const { host, state, calls } = open();
    await state().refresh();
    const sent = vi.spyOn(host.link, 'send');
    const load = state().load('one');
    await state().stopLoading('one');
    expect(sent.mock.calls.map(([frame]) => frame.type)).toContain('cancel');
    const [stream] = host.opened;
    if (stream) host.fail(stream, new AppError('CANCELLED', 'stopped').toJSON());
    await expect(load).rejects.toMatchObject({ code: 'CANCELLED' });
    await state().stopLoading('two');
    expect(calls().at(-1)).toBe('local-models.unload');
    expect(host.calls.at(-1)?.input).toEqual({ name: 'two', force: true });
  });
});
