// Catches: credentials read wrongly or half, a session left out of the signature, a role asked for with every request.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Secret } from '../../../../electron/lib/secret.ts';
import { type AwsKey, readAwsKey } from '../../../../electron/providers/auth/aws-credentials.ts';
import { awsFetch } from '../../../../electron/providers/auth/aws-fetch.ts';
import { readAwsProfile } from '../../../../electron/providers/auth/aws-profile.ts';
import { assumeRole } from '../../../../electron/providers/auth/aws-role.ts';

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
  await awsFetch({ kind: 'credentials', credentials }, where, fetch)('https://bedrock.us-east-1.amazonaws.com/x');
  const headers = await sent.promise;
  expect(headers.get('x-amz-security-token')).toBe('session');
  expect(headers.get('authorization')).toMatch(
    new RegExp(`^AWS4-HMAC-SHA256 Credential=${id}/\\d{8}/us-east-1/bedrock/aws4_request, .*x-amz-security-token`),
  );
});

test('a role is taken on once, and a refusal names it', async () => {
  let asked = 0;
  const given = `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId>
    <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
    <Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    asked += 1;
    expect(input).toBe('https://sts.us-east-1.amazonaws.com/');
    const isDenied = (await new Request(input, init).text()).includes('denied');
    return isDenied ? new Response('<Code>AccessDenied</Code>', { status: 403 }) : new Response(given);
  };
  const role = {
    roleArn: 'arn:aws:iam::123456789012:role/models',
    region: 'us-east-1',
    domain: 'amazonaws.com',
    fetch,
  };
  expect((await assumeRole(credentials, role)).accessKeyId).toBe('ASIAROLE');
  expect((await assumeRole(credentials, role)).sessionToken?.reveal()).toBe('t');
  expect(asked).toBe(1);
  await expect(assumeRole(credentials, { ...role, roleArn: `${role.roleArn}-denied` })).rejects.toMatchObject({
    code: 'PERMISSION_DENIED',
    message: expect.stringContaining('role/models-denied'),
  });
});
