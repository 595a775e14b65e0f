import { Plus, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { NetworkPart, type NetworkPartProps } from './NetworkParts.tsx';

const most = 50;

export function NetworkHeaders({ draft, change, errors }: NetworkPartProps) {
  const { t, format } = useI18n();
  const words = t.network;
  const { headers } = draft;
  const rows = useRef<HTMLDivElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const set = (index: number, typed: { name?: string; value?: string }): void =>
    change({ headers: headers.map((header, at) => (at === index ? { ...header, ...typed } : header)) });
  const addRow = (): void => {
    change({ headers: [...headers, { name: '', value: '' }] });
    // Not there yet.
    requestAnimationFrame(() => rows.current?.lastElementChild?.querySelector('input')?.focus());
  };
  const removeRow = (index: number): void => {
    change({ headers: headers.filter((_, at) => at !== index) });
    add.current?.focus();
  };
  return (
    <NetworkPart title={words.headers} help={words.headersHelp}>
      {headers.length === 0 ? null : (
        <div ref={rows} className="flex flex-col gap-2">
          {headers.map(({ name, value }, index) => (
            <div key={index} className="grid grid-cols-[14rem_1fr_auto] items-start gap-2">
              <TextField
                hideLabel
                mono
                label={words.headerName(format.number(index + 1))}
                placeholder={words.headerNamePlaceholder}
                maxLength={100}
                value={name}
                onChange={(next) => set(index, { name: next })}
                error={errors[`headers.${index}`]}
              />
              <TextField
                hideLabel
                mono
                label={words.headerValue(format.number(index + 1))}
                placeholder={words.headerValuePlaceholder}
                maxLength={4096}
                value={value}
                onChange={(next) => set(index, { value: next })}
              />
              <IconButton
                icon={Trash2}
                label={words.removeHeader(name || format.number(index + 1))}
                onClick={() => removeRow(index)}
              />
            </div>
          ))}
        </div>
      )}
      {errors['headers'] ? <p className="text-danger text-xs">{errors['headers']}</p> : null}
      <div>
        <Button ref={add} size="sm" icon={Plus} disabled={headers.length >= most} onClick={addRow}>
          {words.addHeader}
        </Button>
      </div>
    </NetworkPart>
  );
}
