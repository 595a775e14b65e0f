// Which provider of which source is which vendor of this app. Vendors that no source knows stand here with nothing,
// so that their models are known to be unknown.

/**
 * @typedef {object} VendorSource
 * @property {string} vendor the id in electron/providers/vendors/
 * @property {string | readonly string[]} [modelsDev] its id in models.dev, or those of its parts
 * @property {string} [genaiPrices] its id in genai-prices
 * @property {boolean} [genaiPricesFirst] whose undated prices count where the two differ. Default: models.dev's, which
 *   lists each model by its exact name
 * @property {boolean} [byPattern] genai-prices describes its models by the beginnings of their names, each one model.
 *   Default: only prices given for the exact name count
 * @property {RegExp} [ownIds] which names of genai-prices are ids of this vendor; it also knows those of others. Default: all
 * @property {RegExp} [routed] genai-prices' providers behind this one; the part in brackets follows the id as `:name`
 * @property {readonly string[]} [free] models whose zero means free, beside those that are called so
 * @property {string} [unpriced] why the prices of models.dev are not taken
 * @property {boolean} [ownNames] see shared/model/catalogue.ts
 * @property {readonly string[]} [prefixes] see shared/model/catalogue.ts
 */

/** @type {readonly VendorSource[]} */
export const vendorSources = [
  {
    vendor: 'amazon-bedrock',
    modelsDev: 'amazon-bedrock',
    genaiPrices: 'aws',
    // It tells regional prices (10% more) from global ones; models.dev has the global ones throughout.
    genaiPricesFirst: true,
    byPattern: true,
    ownIds: /^(?!regional\.)[a-z-]+\.[a-z]/,
    // Not `global.`, which is cheaper: https://aws.amazon.com/bedrock/pricing/
    prefixes: ['us.', 'us-gov.', 'eu.', 'apac.', 'jp.', 'au.', 'ca.', 'in.'],
  },
  {
    vendor: 'anthropic',
    modelsDev: 'anthropic',
    genaiPrices: 'anthropic',
    // models.dev has a cache write cheaper than the input; it costs a quarter more.
    genaiPricesFirst: true,
    byPattern: true,
  },
  { vendor: 'azure-openai', modelsDev: 'azure', genaiPrices: 'azure', ownIds: /^(?!.*:free$)/, ownNames: true },
  { vendor: 'cerebras', modelsDev: 'cerebras', genaiPrices: 'cerebras' },
  { vendor: 'cloudflare-workers-ai', modelsDev: 'cloudflare-workers-ai', genaiPrices: 'cloudflare' },
  { vendor: 'cohere', modelsDev: 'cohere', genaiPrices: 'cohere' },
  { vendor: 'deepgram' },
  { vendor: 'deepseek', modelsDev: 'deepseek', genaiPrices: 'deepseek' },
  { vendor: 'elevenlabs' },
  { vendor: 'fireworks', modelsDev: 'fireworks-ai', genaiPrices: 'fireworks', ownIds: /^accounts\// },
  // genai-prices held what it says against live answers, which name their cost.
  { vendor: 'github-copilot', modelsDev: 'github-copilot', genaiPrices: 'github-copilot', genaiPricesFirst: true },
  {
    vendor: 'github-models',
    modelsDev: 'github-models',
    unpriced: 'models.dev has the free quota, not what is paid beyond it',
  },
  {
    vendor: 'google',
    modelsDev: 'google',
    genaiPrices: 'google',
    // It tells text from images in an answer; models.dev has the price of the images for both.
    genaiPricesFirst: true,
    byPattern: true,
    ownIds: /^(gemini|gemma|learnlm|text)-(?!.*-maas$)/,
  },
  {
    vendor: 'google-vertex',
    modelsDev: 'google-vertex',
    genaiPrices: 'google',
    genaiPricesFirst: true,
    byPattern: true,
    ownIds: /^gemini-|-maas$/,
  },
  { vendor: 'groq', modelsDev: 'groq', genaiPrices: 'groq' },
  {
    vendor: 'huggingface',
    modelsDev: 'huggingface',
    // https://huggingface.co/docs/inference-providers: the router takes `model:provider`.
    routed: /^huggingface_(.+)$/,
  },
  { vendor: 'hyperbolic' },
  { vendor: 'mistral', modelsDev: 'mistral', genaiPrices: 'mistral', ownIds: /^(?!.*:free$)/ },
  { vendor: 'nebius', modelsDev: 'nebius' },
  { vendor: 'novita', modelsDev: 'novita-ai', genaiPrices: 'novita' },
  { vendor: 'ollama', modelsDev: 'ollama-cloud' },
  { vendor: 'openai', modelsDev: 'openai', genaiPrices: 'openai' },
  // It has its own ids and those of other makers; only what has a maker in front is a name of OpenRouter's.
  {
    vendor: 'openrouter',
    modelsDev: 'openrouter',
    genaiPrices: 'openrouter',
    ownIds: /\//,
    free: ['openrouter/free'],
  },
  // Its list of models is that of the second; the first is what answers a chat.
  { vendor: 'perplexity', modelsDev: ['perplexity', 'perplexity-agent'], genaiPrices: 'perplexity' },
  { vendor: 'replicate' },
  { vendor: 'sambanova' },
  { vendor: 'together', modelsDev: 'togetherai', genaiPrices: 'together' },
  { vendor: 'vercel-ai-gateway', modelsDev: 'vercel' },
  { vendor: 'voyage', genaiPrices: 'voyageai' },
  { vendor: 'xai', modelsDev: 'xai', genaiPrices: 'x-ai', ownIds: /^(?!x-ai\/)/ },
  {
    vendor: 'zai',
    modelsDev: 'zai',
    genaiPrices: 'zai',
    // https://docs.z.ai/guides/overview/pricing lists both as free.
    free: ['glm-4.5-flash', 'glm-4.7-flash'],
  },
];
