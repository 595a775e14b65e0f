import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { type ConnectionOptions, createSecureContext, getCACertificates } from 'node:tls';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { NetworkSecretName, NetworkSettings } from '../../../shared/model/network-settings.ts';
import type { Secret } from '../../lib/secret.ts';

type TlsSettings = Pick<NetworkSettings, 'caCertificates' | 'clientCertificate' | 'verify'>;
export type TlsOptions = Pick<ConnectionOptions, 'secureContext' | 'rejectUnauthorized'>;

const refuse = (param: keyof NetworkSettings | NetworkSecretName, message: string): AppError =>
  new AppError('VALIDATION_FAILED', message, { details: { param, reason: 'certificate' } });

/**
 * Checked once and for all connections: the context with every authority in it takes a tenth of a second to make.
 * VALIDATION_FAILED names the field in `details.param`.
 */
export function tlsOptions(settings: TlsSettings, clientKey: Secret | null): TlsOptions {
  const authorities = readCertificates('caCertificates', settings.caCertificates);
  const own = readCertificates('clientCertificate', settings.clientCertificate);
  const key = checkPair(own[0], clientKey);
  // Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED has no say.
  const rejectUnauthorized = settings.verify;
  if (authorities.length === 0 && !key) return { rejectUnauthorized };
  const secureContext = createSecureContext({
    // `ca` takes the place of the usual ones, so they are named, too.
    ...(authorities.length > 0 && { ca: [...getCACertificates('default'), ...authorities.map(String)] }),
    ...(key && { cert: own.map(String).join(''), key: String(key.export({ type: 'pkcs8', format: 'pem' })) }),
  });
  return { secureContext, rejectUnauthorized };
}

const block = /-----BEGIN CERTIFICATE-----[\w+/=\s]+-----END CERTIFICATE-----/g;

function readCertificates(param: 'caCertificates' | 'clientCertificate', text: string | null): X509Certificate[] {
  return (text?.match(block) ?? []).map((pem, index) => {
    try {
      return new X509Certificate(pem);
    } catch {
      throw refuse(param, `Certificate ${index + 1} cannot be read. Copy it once more, with its first and last line.`);
    }
  });
}

function checkPair(certificate: X509Certificate | undefined, secret: Secret | null): KeyObject | undefined {
  if (!certificate && !secret) return undefined;
  if (!certificate)
    throw refuse(
      'clientCertificate',
      'There is a client key without its certificate. Add the certificate, or remove the key.',
    );
  if (!secret) throw refuse('clientKey', 'The client certificate needs its private key. Add both, or neither.');
  const key = readKey(secret);
  if (certificate.checkPrivateKey(key)) return key;
  throw refuse(
    'clientKey',
    'The private key is not that of the client certificate. The certificate of it comes first.',
  );
}

function readKey(secret: Secret): KeyObject {
  try {
    return createPrivateKey(secret.reveal());
  } catch {
    throw refuse('clientKey', 'The private key cannot be read. It must be PEM and have no passphrase.');
  }
}
