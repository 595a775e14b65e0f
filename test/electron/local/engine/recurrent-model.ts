import { byteAlphabet } from '../../../helpers/models/build/byte-alphabet.ts';
import {
  bytesOf,
  f32,
  i32s,
  type Model,
  str,
  strings,
  type Tensor,
  u32,
} from '../../../helpers/models/build/gguf-writer.ts';
import { randomNumbers } from '../../../helpers/models/build/random-numbers.ts';

const [width, inner, state, rank, kernel, layers] = [32, 64, 8, 4, 4, 2];

/** One state for all that was read, which cannot be cut back to an earlier place: Mamba with random weights. */
export function recurrentModel(): Model {
  const random = randomNumbers(23);
  const tokens = [...byteAlphabet(), '<|endoftext|>'];
  const tensor = (name: string, dims: readonly number[], spread = 0.3, centre = 0): Tensor => {
    const values = new Float32Array(dims.reduce((product, dim) => product * dim, 1)).map(
      () => centre + random() * spread,
    );
    return { name, type: 'f32', dims, data: bytesOf(values) };
  };
  const layer = (index: number): Tensor[] => {
    const name = (rest: string) => `blk.${index}.${rest}`;
    return [
      tensor(name('attn_norm.weight'), [width], 0.1, 1),
      tensor(name('ssm_in.weight'), [width, 2 * inner]),
      tensor(name('ssm_conv1d.weight'), [kernel, inner]),
      tensor(name('ssm_conv1d.bias'), [inner], 0.1),
      tensor(name('ssm_x.weight'), [inner, rank + 2 * state]),
      tensor(name('ssm_dt.weight'), [rank, inner]),
      tensor(name('ssm_dt.bias'), [inner], 0.1),
      tensor(name('ssm_a'), [state, inner], 0.2, -1),
      tensor(name('ssm_d'), [inner], 0.1, 1),
      tensor(name('ssm_out.weight'), [inner, width]),
    ];
  };
  return {
    metadata: new Map([
      ['general.architecture', str('mamba')],
      ['general.name', str('Tiny Recurrent')],
      ['mamba.context_length', u32(4096)],
      ['mamba.embedding_length', u32(width)],
      ['mamba.feed_forward_length', u32(0)],
      ['mamba.attention.head_count', u32(0)],
      ['mamba.block_count', u32(layers)],
      ['mamba.ssm.conv_kernel', u32(kernel)],
      ['mamba.ssm.inner_size', u32(inner)],
      ['mamba.ssm.state_size', u32(state)],
      ['mamba.ssm.time_step_rank', u32(rank)],
      ['mamba.attention.layer_norm_rms_epsilon', f32(1e-5)],
      ['tokenizer.ggml.model', str('gpt2')],
      ['tokenizer.ggml.pre', str('default')],
      ['tokenizer.ggml.tokens', strings(tokens)],
      ['tokenizer.ggml.token_type', i32s(tokens.map((_, index) => (index === tokens.length - 1 ? 3 : 1)))],
      ['tokenizer.ggml.merges', strings([])],
      ['tokenizer.ggml.eos_token_id', u32(tokens.length - 1)],
    ]),
    tensors: [
      tensor('token_embd.weight', [width, tokens.length], 1),
      tensor('output_norm.weight', [width], 0.1, 1),
      tensor('output.weight', [width, tokens.length]),
      ...Array.from({ length: layers }, (_, index) => layer(index)).flat(),
    ],
  };
}
