import { z } from 'zod';

/** OpenAI itself knows pcm with 24,000 Hz only; others take more, and some have a rate of their own. */
export const audioFormat = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('audio/pcm'), rate: z.int().min(8000).max(48_000).optional() }),
  z.looseObject({ type: z.literal('audio/pcmu') }),
  z.looseObject({ type: z.literal('audio/pcma') }),
]);
export type AudioFormat = z.output<typeof audioFormat>;

export const functionTool = z.looseObject({
  type: z.literal('function'),
  name: z.string().min(1),
  description: z.string().optional(),
  parameters: z.looseObject({}).optional(),
});
export type FunctionTool = z.output<typeof functionTool>;

/** What OpenAI runs itself. */
const otherTool = z.looseObject({ type: z.enum(['mcp']) });

/** How a talk is held; all of it may be left out. https://platform.openai.com/docs/api-reference/realtime-client-events/session/update */
export const sessionChoices = z.looseObject({
  type: z.enum(['realtime', 'transcription']).optional(),
  instructions: z.string().optional(),
  output_modalities: z.array(z.enum(['audio', 'text'])).optional(),
  audio: z
    .looseObject({
      input: z
        .looseObject({
          format: audioFormat.optional(),
          transcription: z.looseObject({ language: z.string().optional() }).nullish(),
          turn_detection: z.looseObject({ type: z.string() }).nullish(),
        })
        .optional(),
      output: z
        .looseObject({
          format: audioFormat.optional(),
          voice: z.union([z.string(), z.looseObject({ id: z.string() })]).optional(),
          speed: z.number().optional(),
        })
        .optional(),
    })
    .optional(),
  tools: z.array(z.discriminatedUnion('type', [functionTool, otherTool])).optional(),
});
export type SessionChoices = z.output<typeof sessionChoices>;
