/** What files and lists put behind a name without making another model of it. */
const ending =
  /-(?:gguf|mlx|latest|instruct|it|maas|default|fp-?8|bf-?16|f-?16|f-?32|awq|gptq|nvfp-?4|i?q-?\d(?:-(?:k|0|1|xxs|xs|nl|s|m|l|xl))*|\d+bit)$/;

/**
 * One name for what is one model under many: `us.maker.model-x-4-5-20251001-v1:0`, `maker/model-x-4.5`. What may be
 * another model (`-mini`, `-preview`, `-fast`, `-turbo`) stays.
 */
export function modelKey(id: string): string {
  const name = id.toLowerCase().split('/').at(-1) ?? '';
  const key = name
    .replace(/-v\d+:\d+$|-v1$/, '')
    // Makers and regions before a dot; a version before one has a digit in it.
    .replace(/^(?:[a-z][a-z-]*\.)+(?=[a-z])/, '')
    // The size of a model is part of its name, any other tag is how it is served.
    .replace(/:(?=\d+(?:\.\d+)?[bmt]\b)/, '-')
    .replace(/:.*$/, '')
    .replace(/(\d)p(\d)/g, '$1-$2')
    .replace(/[._@\s]+/g, '-')
    .replace(/([a-z])(\d)/g, '$1-$2');
  return withoutEndings(key);
}

function withoutEndings(key: string): string {
  const shorter = key.replace(ending, '');
  return shorter === key ? key : withoutEndings(shorter);
}
