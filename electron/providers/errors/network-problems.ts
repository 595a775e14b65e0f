import type { ProviderErrorCode } from './provider-error.ts';

interface NetworkProblem {
  code: ProviderErrorCode;
  /** What a person reads; `host` is where the connection went. */
  message(host: string): string;
}

const unreachable = (message: (host: string) => string): NetworkProblem => ({ code: 'PROVIDER_UNREACHABLE', message });

const closed = unreachable(
  (host) =>
    `${host} closed the connection before it answered. Try again. If that does not help, check the port, and whether the base URL should begin with https:// or http://.`,
);
const tooSlow: NetworkProblem = {
  code: 'PROVIDER_TIMEOUT',
  message: (host) => `${host} took too long to answer. Try again, or choose a faster model.`,
};

/** Codes of Node's net, dns and tls and of its fetch (undici). */
const problems: readonly (readonly [RegExp, NetworkProblem])[] = [
  [
    /^ECONNREFUSED$/,
    unreachable((host) => `Nothing answers at ${host}. Check that the server is running and that the port is right.`),
  ],
  [
    /^(ENOTFOUND|EAI_AGAIN|EAI_NODATA|EAI_NONAME)$/,
    unreachable(
      (host) => `The name ${host} cannot be found. Check how it is written and that this computer is online.`,
    ),
  ],
  [
    /^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/,
    unreachable((host) => `${host} cannot be reached. Check the network, a VPN or a firewall in between.`),
  ],
  [
    /^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_(SOCKET|CLOSED|DESTROYED|RES_CONTENT_LENGTH_MISMATCH)|ERR_STREAM_PREMATURE_CLOSE|ERR_HTTP2_\w+|Z_\w+_ERROR)$/,
    closed,
  ],
  [
    /^HPE_\w+$/,
    unreachable(
      (host) =>
        `What answers at ${host} does not speak HTTP. Check the port, and whether the base URL should begin with https://.`,
    ),
  ],
  [/^(UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT)$/, tooSlow],
  [
    /^ERR_SSL_\S*ALERT\S*$/,
    unreachable(
      (host) => `${host} refused the secure connection. It may want a client certificate, or another version of TLS.`,
    ),
  ],
  [
    /^(ERR_SSL_\S+|EPROTO)$/,
    unreachable((host) => `${host} does not speak https there. Check whether the base URL should begin with http://.`),
  ],
  [
    /^(CERT_\w+|CRL_\w+|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|ERR_TLS_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_\w+)$/,
    unreachable(
      (host) => `The certificate of ${host} is not trusted by this computer. Check the address and the clock.`,
    ),
  ],
];

export const networkProblemOf = (code: unknown): NetworkProblem | undefined =>
  typeof code === 'string' ? problems.find(([pattern]) => pattern.test(code))?.[1] : undefined;
