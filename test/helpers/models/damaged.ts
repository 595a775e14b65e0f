import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InvalidReason } from '../../../electron/local/gguf/invalid-file.ts';
import {
  encodeHeader,
  f32,
  i32s,
  type MetadataValue,
  type Model,
  number,
  str,
  text,
  u32,
  valueTypes,
  writeGguf,
} from './build/gguf-writer.ts';
import { randomNumbers } from './build/random-numbers.ts';
import { split, splitFileName } from './build/split.ts';
import { talker } from './build/talker.ts';

export interface DamagedModel {
  name: string;
  /** Writes it into the folder and gives the path that somebody would load. */
  write: (folder: string) => string;
  /** Why the header's parser refuses it; null when only the engine can notice. */
  refusedAs: InvalidReason | null;
}

const fileName = 'damaged.gguf';

const bytes = (name: string, refusedAs: InvalidReason, content: () => Uint8Array | string): DamagedModel => ({
  name,
  refusedAs,
  write: (folder) => {
    const path = join(folder, fileName);
    writeFileSync(path, content());
    return path;
  },
});

/** A talker with something about it changed before it is written. */
const changed = (name: string, refusedAs: InvalidReason | null, change: (model: Model) => void): DamagedModel => ({
  name,
  refusedAs,
  write: (folder) => {
    const model = talker();
    change(model);
    const path = join(folder, fileName);
    writeGguf(path, model);
    return path;
  },
});

const withValue = (key: string, value: MetadataValue, refusedAs: InvalidReason | null, name: string) =>
  changed(name, refusedAs, ({ metadata }) => metadata.set(key, value));

const withTemplate = (name: string, template: string) =>
  withValue('tokenizer.chat_template', str(template), null, `template that ${name}`);

/** A whole talker, cut or changed byte by byte afterwards. */
const rewritten = (
  name: string,
  refusedAs: InvalidReason,
  rewrite: (path: string, sizes: { header: number; file: number }) => void,
): DamagedModel => ({
  name,
  refusedAs,
  write: (folder) => {
    const model = talker();
    const path = join(folder, fileName);
    writeGguf(path, model);
    rewrite(path, { header: encodeHeader(model).length, file: readFileSync(path).length });
    return path;
  },
});

const patch = (path: string, at: number, value: Uint8Array): void => {
  const content = readFileSync(path);
  content.set(value, at);
  writeFileSync(path, content);
};

const beginning = (tensors: number, keys: number, version = 3): Buffer[] => [
  Buffer.from('GGUF'),
  number('u32', version),
  number('u64', tensors),
  number('u64', keys),
];
const value = (type: keyof typeof valueTypes): Buffer => number('u32', valueTypes[type]);
const noise = (length: number): Buffer => {
  const random = randomNumbers(23);
  return Buffer.from(Array.from({ length }, () => Math.floor((random() + 1) * 128)));
};
const largest = Buffer.alloc(8, 0xff);
const billions = 3_000_000_000;
const tensorOf = ({ tensors }: Model, name: string) => {
  const tensor = tensors.find((each) => each.name === name);
  if (!tensor) throw new Error(`The talker has no tensor ${name}.`);
  return tensor;
};

/** Files that must not end the process. Each gets a typed error, from the parser or from the engine's first load. */
export const damagedModels: readonly DamagedModel[] = [
  bytes('zero length', 'empty', () => ''),
  bytes('one byte', 'not-gguf', () => 'G'),
  bytes('wrong magic', 'not-gguf', () => Buffer.concat([Buffer.from('GGUX'), noise(1000)])),
  bytes('web page', 'web-page', () => '<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head></html>\n'),
  bytes('JSON error', 'web-page', () => '{"error":"Invalid username or password."}'),
  bytes('LFS pointer', 'lfs-pointer', () => 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 42\n'),
  bytes('ZIP archive', 'not-gguf', () => Buffer.from('PK\u0003\u0004\u0014\u0000', 'latin1')),
  bytes('Safetensors', 'not-gguf', () => Buffer.concat([number('u64', 300), Buffer.from('{"__metadata__":{}}')])),
  bytes('GGML of before GGUF', 'old-format', () => Buffer.concat([Buffer.from('tjgg'), noise(1000)])),
  bytes('random bytes after the magic', 'bad-value', () => Buffer.concat([Buffer.from('GGUF'), noise(5000)])),
  bytes('random bytes after the version', 'too-large', () =>
    Buffer.concat([...beginning(0, 0).slice(0, 2), noise(5000)]),
  ),
  bytes('random bytes after the counts', 'too-large', () => Buffer.concat([...beginning(2, 9), noise(5000)])),
  bytes('magic only', 'truncated', () => 'GGUF'),
  bytes('counts only', 'truncated', () => Buffer.concat(beginning(12, 30))),
  bytes('first version', 'unsupported-version', () => Buffer.concat(beginning(0, 0, 1))),
  bytes('version to come', 'unsupported-version', () => Buffer.concat(beginning(0, 0, 9))),
  bytes('big-endian', 'big-endian', () => Buffer.concat([Buffer.from('GGUF'), Buffer.from([0, 0, 0, 3]), noise(100)])),
  bytes('header without anything', 'bad-value', () => Buffer.concat(beginning(0, 0))),

  rewritten('cut in the metadata', 'truncated', (path, { header }) => truncateSync(path, Math.floor(header / 3))),
  rewritten('cut in the tensors’ descriptions', 'truncated', (path, { header }) => truncateSync(path, header - 100)),
  rewritten('cut at the end of the header', 'truncated', (path, { header }) => truncateSync(path, header)),
  rewritten('cut in the data', 'truncated', (path, { file }) => truncateSync(path, Math.floor(file / 2))),
  rewritten('100 bytes short', 'truncated', (path, { file }) => truncateSync(path, file - 100)),

  rewritten('absurd number of tensors', 'too-large', (path) => patch(path, 8, number('u64', 1e15))),
  rewritten('largest number of tensors', 'too-large', (path) => patch(path, 8, largest)),
  rewritten('one tensor too many', 'too-large', (path) => patch(path, 8, number('u64', 13))),
  rewritten('absurd number of keys', 'too-large', (path) => patch(path, 16, number('u64', 1e12))),
  rewritten('one key too many', 'too-large', (path) => {
    const count = readFileSync(path).readUInt32LE(16);
    patch(path, 16, number('u64', count + 1));
  }),
  bytes('3 GB text', 'too-large', () =>
    Buffer.concat([...beginning(0, 1), text('general.name'), value('str'), number('u64', billions), noise(1000)]),
  ),
  bytes('3 GB key', 'too-large', () => Buffer.concat([...beginning(0, 1), number('u64', billions), noise(1000)])),
  bytes('array longer than the file', 'truncated', () =>
    Buffer.concat([...beginning(0, 1), text('a'), value('arr'), value('u8'), number('u64', billions), noise(1000)]),
  ),
  bytes('array of arrays', 'unknown-type', () =>
    Buffer.concat([...beginning(0, 1), text('a'), value('arr'), value('arr'), number('u64', 1), noise(1000)]),
  ),
  bytes('unknown type of a value', 'unknown-type', () => Buffer.concat([...beginning(0, 1), text('a'), noise(1000)])),
  bytes('the same key twice', 'bad-value', () => {
    const entry = Buffer.concat([text('general.name'), value('str'), text('x')]);
    return Buffer.concat([...beginning(0, 2), entry, entry]);
  }),

  withValue('llama.attention.head_count', u32(0), 'bad-value', 'no heads'),
  withValue('llama.attention.head_count_kv', u32(0), 'bad-value', 'no key-value heads'),
  withValue('llama.attention.head_count_kv', i32s([0]), 'bad-value', 'no key-value heads in any layer'),
  withValue('llama.block_count', u32(0), 'bad-value', 'no layers'),
  withValue('llama.block_count', u32(2 ** 32 - 1), 'bad-value', '4 billion layers'),
  withValue('llama.block_count', u32(513), 'bad-value', 'one layer more than the engine holds'),
  withValue('llama.feed_forward_length', u32(0), 'bad-value', 'feed-forward of no length'),
  withValue('llama.expert_count', u32(8), 'bad-value', 'experts of which none is used'),
  withValue('llama.expert_used_count', u32(2), 'bad-value', 'more experts used than there are'),
  withValue('llama.attention.layer_norm_rms_epsilon', f32(Number.NaN), 'bad-value', 'epsilon that is no number'),
  withValue('llama.block_count', str('one'), 'bad-value', 'number of layers as text'),
  withValue('llama.embedding_length', u32(0), 'bad-value', 'embedding of no length'),
  withValue('general.alignment', u32(0), 'bad-value', 'alignment of 0'),
  withValue('general.alignment', u32(24), 'bad-value', 'alignment of 24'),
  withValue('general.architecture', u32(7), 'bad-value', 'architecture as number'),
  withValue('general.architecture', str('no-such-thing'), null, 'unknown architecture'),
  withValue('llama.context_length', u32(0), null, 'context of 0'),
  withValue('llama.context_length', u32(2 ** 32 - 1), null, 'context of 4 billion'),
  withValue('tokenizer.ggml.eos_token_id', u32(4_000_000), null, 'end token outside the vocabulary'),
  withValue('tokenizer.ggml.tokens', str('none'), 'bad-value', 'vocabulary as text'),
  changed('no architecture', 'bad-value', ({ metadata }) => metadata.delete('general.architecture')),
  changed('no vocabulary', 'no-vocabulary', ({ metadata }) => metadata.delete('tokenizer.ggml.tokens')),
  changed('no number of layers', null, ({ metadata }) => metadata.delete('llama.block_count')),

  changed('a tensor missing', null, ({ tensors }) => tensors.splice(4, 1)),
  changed('a tensor twice', 'bad-value', (model) => model.tensors.push(tensorOf(model, 'output_norm.weight'))),
  changed('wrong shape', null, (model) => {
    const tensor = tensorOf(model, 'token_embd.weight');
    const [width = 0, count = 0] = tensor.dims;
    tensor.dims = [width / 2, count * 2];
  }),
  changed('a tensor outside the file', 'truncated', (model) => {
    tensorOf(model, 'output.weight').offset = 2 ** 40;
  }),
  changed('a tensor off the grid', 'bad-value', (model) => {
    tensorOf(model, 'output.weight').offset = 33;
  }),
  changed('weights that are no numbers', null, ({ tensors }) => {
    for (const tensor of tensors) {
      if (tensor.data instanceof Uint8Array) tensor.data = Buffer.alloc(tensor.data.length, 0xff);
    }
  }),
  {
    name: 'a part missing',
    refusedAs: 'part-missing',
    write: (folder) => {
      const [first, , third] = split(talker(), 3);
      const path = join(folder, splitFileName('damaged', 0, 3));
      if (first) writeGguf(path, first);
      if (third) writeGguf(join(folder, splitFileName('damaged', 2, 3)), third);
      return path;
    },
  },
  {
    name: 'a part under another name',
    refusedAs: 'part-missing',
    write: (folder) => {
      const [first] = split(talker(), 3);
      const path = join(folder, fileName);
      if (first) writeGguf(path, first);
      return path;
    },
  },

  withTemplate('never ends', '{% for i in range(1000000000) %}x{% endfor %}'),
  withTemplate('throws', "{{ raise_exception('This model takes no messages.') }}"),
  withTemplate('cannot be parsed', '{% for message in messages %}{{ message.content'),
];
