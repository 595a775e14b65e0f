import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error.ts';
import { Secret } from '../../lib/secret.ts';
import type { AwsCredentials } from './aws-credentials.ts';

const usualFile = () => join(homedir(), '.aws', 'credentials');

/** The entries of one section of an INI file. */
function sectionOf(text: string, wanted: string): Map<string, string> | null {
  let entries: Map<string, string> | null = null;
  let isInside = false;
  for (const line of text.split(/\r?\n/)) {
    const title = /^\s*\[([^\]]+)\]/.exec(line)?.[1]?.trim();
    if (title !== undefined) {
      isInside = title === wanted;
      if (isInside) entries ??= new Map();
    }
    const [, name, value] = /^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (isInside && name !== undefined && value !== undefined) entries?.set(name, value);
  }
  return entries;
}

/** The keys of a profile, as the command line of AWS keeps them. `file`: default `~/.aws/credentials`. */
export async function readAwsProfile(profile: string, file = usualFile()): Promise<AwsCredentials> {
  const wrong = (problem: string) =>
    new AppError('INVALID_API_KEY', `${problem} Run "aws configure --profile ${profile}", or add a key.`);
  const text = await readFile(file, 'utf8').catch(() => {
    throw wrong(`${file} cannot be read.`);
  });
  const entries = sectionOf(text, profile);
  if (!entries) throw wrong(`There is no profile ${profile} in ${file}.`);
  const accessKeyId = entries.get('aws_access_key_id');
  const secret = entries.get('aws_secret_access_key');
  const session = entries.get('aws_session_token');
  if (!accessKeyId || !secret) throw wrong(`The profile ${profile} in ${file} holds no key pair.`);
  return { accessKeyId, secretAccessKey: new Secret(secret), sessionToken: session ? new Secret(session) : null };
}
