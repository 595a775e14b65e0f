import clsx from 'clsx';
import { TextField } from '../../components/TextField.tsx';
import { Tooltip } from '../../components/Tooltip.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { abilities, type ModelFilter } from './model-facts.ts';

interface ModelFiltersProps {
  filter: ModelFilter;
  onChange: (filter: ModelFilter) => void;
}

/** A search, and a switch for each thing a model may be able to do. */
export function ModelFilters({ filter, onChange }: ModelFiltersProps) {
  const { t } = useI18n();
  const words = t.discovery;
  const toggle = (ability: (typeof abilities)[number][0]): void => {
    const wanted = new Set(filter.abilities);
    if (!wanted.delete(ability)) wanted.add(ability);
    onChange({ ...filter, abilities: wanted });
  };
  return (
    <div className="flex items-center gap-3 px-4 py-3">
      <TextField
        hideLabel
        label={t.providers.modelList.search}
        placeholder={t.providers.modelList.search}
        type="search"
        value={filter.query}
        onChange={(query) => onChange({ ...filter, query })}
      />
      <fieldset className="flex shrink-0 gap-0.5">
        <legend className="sr-only">{words.filter}</legend>
        {abilities.map(([ability, Icon]) => (
          <Tooltip key={ability} label={words.abilities[ability]}>
            <button
              type="button"
              aria-label={words.abilities[ability]}
              aria-pressed={filter.abilities.has(ability)}
              onClick={() => toggle(ability)}
              className={clsx(
                'inline-flex size-7 items-center justify-center rounded-md text-ink-faint transition-colors',
                'hover:bg-hover hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent',
              )}
            >
              <Icon aria-hidden size={15} />
            </button>
          </Tooltip>
        ))}
      </fieldset>
    </div>
  );
}
