import { z } from 'zod';

const id = z.string().min(1).optional();

const message = z.looseObject({
  type: z.literal('message'),
  id,
  role: z.enum(['user', 'assistant', 'system']),
  content: z.array(
    z.looseObject({
      type: z.enum(['input_text', 'input_audio', 'input_image', 'output_text', 'output_audio']),
      text: z.string().optional(),
      transcript: z.string().nullish(),
    }),
  ),
});

const functionCall = z.looseObject({
  type: z.literal('function_call'),
  id,
  call_id: z.string().optional(),
  name: z.string(),
  arguments: z.string(),
});

const functionCallOutput = z.looseObject({
  type: z.literal('function_call_output'),
  id,
  call_id: z.string().min(1),
  output: z.string(),
});

/** Only those who run tools themselves have these. */
const other = z.looseObject({
  type: z.enum(['mcp_approval_response', 'mcp_approval_request', 'mcp_call', 'mcp_list_tools']),
  id,
});

/** What a conversation is made of. */
export const conversationItem = z.discriminatedUnion('type', [message, functionCall, functionCallOutput, other]);
export type ConversationItem = z.output<typeof conversationItem>;
