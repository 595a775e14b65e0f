// Catches: credentials read wrongly or half, a session left out of the signature, a role asked for with every request.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Secret } from '../../../../electron/lib/secret.ts';
import { type AwsKey, readAwsKey, readAwsKeyPair } from '../../../../electron/providers/auth/aws-credentials.ts';
import { awsFetch } from '../../../../electron/providers/auth/aws-fetch.ts';
import { readAwsProfile } from '../../../../electron/providers/auth/aws-profile.ts';
import { assumeRole } from '../../../../electron/providers/auth/aws-role.ts';
import { awsSignIn } from '../../../../electron/providers/auth/aws-sign-in.ts';

const id = 'AKIAMADEUPMADEUPMADE';

const revealed = (key: AwsKey) =>
  key.kind === 'bearer'
    ? { bearer: key.token.reveal() }
    : {
        id: key.credentials.accessKeyId,
        secret: key.credentials.secretAccessKey.reveal(),
        session: key.credentials.sessionToken?.reveal() ?? null,
      };

describe('a key', () => {
  test.each([
    [`${id}:abc/def+1`, { id, secret: 'abc/def+1', session: null }],
    [`${id}:abc:IQoJ:b3Jp==`, { id, secret: 'abc', session: 'IQoJ:b3Jp==' }],
    ['ABSKQmVkcm9jaw==', { bearer: 'ABSKQmVkcm9jaw==' }],
  ])('%s', (text, expected) => {
    expect(revealed(readAwsKey(text))).toEqual(expected);
  });

  test.each([
    [id, /access key ID alone/],
    [`${id}:`, /no access key ID|access key ID alone/],
    ['secret:first', /no access key ID/],
    [`${id}: abc`, /spaces/],
  ])('%s is refused', (text, message) => {
    expect(() => readAwsKey(text)).toThrow(message);
  });
});

describe('a profile', () => {
  async function fileWith(text: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'aws-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'credentials'), text);
    return join(folder, 'credentials');
  }
  const text = `# mine
[default]
aws_access_key_id = ${id}
aws_secret_access_key = one
[work]
aws_access_key_id=AKIAWORK000000000000
aws_secret_access_key = two=2
aws_session_token = three
[empty]
region = us-east-1
`;

  test('is read by its name', async () => {
    const { accessKeyId, secretAccessKey, sessionToken } = await readAwsProfile('work', await fileWith(text));
    expect([accessKeyId, secretAccessKey.reveal(), sessionToken?.reveal()]).toEqual([
      'AKIAWORK000000000000',
      'two=2',
      'three',
    ]);
  });

  test.each([
    ['nobody', /no profile nobody/],
    ['empty', /holds no key pair/],
  ])('%s is refused', async (profile, message) => {
    await expect(readAwsProfile(profile, await fileWith(text))).rejects.toThrow(message);
  });

  test('without a file says so', async () => {
    await expect(readAwsProfile('default', '/nowhere/credentials')).rejects.toMatchObject({ code: 'INVALID_API_KEY' });
  });
});

const credentials = { accessKeyId: id, secretAccessKey: new Secret('secret'), sessionToken: new Secret('session') };
const where = { service: 'bedrock', region: 'us-east-1' };

test('a request is signed, the session with it', async () => {
  const sent = Promise.withResolvers<Headers>();
  const fetch: typeof globalThis.fetch = async (_input, init) => {
    sent.resolve(new Headers(init?.headers));
    return new Response();
  };
  const signIn = { key: async () => ({ kind: 'credentials', credentials }) as const };
  await awsFetch(signIn, where, fetch)('https://bedrock.us-east-1.amazonaws.com/x');
  const headers = await sent.promise;
  expect(headers.get('x-amz-security-token')).toBe('session');
  expect(headers.get('authorization')).toMatch(
    new RegExp(`^AWS4-HMAC-SHA256 Credential=${id}/\\d{8}/us-east-1/bedrock/aws4_request, .*x-amz-security-token`),
  );
});

/** What STS answers; the key it gives has the number of the question in it. */
const givenBySts = (number: number) =>
  new Response(`<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE${number}</AccessKeyId>
    <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
    <Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`);

const roleArn = 'arn:aws:iam::123456789012:role/models';
const sts = 'https://sts.us-east-1.amazonaws.com/';

test('a role is taken on once, and a refusal names it', async () => {
  let asked = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    asked += 1;
    expect(input).toBe(sts);
    const isDenied = (await new Request(input, init).text()).includes('denied');
    return isDenied ? new Response('<Code>AccessDenied</Code>', { status: 403 }) : givenBySts(asked);
  };
  const role = { as: credentials, roleArn, region: 'us-east-1' };
  expect((await assumeRole(role, fetch)).accessKeyId).toBe('ASIAROLE1');
  expect((await assumeRole(role, fetch)).sessionToken?.reveal()).toBe('t');
  expect(asked).toBe(1);
  await expect(assumeRole({ ...role, roleArn: `${roleArn}-denied` }, fetch)).rejects.toMatchObject({
    code: 'PERMISSION_DENIED',
    message: expect.stringContaining('role/models-denied'),
  });
});

describe('credentials of a role that are refused before their end', () => {
  /** Asks a service once as a role; it answers the first key, or every one, with this refusal. */
  async function askAsRole(name: string, refusal: () => Response, { always = false } = {}) {
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (input === sts) return givenBySts(asked.push('sts'));
      const id = /Credential=(\w+)/.exec(new Headers(init?.headers).get('authorization') ?? '')?.[1] ?? '';
      asked.push(id);
      return always || id === 'ASIAROLE1' ? refusal() : new Response('ok');
    };
    const settings = { region: 'us-east-1', profile: undefined, roleArn: `${roleArn}-${name}` };
    const signIn = await awsSignIn('AWS', { settings, apiKey: new Secret(`${id}:secret`), fetch });
    const response = await awsFetch(signIn, where, fetch)('https://bedrock.us-east-1.amazonaws.com/x');
    return { asked, status: response.status };
  }

  const expired = { 'x-amzn-errortype': 'ExpiredTokenException:http://internal.amazon.com/' };

  // Catches: a role whose sessions were ended at AWS, and that fails until its hour is over.
  test.each([
    ['named in the header', () => Response.json({ message: 'no' }, { status: 403, headers: expired })],
    ['named in the body', () => Response.json({ __type: 'com.amazon#UnrecognizedClientException' }, { status: 400 })],
    [
      'in words',
      () => Response.json({ message: 'The security token included in the request is expired' }, { status: 403 }),
    ],
  ])('are made anew once, %s', async (name, refusal) => {
    expect(await askAsRole(name, refusal)).toEqual({ asked: ['sts', 'ASIAROLE1', 'sts', 'ASIAROLE3'], status: 200 });
  });

  // Catches: thirty requests that each throw away the credentials which the one before has just got.
  test('are made anew once for all who were refused', async () => {
    let roles = 0;
    let refusals = 0;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (input === sts) {
        roles += 1;
        return givenBySts(roles);
      }
      if (!new Headers(init?.headers).get('authorization')?.includes('ASIAROLE1/')) return new Response('ok');
      refusals += 1;
      await wait(refusals);
      return new Response('', { status: 403, headers: expired });
    };
    const settings = { region: 'us-east-1', profile: undefined, roleArn: `${roleArn}-together` };
    const signIn = await awsSignIn('AWS', { settings, apiKey: new Secret(`${id}:secret`), fetch });
    const ask = awsFetch(signIn, where, fetch);
    const all = Array.from({ length: 30 }, () => ask('https://bedrock.us-east-1.amazonaws.com/x'));
    expect((await Promise.all(all)).map(({ status }) => status)).toEqual(all.map(() => 200));
    expect([refusals, roles]).toEqual([30, 2]);
  });

  // Catches: a circle of new credentials, and a new role for every model that is not allowed.
  test('are not asked for again and again', async () => {
    const twice = await askAsRole('twice', () => new Response('', { status: 403, headers: expired }), { always: true });
    expect(twice).toEqual({ asked: ['sts', 'ASIAROLE1', 'sts', 'ASIAROLE3'], status: 403 });
    const denied = await askAsRole('denied', () =>
      Response.json(
        { message: 'not authorized to perform' },
        { status: 403, headers: { 'x-amzn-errortype': 'AccessDeniedException' } },
      ),
    );
    expect(denied).toEqual({ asked: ['sts', 'ASIAROLE1'], status: 403 });
  });
});

// Catches: an STS that is away told as a role that is refused, or under the name of the model's host.
test.each([
  [
    'refused',
    Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } }),
    'PROVIDER_UNREACHABLE',
  ],
  ['slow', new DOMException('too long', 'TimeoutError'), 'PROVIDER_TIMEOUT'],
])('STS that is away: %s', async (name, thrown, code) => {
  const role = { as: credentials, roleArn: `${roleArn}-${name}`, region: 'us-east-1' };
  const fetch = () => Promise.reject(thrown);
  await expect(assumeRole(role, fetch)).rejects.toMatchObject({
    code,
    message: expect.stringContaining('sts.us-east-1.amazonaws.com'),
  });
});

// Catches: a key of Bedrock kept for a service that cannot take it.
test('a pair is wanted where nothing else signs', () => {
  expect(readAwsKeyPair(`${id}:secret`).accessKeyId).toBe(id);
  expect(() => readAwsKeyPair('ABSKQmVkcm9jaw==')).toThrow(expect.objectContaining({ code: 'VALIDATION_FAILED' }));
});
