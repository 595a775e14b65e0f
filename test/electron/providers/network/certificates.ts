import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Pair {
  cert: string;
  key: string;
}

export interface TestCertificates {
  /** The authority of all but `stranger`. */
  ca: string;
  server: Pair;
  wrongName: Pair;
  expired: Pair;
  client: Pair;
  /** Signed by itself. */
  stranger: Pair;
  /** The key of `client`, under a passphrase. */
  lockedKey: string;
}

const openssl = (folder: string, ...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });

/** Node cannot make certificates. */
export const hasOpenssl = ((): boolean => {
  try {
    openssl('.', 'version');
    return true;
  } catch {
    return false;
  }
})();

const nothing: Pair = { cert: '', key: '' };
/** For tests that are skipped. */
export const noCertificates: TestCertificates = {
  ca: '',
  server: nothing,
  wrongName: nothing,
  expired: nothing,
  client: nothing,
  stranger: nothing,
  lockedKey: '',
};

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const here = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
const expiredYesterday = '-1';

/** An authority of its own and what it has signed, made anew. */
export function makeCertificates(): TestCertificates {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-certificates-'));
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const pair = (name: string): Pair => ({ cert: read(`${name}.pem`), key: read(`${name}.key`) });
  const selfSigned = (name: string, ...extensions: string[]) => {
    const added = extensions.flatMap((extension) => ['-addext', extension]);
    const files = ['-keyout', `${name}.key`, '-out', `${name}.pem`];
    openssl(folder, 'req', '-x509', ...newKey, ...files, '-days', '2', '-subj', `/CN=${name}`, ...added);
    return pair(name);
  };
  const signed = (name: string, extension: string, days = '2') => {
    openssl(folder, 'req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    writeFileSync(join(folder, `${name}.ext`), `${extension}\n`);
    const authority = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', days];
    openssl(
      folder,
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-out',
      `${name}.pem`,
      '-extfile',
      `${name}.ext`,
      ...authority,
    );
    return pair(name);
  };
  try {
    const { cert: ca } = selfSigned('ca', 'keyUsage=critical,keyCertSign,cRLSign');
    const client = signed('client', 'extendedKeyUsage=clientAuth');
    openssl(folder, 'pkcs8', '-topk8', '-in', 'client.key', '-out', 'locked.key', '-passout', 'pass:secret');
    return {
      ca,
      client,
      lockedKey: read('locked.key'),
      server: signed('server', here),
      wrongName: signed('wrong-name', 'subjectAltName=DNS:other.example.com'),
      expired: signed('expired', here, expiredYesterday),
      stranger: selfSigned('stranger', here),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
