import type { DetailedPeerCertificate, PeerCertificate } from 'node:tls';
import { AppError } from '../../../shared/errors/app-error.ts';

export interface Refused {
  /** Node's code: `CERT_HAS_EXPIRED`. */
  code: string;
  certificate: PeerCertificate | DetailedPeerCertificate;
  host: string;
}

const dayOf = (text: string): string => {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString().slice(0, 10);
};

/** Names come from a server that nobody trusts yet. */
const plain = (text: string): string => text.replace(/[^\x20-\x7e]/g, '').slice(0, 120);

const namesOf = ({ subjectaltname = '', subject }: PeerCertificate): string => {
  const names = subjectaltname
    .split(', ')
    .map((name) => name.replace(/^(DNS|IP Address):/, ''))
    .filter(Boolean);
  const [first = String(subject?.CN ?? 'nobody'), ...others] = names;
  return plain([first, ...others.slice(0, 2)].join(', '));
};

const unknownIssuer =
  /^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE)$/;
const addIt = 'If the server is one you trust, add it under Network as a certificate authority.';

/** What is wrong with the certificate of a server, and what helps. */
export function certificateProblem({ code, certificate, host }: Refused): AppError {
  const [reason, message] = wordsFor({ code, certificate, host });
  return new AppError('PROVIDER_UNREACHABLE', message, { retryable: false, details: { reason, network: code } });
}

function wordsFor({ code, certificate, host }: Refused): [reason: string, message: string] {
  if (code === 'CERT_HAS_EXPIRED') {
    const ended = dayOf(certificate.valid_to);
    return [
      'certificate-expired',
      `The certificate of ${host} ended on ${ended}. It must be renewed on the server; check this computer’s clock, too.`,
    ];
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return [
      'certificate-early',
      `The certificate of ${host} begins on ${dayOf(certificate.valid_from)}. Check the clock.`,
    ];
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = namesOf(certificate);
    return ['certificate-name', `The certificate of ${host} is one for ${names}. Write that name into the base URL.`];
  }
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT') {
    return ['certificate-self-signed', `The certificate of ${host} is signed by itself. ${addIt}`];
  }
  if (unknownIssuer.test(code)) {
    const issuer = plain(String(certificate.issuer?.O ?? certificate.issuer?.CN ?? 'somebody'));
    return [
      'certificate-issuer',
      `The certificate of ${host} is from ${issuer}, whom this computer does not know. ${addIt}`,
    ];
  }
  return [
    'certificate',
    `The certificate of ${host} is not trusted (${plain(code)}). Check the address and the clock.`,
  ];
}
