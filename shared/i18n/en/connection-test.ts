/** By the host's word for what is wrong; `what` is the address or the vendor it names. */
type Remedies = Readonly<Record<string, ((what: string) => string) | undefined>>;

const unknownName = 'Check how the address is written, and that this computer is online.';
const silent = 'Nothing came back. Check the address, a VPN or a firewall in between.';

export const connectionTest = {
  steps: {
    dns: 'Name (DNS)',
    connection: 'Connection',
    secure: 'Connection (TLS)',
    key: 'Key',
    models: 'Models',
    token: 'One token',
  },
  addressAndMore: (address: string, others: string) => `${address} and ${others} more`,
  through: (proxy: string) => `through ${proxy}`,
  certificateFor: (days: string, isOne: boolean) => `certificate for ${days} more ${isOne ? 'day' : 'days'}`,
  certificateUnchecked: 'certificate not checked',
  unproven: 'not proven',
  unprovenHelp: 'This vendor gives its list to everybody, so it says nothing about the key. One token does.',
  firstToken: (model: string, time: string) => `${model}, first token after ${time}`,
  noToken: (model: string) => `${model} answered`,
  atMost: (cost: string) => `at most ${cost}`,
  skipped: {
    'is-address': 'already an address',
    'by-proxy': 'by the proxy',
    'no-key': 'No key needed',
    'no-list': 'no list to ask for',
    'no-language': 'nothing that answers in text',
    'no-models': 'no model to ask',
    'no-price': 'no model with a known price',
  },
  withToken: {
    label: 'Also ask for one token',
    asks: (model: string, cost: string) => `Asks ${model} for a short answer, which costs at most ${cost}.`,
    asksFree: (model: string) => `Asks ${model} for a short answer, at no cost.`,
    asksUnpriced: (model: string) => `Asks ${model} for a short answer. What that costs is not known.`,
    afterList: 'Asks the cheapest model for a short answer. Which one shows once its models are read.',
    none: (reason: string) => `There is none to ask: ${reason}.`,
  },
  useAddress: 'Use this address',
  remedies: {
    ENOTFOUND: () => unknownName,
    EAI_AGAIN: () => unknownName,
    ECONNREFUSED: () =>
      'The computer is there, but nothing answers at this port. Check the port, and that the server runs.',
    UND_ERR_CONNECT_TIMEOUT: () => silent,
    ETIMEDOUT: () => silent,
    EHOSTUNREACH: () => silent,
    ENETUNREACH: () => silent,
    'speaks-http': () =>
      'The server speaks plain http at this port. Begin the base URL with http://, or take another port.',
    'speaks-https': () => 'The server speaks https at this port. Begin the base URL with https://.',
    'other-address': (what) => `The API is not at this address, but at ${what}.`,
    'other-vendor': (what) => `It looks like a key of ${what}.`,
    'certificate-expired': () =>
      'The certificate of the server has ended. Renew it there, and check the clock of this computer.',
    'certificate-early': () => 'The certificate of the server is not valid yet. Check the clock of this computer.',
    'certificate-name': () =>
      'The certificate is one for another name. Write the name that it is for into the base URL.',
    'certificate-self-signed': () =>
      'The server signed its certificate itself. If you trust it, add it in the provider’s settings, under Network.',
    'certificate-issuer': () =>
      'This computer does not know who signed the certificate. If you trust them, add theirs in the provider’s settings, under Network.',
    certificate: () => 'The certificate of the server is not trusted. Check the address and the clock.',
    'proxy-login': () =>
      'The proxy wants a user name and a password. Check both in the provider’s settings, under Network.',
    'proxy-refused': () =>
      'The proxy did not let the connection through. Check the address, or whether the proxy allows it.',
    'proxy-unreachable': () =>
      'The proxy cannot be reached. Check its address in the provider’s settings, under Network.',
    'sign-in-ended': () => 'The sign-in has ended or was taken back. Sign in again.',
    redirect: () => 'The server sends requests somewhere else, and keys do not go there. Check the base URL.',
  } as Remedies,
};
