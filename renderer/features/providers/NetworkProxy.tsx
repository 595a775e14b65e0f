import { SecretField } from '../../components/SecretField.tsx';
import { Select } from '../../components/Select.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { KeptSecret } from './KeptSecret.tsx';
import { NetworkPart, type NetworkPartProps } from './NetworkParts.tsx';

export function NetworkProxy({ provider, draft, change, errors }: NetworkPartProps) {
  const words = useI18n().t.network;
  const options = (['system', 'none', 'own'] as const).map((value) => ({ value, label: words.proxies[value] }));
  return (
    <NetworkPart title={words.proxy}>
      <Select
        label={words.proxyUse}
        description={words.proxyHelp[draft.proxy]}
        value={draft.proxy}
        onChange={(proxy) => change({ proxy })}
        options={options}
      />
      {draft.proxy === 'own' ? (
        <>
          <TextField
            label={words.proxyAddress}
            description={words.proxyAddressHelp}
            mono
            type="url"
            inputMode="url"
            placeholder="http://proxy.example.com:3128"
            value={draft.proxyAddress}
            onChange={(proxyAddress) => change({ proxyAddress })}
            error={errors['proxyAddress']}
          />
          <div className="grid grid-cols-2 items-start gap-4">
            <TextField
              label={words.proxyUser}
              description={words.proxyUserHelp}
              maxLength={200}
              value={draft.proxyUser}
              onChange={(proxyUser) => change({ proxyUser })}
              error={errors['proxyUser']}
            />
            <KeptSecret
              label={words.proxyPassword}
              isStored={provider.networkSecrets.includes('proxyPassword')}
              draft={draft.proxyPassword}
              onChange={(proxyPassword) => change({ proxyPassword })}
              error={errors['proxyPassword']}
            >
              <SecretField
                label={words.proxyPassword}
                description={words.secretHelp}
                maxLength={1000}
                value={draft.proxyPassword ?? ''}
                onChange={(proxyPassword) => change({ proxyPassword })}
                error={errors['proxyPassword']}
              />
            </KeptSecret>
          </div>
        </>
      ) : null}
    </NetworkPart>
  );
}
