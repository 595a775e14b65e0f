interface ToggleChipsProps<Value extends string | number> {
  label: string;
  options: readonly { value: Value; label: string; name?: string }[];
  value: readonly Value[];
  onChange: (value: Value[]) => void;
  error?: string | undefined;
}

/** Several of a few. */
export function ToggleChips<Value extends string | number>(props: ToggleChipsProps<Value>) {
  const { label, options, value, onChange, error } = props;
  return (
    <fieldset aria-label={label} className="flex min-w-0 flex-col gap-1.5">
      <div className="flex flex-wrap gap-1.5 py-0.5">
        {options.map((option) => {
          const isOn = value.includes(option.value);
          return (
            <button
              key={option.value}
              type="button"
              aria-pressed={isOn}
              aria-label={option.name}
              onClick={() => onChange(isOn ? value.filter((one) => one !== option.value) : [...value, option.value])}
              className="h-7 rounded-md border border-line-strong bg-surface px-2 text-ink-muted text-xs transition-colors first-letter:uppercase hover:bg-hover hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
            >
              {option.label}
            </button>
          );
        })}
      </div>
      {error ? (
        <p role="alert" className="text-danger text-xs">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
