import { createHmac } from 'node:crypto';
import type { Secret } from '../lib/secret.ts';

/** `t=<unix seconds>,v1=<hmac-sha256 of "t.body">`: the time is signed too, so that an old one is seen to be old. */
export function signBody(body: string, secret: Secret, now: number): string {
  const time = Math.floor(now / 1000);
  const signature = createHmac('sha256', secret.reveal()).update(`${time}.${body}`).digest('hex');
  return `t=${time},v1=${signature}`;
}
