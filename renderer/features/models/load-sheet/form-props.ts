import type { LoadChoices, LoadSettings } from '../../../../shared/model/load-settings.ts';
import type { LocalModel, MemoryEstimate } from '../../../../shared/model/local-model.ts';
import type { I18n } from '../../../lib/i18n.ts';
import type { Fault, Faults } from './load-form.ts';

export type Choose = <Key extends keyof LoadSettings>(key: Key, value: LoadSettings[Key] | undefined) => void;

/** What every part of the form needs. */
export interface FormProps {
  model: LocalModel;
  choices: LoadChoices;
  /** With the defaults where nothing was chosen. */
  settings: LoadSettings;
  faults: Faults;
  /** What the automatic choices come to; undefined until it was counted. */
  estimate: MemoryEstimate | undefined;
  choose: Choose;
}

export function faultWords(fault: Fault | undefined, { t }: Pick<I18n, 't'>): string | undefined {
  const words = t.models.sheet.faults;
  switch (fault?.kind) {
    case undefined:
      return undefined;
    case 'range':
      return t.common.wholeNumber(fault.min, fault.max);
    case 'needs-flash-attention':
      return words.needsFlashAttention;
    case 'needs-model':
      return words.needsModel;
    case 'needs-path':
      return words.needsPath;
  }
}
