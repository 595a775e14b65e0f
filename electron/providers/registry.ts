import type { Vendor } from './define-vendor.ts';
import { amazonBedrock } from './vendors/amazon-bedrock.ts';
import { amazonSpeech } from './vendors/amazon-speech.ts';
import { anthropic } from './vendors/anthropic.ts';
import { anthropicCompatible } from './vendors/anthropic-compatible.ts';
import { azureOpenai } from './vendors/azure-openai.ts';
import { cerebras } from './vendors/cerebras.ts';
import { cloudflareWorkersAi } from './vendors/cloudflare-workers-ai.ts';
import { cohere } from './vendors/cohere.ts';
import { deepgram } from './vendors/deepgram.ts';
import { deepseek } from './vendors/deepseek.ts';
import { elevenlabs } from './vendors/elevenlabs.ts';
import { fireworks } from './vendors/fireworks.ts';
import { githubCopilot } from './vendors/github-copilot.ts';
import { githubModels } from './vendors/github-models.ts';
import { google } from './vendors/google.ts';
import { googleCloud } from './vendors/google-cloud.ts';
import { googleVertex } from './vendors/google-vertex.ts';
import { groq } from './vendors/groq.ts';
import { huggingface } from './vendors/huggingface.ts';
import { hyperbolic } from './vendors/hyperbolic.ts';
import { litellm } from './vendors/litellm.ts';
import { llamacpp } from './vendors/llamacpp.ts';
import { lmstudio } from './vendors/lmstudio.ts';
import { mistral } from './vendors/mistral.ts';
import { nebius } from './vendors/nebius.ts';
import { novita } from './vendors/novita.ts';
import { ollama } from './vendors/ollama.ts';
import { openai } from './vendors/openai.ts';
import { openaiCompatible } from './vendors/openai-compatible.ts';
import { openrouter } from './vendors/openrouter.ts';
import { perplexity } from './vendors/perplexity.ts';
import { portkey } from './vendors/portkey.ts';
import { replicate } from './vendors/replicate.ts';
import { sambanova } from './vendors/sambanova.ts';
import { sglang } from './vendors/sglang.ts';
import { stability } from './vendors/stability.ts';
import { together } from './vendors/together.ts';
import { ultravox } from './vendors/ultravox.ts';
import { vercelAiGateway } from './vendors/vercel-ai-gateway.ts';
import { vllm } from './vendors/vllm.ts';
import { voyage } from './vendors/voyage.ts';
import { xai } from './vendors/xai.ts';
import { zai } from './vendors/zai.ts';

/** Every vendor this app knows, a to z. */
export const vendors: readonly Vendor[] = [
  amazonBedrock,
  amazonSpeech,
  anthropic,
  anthropicCompatible,
  azureOpenai,
  cerebras,
  cloudflareWorkersAi,
  cohere,
  deepgram,
  deepseek,
  elevenlabs,
  fireworks,
  githubCopilot,
  githubModels,
  google,
  googleCloud,
  googleVertex,
  groq,
  huggingface,
  hyperbolic,
  litellm,
  llamacpp,
  lmstudio,
  mistral,
  nebius,
  novita,
  ollama,
  openai,
  openaiCompatible,
  openrouter,
  perplexity,
  portkey,
  replicate,
  sambanova,
  sglang,
  stability,
  together,
  ultravox,
  vercelAiGateway,
  vllm,
  voyage,
  xai,
  zai,
];

export const vendorOf = (kind: string): Vendor | undefined => vendors.find((vendor) => vendor.kind.id === kind);
