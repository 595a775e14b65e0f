import { Slider } from '@base-ui/react/slider';
import { useMemo } from 'react';
import { useI18n } from '../../../lib/i18n.ts';
import { AutoNumberField } from './AutoNumberField.tsx';
import type { FormProps } from './form-props.ts';
import { contextSteps, nearestStep } from './load-form.ts';

/** The context as a number, and as a slider that goes as far as the model was trained. */
export function ContextField({ form }: { form: FormProps }) {
  const { t, format } = useI18n();
  const words = t.models.sheet;
  const trained = form.model.facts?.contextLength ?? null;
  const steps = useMemo(() => contextSteps(trained), [trained]);
  const chosen = form.settings.contextSize;
  const automatic = form.estimate && chosen === 'auto' ? form.estimate.contextSize : undefined;
  const size = chosen === 'auto' ? (automatic ?? steps.at(-1) ?? 0) : chosen;
  const isOver = trained !== null && chosen !== 'auto' && chosen > trained;
  const note = trained === null ? null : (isOver ? words.overTrained : words.trained)(format.number(trained));
  return (
    <div className="pb-3">
      <AutoNumberField
        form={form}
        field="contextSize"
        automatic={automatic}
        description={
          <>
            {words.fields.contextSize.help} {isOver ? <span className="text-warning">{note}</span> : note}
          </>
        }
      />
      <Slider.Root
        thumbAlignment="edge"
        value={nearestStep(steps, size)}
        min={0}
        max={steps.length - 1}
        step={1}
        onValueChange={(index) => form.choose('contextSize', steps[index])}
        className="px-4"
      >
        <Slider.Control className="flex h-6 touch-none select-none items-center">
          <Slider.Track className="h-1 w-full rounded-full bg-selected">
            <Slider.Indicator className="rounded-full bg-accent" />
            <Slider.Thumb
              aria-label={words.contextSlider}
              getAriaValueText={(_, index) => t.models.context(format.number(steps[index] ?? 0))}
              className="size-4 rounded-full border-2 border-surface bg-accent shadow-control outline-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-1"
            />
          </Slider.Track>
        </Slider.Control>
        <p aria-hidden className="flex justify-between text-2xs text-ink-faint tabular-nums">
          <span>{format.number(steps[0] ?? 0)}</span>
          <span>{format.number(steps.at(-1) ?? 0)}</span>
        </p>
      </Slider.Root>
    </div>
  );
}
