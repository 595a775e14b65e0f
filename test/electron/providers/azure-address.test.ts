// Catches: an endpoint as the portal shows it that leads nowhere, and settings that change each time they are read.
import { expect, test } from 'vitest';
import { azureAddress } from '../../../electron/providers/forms/settings/azure-address.ts';

const v1 = 'https://my-resource.openai.azure.com/openai';
const foundry = 'https://my-resource.services.ai.azure.com';

test.each([
  ['my-resource', v1],
  ['https://my-resource.openai.azure.com/', v1],
  ['my-resource.openai.azure.com', v1],
  ['https://my-resource.openai.azure.com/openai/v1/', v1],
  ['https://my-resource.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=2024-10-21', v1],
  ['https://my-resource.openai.azure.com/openai/v1/responses', v1],
  [`${foundry}/openai/v1/chat/completions`, `${foundry}/openai`],
  [`${foundry}/models`, `${foundry}/models`],
  [`${foundry}/models/chat/completions?api-version=2024-05-01-preview`, `${foundry}/models`],
  ['https://proxy.example.com/azure', 'https://proxy.example.com/azure'],
])('%s', (text, expected) => {
  expect(azureAddress.parse(text)).toBe(expected);
  expect(azureAddress.parse(expected)).toBe(expected);
});

test.each(['', '   ', 'ftp://my-resource.openai.azure.com', 'https://user:password@my-resource.openai.azure.com'])(
  '%j is refused',
  (text) => {
    expect(azureAddress.safeParse(text).success).toBe(false);
  },
);
