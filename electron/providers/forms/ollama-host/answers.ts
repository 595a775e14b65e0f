import { z } from 'zod';
import type { HostedModel, HostedModelDetails } from '../../../../shared/model/extras.ts';

const details = z
  .looseObject({
    format: z.string().nullish(),
    family: z.string().nullish(),
    parameter_size: z.string().nullish(),
    quantization_level: z.string().nullish(),
  })
  .nullish();
const bytes = z.int().nonnegative();
const moment = z.string().nullish();

export const kept = z.looseObject({ name: z.string().min(1), size: bytes, modified_at: moment, details });
export const loaded = z.looseObject({
  name: z.string().min(1),
  size: bytes.catch(0),
  size_vram: bytes.catch(0),
  context_length: bytes.nullish(),
  expires_at: moment,
});
export const models = z.looseObject({ models: z.array(z.unknown()) });

const text = z
  .string()
  .nullish()
  .transform((given) => given ?? '');
export const shown = z.looseObject({
  details,
  model_info: z.record(z.string(), z.unknown()).nullish(),
  capabilities: z.array(z.string()).nullish(),
  template: text,
  system: text,
  parameters: text,
  license: text,
});

const timeOf = (given: string | null | undefined): number | null => {
  const time = Date.parse(given ?? '');
  return Number.isNaN(time) || time < 0 ? null : time;
};

/** What is kept for ever has a day far away, in another century. */
const farAway = 50 * 365 * 24 * 60 * 60 * 1000;
const untilOf = (given: string | null | undefined): number | null => {
  const time = timeOf(given);
  return time === null || time > Date.now() + farAway ? null : time;
};

export function toHostedModel(
  { name, size, modified_at, details: about }: z.output<typeof kept>,
  running: z.output<typeof loaded> | undefined,
): HostedModel {
  return {
    name,
    size,
    family: about?.family || null,
    parameters: about?.parameter_size || null,
    quantization: about?.quantization_level || null,
    changedAt: timeOf(modified_at),
    running: running
      ? {
          memory: running.size,
          graphicsMemory: running.size_vram,
          context: running.context_length || null,
          until: untilOf(running.expires_at),
        }
      : null,
  };
}

export function toDetails(name: string, answer: z.output<typeof shown>): HostedModelDetails {
  const { template, system, parameters, license, capabilities, details: about, model_info: info } = answer;
  const architecture = info?.['general.architecture'];
  const context = bytes.safeParse(info?.[`${String(architecture)}.context_length`]);
  return {
    name,
    format: about?.format || null,
    architecture: typeof architecture === 'string' ? architecture : null,
    context: context.data ?? null,
    abilities: capabilities ?? [],
    template,
    system,
    parameters,
    license,
  };
}
