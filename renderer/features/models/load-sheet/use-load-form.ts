import { useState } from 'react';
import type { LoadChoices } from '../../../../shared/model/load-settings.ts';
import type { LocalModel } from '../../../../shared/model/local-model.ts';
import type { FormProps } from './form-props.ts';
import { choose, faultsOf, settingsOf } from './load-form.ts';
import { useEstimate } from './use-estimate.ts';

/** What is chosen in the sheet, not saved yet, and what it would take. */
export function useLoadForm(model: LocalModel, isOpen: boolean) {
  const [choices, setChoices] = useState<LoadChoices>(model.choices);
  const [wasOpen, setWasOpen] = useState(isOpen);
  // Opened again, it begins with what is saved.
  if (isOpen !== wasOpen) {
    setWasOpen(isOpen);
    if (isOpen) setChoices(model.choices);
  }
  const faults = faultsOf(choices);
  const isFaulty = Object.keys(faults).length > 0;
  const estimated = useEstimate(model.name, choices, isOpen && !isFaulty);
  const form: FormProps = {
    model,
    choices,
    settings: settingsOf(choices),
    faults,
    estimate: estimated.estimate,
    choose: (key, value) => setChoices((before) => choose(before, key, value)),
  };
  return { form, setChoices, isFaulty, estimated };
}
