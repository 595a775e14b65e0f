import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';

/** What GitHub says when it is asked whether the code was typed in, and whether it knows the sign-in. */
export interface FakeGitHub {
  /** For the host: a way that leads here, and whom to trust. */
  environment: NodeJS.ProcessEnv;
  answer: 'pending' | 'done' | 'access_denied';
  isKnown: boolean;
  /** How many codes were given. */
  codes: number;
  close(): Promise<void>;
}

const names = ['github.com', 'api.github.com', 'api.githubcopilot.com'];

function makeCertificate(folder: string): { cert: string; key: string } {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=ca');
  openssl('req', ...newKey, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=github');
  writeFileSync(join(folder, 'server.ext'), `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}\n`);
  const authority = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '40'];
  openssl('x509', '-req', '-in', 'server.csr', '-out', 'server.pem', '-extfile', 'server.ext', ...authority);
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return { cert: read('server.pem'), key: read('server.key') };
}

const listen = async (server: net.Server): Promise<number> => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

/** The vendor over real TLS, behind a proxy that leads every name to it. */
export async function startFakeGitHub(): Promise<FakeGitHub> {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-github-'));
  const sockets = new Set<Duplex>();
  const answers: Record<string, () => { status?: number; body: unknown }> = {
    '/login/device/code': () => {
      github.codes += 1;
      const uri = 'https://github.com/login/device';
      const user_code = `ABCD-000${github.codes}`;
      return { body: { device_code: 'd', user_code, verification_uri: uri, expires_in: 900, interval: 1 } };
    },
    '/login/oauth/access_token': () => {
      if (github.answer === 'pending') return { body: { error: 'authorization_pending' } };
      return { body: github.answer === 'done' ? { access_token: 'gho_e2e-0123456789' } : { error: github.answer } };
    },
    '/copilot_internal/v2/token': () => {
      if (!github.isKnown) return { status: 401, body: { message: 'Bad credentials' } };
      // Over at once, so that each use asks anew.
      return { body: { token: 't', expires_at: Math.floor(Date.now() / 1000) - 1 } };
    },
    '/models': () => ({ body: { data: [{ id: 'gpt-4.1', name: 'GPT-4.1', capabilities: { type: 'chat' } }] } }),
  };
  const server = https.createServer(makeCertificate(folder), (request, response) => {
    const { status = 200, body } = answers[request.url ?? '']?.() ?? { status: 404, body: {} };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const port = await listen(server);
  const proxy = http.createServer().on('connect', (_request, client: Duplex) => {
    const upstream = net.connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
    sockets.add(upstream).add(client);
  });
  const proxyPort = await listen(proxy);
  const github: FakeGitHub = {
    environment: { HTTPS_PROXY: `http://127.0.0.1:${proxyPort}`, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') },
    answer: 'pending',
    isKnown: true,
    codes: 0,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await Promise.all([server, proxy].map((one) => new Promise((resolve) => one.close(resolve))));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return github;
}
