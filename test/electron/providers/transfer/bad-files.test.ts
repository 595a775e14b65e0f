import { describe, expect, test } from 'vitest';
import type { TransferFile } from '../../../../shared/model/transfer.ts';
import { compatible, fileOf, openTestTransfer, textOf } from './open-transfer.ts';

const key = 'sk-test-0123456789abcdef';
const passphrase = 'correct horse battery';

async function exportSealed(): Promise<TransferFile> {
  const host = openTestTransfer();
  await host.providers.create({ ...compatible(), apiKey: key });
  return host.transfer.export({ passphrase });
}

let sealed: Promise<TransferFile> | undefined;
/** Made once: a passphrase is dear on purpose. */
const sealedFile = (): Promise<TransferFile> => (sealed ??= exportSealed());

const refusal = (reason: string, param = 'text') => ({ code: 'VALIDATION_FAILED', details: { param, reason } });

describe('a file that cannot be read', () => {
  // Catches: an error of the parser in place of one that says what helps; a huge file that is worked on.
  test.each([
    ['', 'not-json'],
    ['{"format":', 'not-json'],
    ['"text"', 'not-ours'],
    ['[]', 'not-ours'],
    ['{"format":"other","version":1,"providers":[]}', 'not-ours'],
    ['{"format":"switchyard-providers","version":2,"providers":[],"more":1}', 'too-new'],
    ['{"format":"switchyard-providers","version":1}', 'damaged'],
    ['{"format":"switchyard-providers","version":1,"providers":{}}', 'damaged'],
    ['{"format":"switchyard-providers","version":1,"providers":[],"secrets":{}}', 'damaged'],
    [`{"format":"switchyard-providers","x":"${'x'.repeat(1024 * 1024)}"}`, 'too-large'],
  ])('%.60s is refused as %s', async (text, reason) => {
    const { transfer } = openTestTransfer();
    await expect(transfer.preview({ text })).rejects.toMatchObject(refusal(reason));
    await expect(transfer.import({ text, choices: [] })).rejects.toMatchObject(refusal(reason));
  });

  // Catches: the mark that some editors write taken for damage.
  test('a mark before the first letter is no fault', async () => {
    const { transfer } = openTestTransfer();
    expect((await transfer.preview({ text: `\uFEFF${fileOf(compatible())}` })).providers).toHaveLength(1);
  });

  // Catches: a file that makes its reader spend gigabytes on its passphrase.
  test('the file has no say in what a passphrase costs', async () => {
    const { transfer } = openTestTransfer();
    const file = await sealedFile();
    const text = JSON.stringify({ ...file, secrets: { ...file.secrets, n: 2 ** 26 } });
    await expect(transfer.preview({ text, passphrase })).rejects.toMatchObject(refusal('damaged'));
  });
});

describe('the encrypted part', () => {
  // Catches: a wrong passphrase that looks like a file without keys.
  test('another passphrase opens nothing and says so', async () => {
    const { transfer } = openTestTransfer();
    const text = textOf(await sealedFile());
    const wrong = refusal('wrong-passphrase', 'passphrase');
    await expect(transfer.preview({ text, passphrase: 'something else' })).rejects.toMatchObject(wrong);
    expect(await transfer.preview({ text })).toMatchObject({ secrets: 'locked', providers: [{ keyCount: 0 }] });
  });

  // Catches: changed bytes that are taken for a key.
  test('changed bytes do not open', async () => {
    const { transfer } = openTestTransfer();
    const file = await sealedFile();
    const bytes = Buffer.from(file.secrets?.ciphertext ?? '', 'base64');
    bytes[5] = (bytes[5] ?? 0) ^ 1;
    const text = JSON.stringify({ ...file, secrets: { ...file.secrets, ciphertext: bytes.toString('base64') } });
    await expect(transfer.preview({ text, passphrase })).rejects.toMatchObject(
      refusal('wrong-passphrase', 'passphrase'),
    );
  });

  // Catches: keys sent to whoever changed the address in the open part of somebody's backup.
  test('a file changed after it was exported keeps its keys', async () => {
    const { transfer, store } = openTestTransfer();
    const file = await sealedFile();
    const text = textOf(file).replace('api.example.com', 'evil.example.net');
    await expect(transfer.import({ text, passphrase, choices: [] })).rejects.toMatchObject(refusal('changed'));
    expect([store.providers.list(), store.secrets.count()]).toEqual([[], 0]);
    // Written down in another way it is still the same.
    const { format, version, providers, secrets } = file;
    const reordered = JSON.stringify({ secrets, providers, version, format });
    expect(await transfer.preview({ text: reordered, passphrase })).toMatchObject({ providers: [{ keyCount: 1 }] });
  });
});
