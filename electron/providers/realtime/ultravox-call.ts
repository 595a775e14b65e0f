import { checkChoices } from './choices.ts';
import { unsupported } from './client-events.ts';
import type { AudioFormat, FunctionTool, SessionChoices } from './session-choices.ts';
import { usualFormat } from './sound.ts';

const choices = [
  'session.type',
  'session.instructions',
  'session.output_modalities',
  'session.tools',
  'session.audio.input.format.type',
  'session.audio.input.format.rate',
  'session.audio.input.transcription.language',
  'session.audio.output.format.type',
  'session.audio.output.format.rate',
  'session.audio.output.voice',
  'session.audio.output.voice.id',
];

/** Sound that it may send ahead, in ms: it says when to throw it away. */
const ahead = 30_000;

type PcmFormat = Extract<AudioFormat, { type: 'audio/pcm' }>;

function pcm(side: 'input' | 'output', format: AudioFormat): PcmFormat {
  if (format.type === 'audio/pcm') return format;
  throw unsupported(`${format.type} as ${side}`, 'Send and take PCM; any rate from 8,000 to 48,000 Hz will do.');
}

export const inputOf = ({ audio }: SessionChoices): PcmFormat => pcm('input', audio?.input?.format ?? usualFormat);
export const outputOf = ({ audio }: SessionChoices): PcmFormat => pcm('output', audio?.output?.format ?? usualFormat);

/** A call is ordered first, and joined then: https://docs.ultravox.ai/api-reference/calls/calls-post */
export function orderOf(model: string, session: SessionChoices): object {
  checkChoices(session, choices);
  const { instructions, output_modalities: modalities, tools = [], audio } = session;
  const given = audio?.output?.voice;
  const voice = typeof given === 'string' ? given : given?.id;
  const language = audio?.input?.transcription?.language;
  return {
    model,
    ...(instructions !== undefined && { systemPrompt: instructions }),
    ...(voice !== undefined && { voice }),
    ...(language && { languageHint: language }),
    ...(modalities?.includes('text') && { initialOutputMedium: 'MESSAGE_MEDIUM_TEXT' }),
    // In this protocol nobody speaks before the other has.
    firstSpeakerSettings: { user: {} },
    medium: {
      serverWebSocket: {
        inputSampleRate: inputOf(session).rate ?? usualRate,
        outputSampleRate: outputOf(session).rate ?? usualRate,
        clientBufferSizeMs: ahead,
      },
    },
    selectedTools: tools.map((tool) => {
      if (tool.type === 'function') return toolOf(tool);
      throw unsupported(`tool of the type ${tool.type}`, 'Give functions only.');
    }),
  };
}

const usualRate = 24_000;

/** https://docs.ultravox.ai/tools/custom/parameters: each property of the schema is a parameter of its own. */
function toolOf({ name, description, parameters = {} }: FunctionTool) {
  const { properties, required } = parameters as { properties?: Record<string, unknown>; required?: unknown };
  return {
    temporaryTool: {
      modelToolName: name,
      description: description ?? name,
      dynamicParameters: Object.entries(properties ?? {}).map(([property, schema]) => ({
        name: property,
        location: 'PARAMETER_LOCATION_BODY',
        schema,
        required: Array.isArray(required) && required.includes(property),
      })),
      client: {},
    },
  };
}
