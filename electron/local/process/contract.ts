import { z } from 'zod';
import { call, stream } from '../../../shared/contract/define.ts';
import type { LoadedInfo, LoadSpec } from '../engine/engine.ts';
import type { EmbedResult, GenerateDelta, GenerateEnd, GenerateRequest, RankResult } from '../engine/request.ts';

/** What a file is tried with before it is ever loaded in the host's own process. */
export interface ProbeOrder {
  spec: LoadSpec;
  /** Most ms that rendering the chat template may take. */
  templateLimit: number;
}

/** Where a first load is: told as it goes, so that one that dies says what it died of. */
export type ProbeStage = 'template' | 'engine' | 'load' | 'first-token';

/** Both ends are ours and of one build, and nobody else can reach this line: the types are enough. */
const ours = <T>() => z.custom<T>();

/** Never served over HTTP. */
const inside = (summary: string) => ({ summary, method: 'POST', path: '' }) as const;

/** What the host asks of an engine in a process of its own. What takes long is a stream, because those can be cancelled. */
export const engineContract = {
  'engine.open': stream({
    ...inside('Load the one model of this process; the deltas are the progress from 0 to 1'),
    input: ours<LoadSpec>(),
    delta: ours<number>(),
    end: ours<LoadedInfo>(),
  }),
  'engine.generate': stream({
    ...inside('Answer'),
    input: ours<GenerateRequest>(),
    delta: ours<GenerateDelta>(),
    end: ours<GenerateEnd>(),
  }),
  'engine.embed': stream({
    ...inside('Vectors of texts'),
    input: ours<readonly string[]>(),
    delta: z.never(),
    end: ours<EmbedResult>(),
  }),
  'engine.rank': stream({
    ...inside('Scores of documents'),
    input: ours<{ query: string; documents: readonly string[] }>(),
    delta: z.never(),
    end: ours<RankResult>(),
  }),
  'engine.tokenize': call({
    ...inside('Tokens of a text'),
    input: ours<{ text: string; special: boolean }>(),
    output: ours<number[]>(),
  }),
  'engine.detokenize': call({
    ...inside('Text of tokens'),
    input: ours<readonly number[]>(),
    output: z.string(),
  }),
  'engine.count': call({
    ...inside('How many tokens a prompt takes'),
    input: ours<GenerateRequest>(),
    output: z.number(),
  }),
  'engine.ping': call({
    ...inside('Answered by whoever does not hang'),
    input: z.null(),
    output: z.null(),
  }),
  'engine.close': call({
    ...inside('Free the model'),
    input: z.null(),
    output: z.null(),
  }),
  'engine.probe': stream({
    ...inside('Try a file: its template, its load, its first token; the deltas are the stages'),
    input: ours<ProbeOrder>(),
    delta: ours<ProbeStage>(),
    end: z.null(),
  }),
};

export type EngineContract = typeof engineContract;
