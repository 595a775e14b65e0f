import { z } from 'zod';
import { connectionTest, testStep, tokenQuestion } from '../model/connection-test.ts';
import { providerId } from '../model/ids.ts';
import { newProvider } from '../model/provider.ts';
import { call, stream } from './define.ts';

const one = z.object({ providerId });

export const connectionTestsContract = {
  'connection-tests.run': stream({
    summary: 'Test a provider step by step; with a token, one model is asked for a short answer, which costs money',
    method: 'POST',
    path: '/providers/{providerId}/connection-tests',
    input: one.extend({ withToken: z.boolean().default(false) }),
    delta: testStep,
    end: connectionTest,
  }),
  'connection-tests.try': stream({
    summary: 'Test settings and a key step by step before they are added; nothing is stored',
    method: 'POST',
    path: '/connection-tests',
    input: newProvider,
    delta: testStep,
    end: connectionTest,
  }),
  'connection-tests.question': call({
    summary: 'Which model a test would ask for one token, and what that costs at most',
    method: 'GET',
    path: '/providers/{providerId}/connection-tests/question',
    input: one,
    output: tokenQuestion,
  }),
};
