import { describe, expect, test } from 'vitest';
import { networkErrors } from '../../../renderer/features/providers/network-errors.ts';
import {
  countChosen,
  draftOf,
  hostErrorOf,
  type NetworkDraft,
  toTyped,
} from '../../../renderer/features/providers/network-form.ts';
import { createFormat } from '../../../renderer/lib/format.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { catalogueFor } from '../../../shared/i18n/index.ts';
import { networkDefaults } from '../../../shared/model/network-rules.ts';
import { networkSettings, type TypedNetwork, typedNetwork } from '../../../shared/model/network-settings.ts';
import { plainProvider } from '../../helpers/plain-provider.ts';

const t = catalogueFor('en');
const words = t.network;
const i18n = { t, format: createFormat('en') };
const usual = draftOf({ network: {} });
const certificate = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const key = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----';

describe('the form', () => {
  // Catches: a default that differs between the window and the host, and is then "chosen" by looking at it.
  test('shows what holds without any choice, and stores none of it', () => {
    expect(networkSettings.parse({})).toMatchObject(networkDefaults);
    expect(usual).toMatchObject({ proxy: 'system', firstTokenTimeout: 300, totalTimeout: null, retryBase: 0.5 });
    expect(toTyped(usual)).toEqual({ proxyPassword: null });
  });

  // Catches: a choice lost, or another one made, by opening the form and saving it.
  test.each<TypedNetwork>([
    { proxy: null },
    { proxy: 'http://proxy.example.com:3128', proxyUser: 'me' },
    { caCertificates: certificate, clientCertificate: certificate, verify: false },
    { headers: { 'x-team': 'a b', 'X-Other': 'c' } },
    { connectTimeout: 1500, firstTokenTimeout: null, betweenTokensTimeout: 1000, totalTimeout: 90_000 },
    { maxRetries: 0, retryBackoff: 'linear', retryBase: 1, retryCap: 100, retryJitter: false },
  ])('gives back %j as it came', (network) => {
    const { proxyPassword: _, ...typed } = toTyped(draftOf({ network }));
    expect(typed).toEqual(network);
    expect(typedNetwork.parse(typed)).toEqual(network);
  });

  // Catches: a stored secret wiped by saving something else, or kept for a proxy that is not used any more.
  test('leaves secrets alone unless they are typed, or have nobody to go to', () => {
    const own: NetworkDraft = { ...usual, proxy: 'own', proxyAddress: 'http://proxy' };
    expect(toTyped(own)).toEqual({ proxy: 'http://proxy' });
    expect(toTyped({ ...own, proxyPassword: 'x', clientKey: ` ${key}\n` })).toMatchObject({
      proxyPassword: 'x',
      clientKey: key,
    });
    expect(toTyped({ ...own, proxyPassword: '', clientKey: null })).toMatchObject({
      proxyPassword: null,
      clientKey: null,
    });
    expect(toTyped({ ...own, proxy: 'none', proxyPassword: 'x' })).toEqual({ proxy: null, proxyPassword: null });
  });

  test('counts what is chosen, with what is kept', () => {
    expect(countChosen({ network: {}, networkSecrets: [] })).toBe(0);
    expect(countChosen({ network: { proxy: null, verify: false }, networkSecrets: ['clientKey'] })).toBe(3);
  });
});

describe('what is wrong', () => {
  // Catches: a mistake that is told by the host in English, at the end of the form, or not at all.
  test.each<[Partial<NetworkDraft>, Record<string, string>]>([
    [{ proxy: 'own' }, { proxyAddress: words.proxyMissing }],
    [{ proxy: 'own', proxyAddress: 'proxy:3128' }, { proxyAddress: words.notAProxy }],
    [{ proxy: 'own', proxyAddress: 'http://me:x@proxy' }, { proxyAddress: words.proxyWithLogin }],
    [{ caCertificates: 'x' }, { caCertificates: words.notACertificate }],
    [{ caCertificates: `${certificate}\n${key}` }, { caCertificates: words.keyInCertificate }],
    [{ clientCertificate: certificate }, { clientKey: words.keyMissing }],
    [{ clientKey: key }, { clientCertificate: words.certificateMissing }],
    [{ clientCertificate: certificate, clientKey: 'x' }, { clientKey: words.notAKey }],
    [{ headers: [{ name: 'a b', value: 'x' }] }, { 'headers.0': words.notAHeader }],
    [{ headers: [{ name: 'Cookie', value: 'x' }] }, { 'headers.0': words.refusedHeader('Cookie') }],
    [{ headers: [{ name: 'x-a', value: '' }] }, { 'headers.0': words.notAHeaderValue }],
    [
      {
        headers: [
          { name: 'x-a', value: '1' },
          { name: 'X-A', value: '2' },
        ],
      },
      { 'headers.1': words.headerTwice('X-A') },
    ],
    [{ connectTimeout: null }, { connectTimeout: words.secondsBetween('0.1', '600') }],
    [{ totalTimeout: 0.5 }, { totalTimeout: words.secondsBetween('1', '86,400') }],
    [{ retryCap: 0 }, { retryCap: words.secondsBetween('0.001', '86,400') }],
    [{ maxRetries: 1.5 }, { maxRetries: t.common.wholeNumber(0, 10) }],
  ])('%j', (typed, errors) => {
    expect(networkErrors({ ...usual, ...typed }, plainProvider(), i18n)).toEqual(errors);
  });

  // Catches: a field that refuses what the host takes.
  test('nothing is, where the host takes it', () => {
    const typed = {
      clientCertificate: certificate,
      firstTokenTimeout: null,
      headers: [{ name: ' x-a ', value: ' 1 ' }],
    };
    const kept = plainProvider({ networkSecrets: ['clientKey'] });
    expect(networkErrors({ ...usual, ...typed }, kept, i18n)).toEqual({});
    expect(typedNetwork.safeParse(toTyped({ ...usual, ...typed })).success).toBe(true);
  });

  // Catches: the host's refusal shown away from its field, or another error taken for one of a field.
  test('what only the host sees stands at its field', () => {
    const invalid = (param: string, reason?: string) =>
      new AppError('VALIDATION_FAILED', 'x', { details: { param, ...(reason && { reason }) } });
    expect(hostErrorOf(invalid('clientKey', 'certificate'), t)).toEqual({
      clientKey: words.certificateErrors['clientKey'],
    });
    expect(hostErrorOf(invalid('network.proxy'), t)).toEqual({ proxyAddress: words.notTaken });
    expect(hostErrorOf(invalid('network.headers.x-a'), t)).toEqual({ headers: words.notTaken });
    expect(hostErrorOf(invalid('settings.baseUrl'), t)).toBeUndefined();
    expect(hostErrorOf(new AppError('VAULT_LOCKED', 'x'), t)).toBeUndefined();
  });
});
