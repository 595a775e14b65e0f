import type { SharedV4ProviderOptions, TranscriptionModelV4, TranscriptionModelV4CallOptions } from '@ai-sdk/provider';
import { AppError } from '../../../../shared/errors/app-error.ts';

/** Asks a transcription model to put what it hears into English. */
export const translationOptions = { switchyard: { task: 'translate' } } as const satisfies SharedV4ProviderOptions;

type Options = Pick<TranscriptionModelV4CallOptions, 'providerOptions'>;

const isTranslation = ({ providerOptions }: Options): boolean =>
  providerOptions?.['switchyard']?.['task'] === translationOptions.switchyard.task;

/** https://platform.openai.com/docs/api-reference/audio/createTranslation */
const known = ['file', 'url', 'model', 'prompt', 'response_format', 'temperature'];

const lacks = (modelId: string) =>
  new AppError(
    'MODEL_LACKS_CAPABILITY',
    `${modelId} writes down what it hears and does not translate it. Leave the translation out, or use a model like whisper.`,
    { details: { capability: 'translation', model: modelId } },
  );

/** The packages only transcribe; to translate is the same question at another address, with fewer fields. */
const translating =
  (fetchIt: typeof fetch, modelId: string): typeof fetch =>
  (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    const url = address.replace(/\/audio\/transcriptions(?=$|\?)/, '/audio/translations');
    if (url === address || !(init?.body instanceof FormData)) throw lacks(modelId);
    const unknown = [...init.body.keys()].filter((name) => !known.includes(name));
    for (const name of unknown) init.body.delete(name);
    return fetchIt(url, init);
  };

type Create<Reach> = (connection: Reach, modelId: string) => Promise<TranscriptionModelV4>;

/** A vendor's transcription that also translates, or refuses to: never a text in a language nobody asked for. */
export const withTranslation =
  <Reach extends { fetch: typeof fetch }>(create: Create<Reach>, translates: boolean): Create<Reach> =>
  async (connection, modelId) => {
    const model = await create(connection, modelId);
    const fitting = async (options: Options): Promise<TranscriptionModelV4> => {
      if (!isTranslation(options)) return model;
      if (!translates) throw lacks(modelId);
      return create({ ...connection, fetch: translating(connection.fetch, modelId) }, modelId);
    };
    const { doStream } = model;
    return {
      specificationVersion: 'v4',
      provider: model.provider,
      modelId: model.modelId,
      doGenerate: async (options) => (await fitting(options)).doGenerate(options),
      ...(model.doGenerateFromUrl && {
        doGenerateFromUrl: async (options) => (await fitting(options)).doGenerateFromUrl?.(options),
      }),
      ...(doStream && {
        async doStream(options) {
          if (isTranslation(options)) throw lacks(modelId);
          return doStream.call(model, options);
        },
      }),
    };
  };
