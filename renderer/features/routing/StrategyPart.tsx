import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useId } from 'react';
import type { Strategy } from '../../../shared/model/routing.ts';
import { useI18n } from '../../lib/i18n.ts';
import { FormPart } from './FormPart.tsx';
import { strategyNames } from './names-of.ts';

interface StrategyPartProps {
  value: Strategy;
  onChange: (strategy: Strategy) => void;
}

export function StrategyPart({ value, onChange }: StrategyPartProps) {
  const { t } = useI18n();
  const words = t.routing;
  const id = useId();
  return (
    <FormPart title={words.alias.strategy} help={words.alias.strategyHelp}>
      <RadioGroup
        aria-label={words.alias.strategy}
        value={value}
        onValueChange={onChange}
        className="-mx-2 grid grid-cols-2 gap-x-2 gap-y-0.5"
      >
        {strategyNames(t).map((name) => (
          <label
            key={name}
            htmlFor={`${id}-${name}`}
            className="flex items-start gap-2.5 rounded-md px-2 py-1.5 transition-colors hover:bg-hover"
          >
            <Radio.Root
              id={`${id}-${name}`}
              value={name}
              className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-ink-faint bg-surface data-checked:border-accent data-checked:bg-accent"
            >
              <Radio.Indicator className="size-1.5 rounded-full bg-accent-ink" />
            </Radio.Root>
            <span className="min-w-0">
              <span className="block text-ink text-sm">{words.strategies[name].name}</span>
              <span className="block text-pretty text-ink-faint text-xs">{words.strategies[name].help}</span>
            </span>
          </label>
        ))}
      </RadioGroup>
    </FormPart>
  );
}
