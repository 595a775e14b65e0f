import { Callout } from '../../components/Callout.tsx';
import { PemField } from '../../components/PemField.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { KeptSecret } from './KeptSecret.tsx';
import { NetworkPart, type NetworkPartProps } from './NetworkParts.tsx';

const certificate = '-----BEGIN CERTIFICATE-----';
const privateKey = '-----BEGIN PRIVATE KEY-----';

export function NetworkCertificates({ provider, draft, change, errors }: NetworkPartProps) {
  const words = useI18n().t.network;
  return (
    <NetworkPart title={words.certificates}>
      <PemField
        label={words.authorities}
        description={words.authoritiesHelp}
        placeholder={certificate}
        value={draft.caCertificates}
        onChange={(caCertificates) => change({ caCertificates })}
        error={errors['caCertificates']}
      />
      <div className="grid grid-cols-2 items-start gap-4">
        <PemField
          label={words.clientCertificate}
          description={words.clientCertificateHelp}
          placeholder={certificate}
          value={draft.clientCertificate}
          onChange={(clientCertificate) => change({ clientCertificate })}
          error={errors['clientCertificate']}
        />
        <KeptSecret
          label={words.clientKey}
          isStored={provider.networkSecrets.includes('clientKey')}
          draft={draft.clientKey}
          onChange={(clientKey) => change({ clientKey })}
          error={errors['clientKey']}
        >
          <PemField
            label={words.clientKey}
            description={words.clientKeyHelp}
            isSecret
            placeholder={privateKey}
            value={draft.clientKey ?? ''}
            onChange={(clientKey) => change({ clientKey })}
            error={errors['clientKey']}
          />
        </KeptSecret>
      </div>
      <Switch
        label={words.verify}
        description={words.verifyHelp}
        checked={draft.verify}
        onChange={(verify) => change({ verify })}
      />
      {draft.verify ? null : (
        <Callout tone="warning" title={words.unverified}>
          {words.unverifiedHelp}
        </Callout>
      )}
    </NetworkPart>
  );
}
