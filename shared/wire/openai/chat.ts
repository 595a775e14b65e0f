import { z } from 'zod';

// Members that are not named here are no mistake: the body they came in is kept for targets that speak this dialect.

const textPart = z.object({ type: z.literal('text'), text: z.string() });
const refusalPart = z.object({ type: z.literal('refusal'), refusal: z.string() });
const imagePart = z.object({
  type: z.literal('image_url'),
  image_url: z.union([z.string(), z.object({ url: z.string(), detail: z.string().nullish() })]),
});
const audioPart = z.object({
  type: z.literal('input_audio'),
  input_audio: z.object({ data: z.string().min(1), format: z.string().min(1) }),
});
const filePart = z.object({
  type: z.literal('file'),
  file: z.object({
    file_data: z.string().nullish(),
    file_id: z.string().nullish(),
    filename: z.string().nullish(),
  }),
});
const contentPart = z.discriminatedUnion('type', [textPart, imagePart, audioPart, filePart], {
  error: 'a part is of type text, image_url, input_audio or file',
});
export type ContentPart = z.output<typeof contentPart>;

const partsOf = <Part extends z.ZodType>(part: Part) =>
  z.union([z.string(), z.array(part)], { error: 'it is a text or a list of parts' });

const functionCall = z.object({
  id: z.string().min(1),
  function: z.object({
    name: z.string().min(1),
    /** JSON in a text; some programs send the object itself. */
    arguments: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
  }),
});
const customCall = z.object({
  id: z.string().min(1),
  custom: z.object({ name: z.string().min(1), input: z.string() }),
});
export type ToolCall = z.output<typeof functionCall> | z.output<typeof customCall>;

const instructionOf = <Role extends string>(role: Role) =>
  z.object({ role: z.literal(role), content: partsOf(textPart).nullable() });

const assistantPart = z.discriminatedUnion('type', [textPart, refusalPart], {
  error: 'a part of an answer is of type text or refusal',
});
const assistantMessage = z.object({
  role: z.literal('assistant'),
  content: partsOf(assistantPart).nullish(),
  refusal: z.string().nullish(),
  /** Two names for one thing; which one a program sends back depends on where it got the answer from. */
  reasoning_content: z.string().nullish(),
  reasoning: z.string().nullish(),
  tool_calls: z.array(z.union([functionCall, customCall])).nullish(),
});
export type AssistantMessage = z.output<typeof assistantMessage>;

const message = z.discriminatedUnion(
  'role',
  [
    instructionOf('system'),
    instructionOf('developer'),
    z.object({ role: z.literal('user'), content: partsOf(contentPart).nullable() }),
    assistantMessage,
    z.object({
      role: z.literal('tool'),
      tool_call_id: z.string().min(1),
      content: partsOf(contentPart).nullable(),
    }),
  ],
  { error: 'a role is system, developer, user, assistant or tool' },
);
export type ChatMessage = z.output<typeof message>;

/** Not copied, so that nothing of it gets lost: it is for the model. */
const jsonSchema = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'a JSON schema is an object',
);
/** Some programs write the word. */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);

const functionTool = z.object({
  /** Some programs leave it out. */
  type: z.literal('function').exactOptional(),
  function: z.object({
    name: z.string().min(1),
    description: z.string().nullish(),
    parameters: jsonSchema.nullish(),
    strict: flag.nullish(),
  }),
});
/** Of any other kind; whoever is asked knows it or says that it does not. */
const otherTool = z.looseObject({
  // Given up at once, so that what is said of a wrong function is said by its own form.
  type: z
    .string()
    .max(100)
    .refine((type) => type !== '' && type !== 'function', { abort: true }),
});
export type FunctionTool = z.output<typeof functionTool>;
export type OtherTool = z.output<typeof otherTool>;

const toolRef = z.union([
  z.object({ function: z.object({ name: z.string().min(1) }) }),
  z.object({ custom: z.object({ name: z.string().min(1) }) }),
]);
const toolChoice = z.union(
  [
    z.enum(['auto', 'none', 'required', 'any']),
    z.object({
      type: z.literal('allowed_tools'),
      allowed_tools: z.object({ mode: z.enum(['auto', 'required']), tools: z.array(toolRef) }),
    }),
    toolRef,
  ],
  { error: 'it is auto, none, required or one tool' },
);
export type ToolRef = z.output<typeof toolRef>;
export type ToolChoice = z.output<typeof toolChoice>;

const schemaFormat = {
  name: z.string().nullish(),
  description: z.string().nullish(),
  schema: jsonSchema.nullish(),
  strict: flag.nullish(),
};
const responseFormat = z.discriminatedUnion(
  'type',
  [
    z.object({ type: z.literal('text') }),
    z.object({ type: z.literal('json_object'), schema: jsonSchema.nullish() }),
    // Some programs leave the wrapper out.
    z.object({
      type: z.literal('json_schema'),
      json_schema: z.object(schemaFormat).nullish(),
      ...schemaFormat,
    }),
  ],
  { error: 'a format is text, json_object or json_schema' },
);
export type ResponseFormat = z.output<typeof responseFormat>;

/** What is asked of the chat door, without the parameters: those have a vocabulary of their own. */
export const chatBody = z.object({
  model: z.string().min(1),
  messages: z.array(message).min(1, 'there is no message to answer'),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  tools: z.array(z.union([functionTool, otherTool])).nullish(),
  tool_choice: toolChoice.nullish(),
  response_format: responseFormat.nullish(),
  modalities: z.array(z.string()).nullish(),
  functions: z.array(z.unknown()).nullish(),
  function_call: z.unknown().optional(),
});
export type ChatBody = z.output<typeof chatBody>;
