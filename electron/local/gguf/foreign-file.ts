import type { AppError } from '../../../shared/errors/app-error.ts';
import type { Refuse } from './invalid-file.ts';

/** What else begins like this, most telling first. */
const kinds: readonly { begins: RegExp; reason: Parameters<Refuse>[0]; sentence: string }[] = [
  {
    begins: /^\s*<(?:!doctype|html|head|body|\?xml|!--)/i,
    reason: 'web-page',
    sentence: 'is a web page, not a model: the download was an error page. Download it again, signed in if it must be.',
  },
  {
    begins: /^\s*[{[]\s*["{[]/,
    reason: 'web-page',
    sentence: 'is a JSON text, not a model: the download was an error message. Download it again.',
  },
  {
    begins: /^version https:\/\/git-lfs\.github\.com\/spec/,
    reason: 'lfs-pointer',
    sentence: 'is a pointer of Git LFS: the model itself was not fetched. Run git lfs pull, or download the file.',
  },
  {
    begins: /^(?:lmgg|fmgg|tjgg|algg|nggg)/,
    reason: 'old-format',
    sentence: 'is in the GGML format of before GGUF, which engines no longer read. Download the GGUF of this model.',
  },
  {
    begins: /^PK(?![ -~])/,
    reason: 'not-gguf',
    sentence: 'is a ZIP archive or a PyTorch model. Unpack it, or download the GGUF of this model.',
  },
  {
    // The length of a JSON text in eight bytes, then the text.
    begins: /^[\s\S]{7}\0\{"/,
    reason: 'not-gguf',
    sentence: 'is a Safetensors model. Download the GGUF of this model.',
  },
];

/** How many bytes of a file are looked at. */
export const foreignBytes = 512;

/** Says what a file is that is no GGUF. */
export function foreignFile(beginning: Buffer, refuse: Refuse): AppError {
  const text = beginning.toString('latin1');
  const kind = kinds.find(({ begins }) => begins.test(text));
  if (kind) return refuse(kind.reason, kind.sentence);
  return refuse(
    'not-gguf',
    'is not a GGUF model: it does not begin as one. Download it again, or choose another file.',
  );
}
