import type { Parts } from './parts.ts';

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** The name of the first bound it does not pass. */
const bucket = (value: number, ...bounds: number[]): string =>
  String(bounds.findIndex((bound) => value <= bound) + 1 || bounds.length + 1);

const codeLine =
  /[;{}]\s*$|^\s*(?:def|class|import|from|const|let|var|public|function|for|if|return|SELECT|<\w+)\b.*[(:;={>]|\w\(.*\)\s*[;{:]?$|=>|<\/\w+>/im;

/** What a prompt looks like from afar, whatever its words. */
export function shapeOf(text: string, { ask, material, isMaterialFirst }: Parts): string[] {
  const words = count(ask, /\S+/g);
  const numbers = count(text, /\d+(?:[.,]\d+)*/g);
  const lines = text.split('\n').filter((line) => line.trim());
  const share = (pattern: RegExp) => count(text, pattern) / Math.max(1, text.length);
  const found: [string, boolean][] = [
    ['ends ?', /\?\W*$/.test(ask)],
    ['ends !', /!\W*$/.test(ask)],
    ['ends .', /\.\W*$/.test(ask)],
    ['colon', /:\s*$/.test(ask)],
    ['any ?', ask.includes('?')],
    ['fence', text.includes('```')],
    ['code', codeLine.test(text)],
    ['code ask', codeLine.test(ask)],
    ['call', /\w\.\w+\(|\w\(\)|::|\$\{|\[\w*\]\(|==|&&|\|\|/.test(text)],
    [
      'file name',
      /\b[\w-]+\.(?:js|ts|py|go|rs|java|cpp|c|h|css|html|json|ya?ml|sh|sql|txt|csv|log|tf|rb|php|kt|cs)\b/i.test(text),
    ],
    ['path', /(?:^|\s)[.~]?\/\w+/.test(text)],
    [
      'failure',
      /\b[A-Z]\w*(?:Error|Exception)\b|\bTraceback\b|^\s+at \w|\bnpm ERR|\b(?:error|fatal|panic|warning)(?:\[\w+\])?: |\bexit(?:s|ed)?(?: with)? code\b|\b(?:returns?|get(?:ting)?|antwortet mit|http) [45]\d\d\b/m.test(
        text,
      ),
    ],
    ['code in material', codeLine.test(material)],
    ['shell', /^\s*[$#] \w|\$\(|\$\{?\w+\}?|&&|\s-{1,2}[a-z][\w-]*\b.*\s\S|\|\s*\w+/m.test(text)],
    ['ask money', /[€$£]|\b(?:euros?|eur|usd|dollars?)\b/i.test(ask)],
    ['camelCase', /\b[a-z]+[A-Z][a-z]+/.test(text)],
    ['snake_case', /\b[a-z]+_[a-z]+/.test(text)],
    ['sum', /\d\s*[-+*/^=×÷]\s*[\d(]|[a-z]\^\d|\bf\(x\)|\b\d*[xyn]\s*[-+=]\s*\d|\d\s*=\s*\??\s*$/.test(text)],
    ['only sum', /^[\s\d+*/().,^=?x-]+$/.test(text)],
    ['mathematical sign', /[√∫∑π≤≥²³∞±]|\[\[/.test(text)],
    ['percent', /\d\s*(?:%|percent|prozent)/i.test(text)],
    ['money', /[€$£]|\b(?:euros?|eur|usd|dollars?)\b/i.test(text)],
    ['short quote', /["“„«'][^"”“»'\n]{1,23}["”“»']/.test(text)],
    ['long quote', /["“„«][^"”“»\n]{24,}["”“»]/.test(text)],
    ['list', count(text, /^\s*(?:[-*•]|\d+[.)]|[a-z]\))\s/gm) > 1],
    ['listed in a line', count(ask + material, /[,;]\s/g) > 3 && lines.length <= 2],
    ['speakers', count(text, /^\s*\[?\p{Lu}[\p{L} ]{0,20}:/gmu) > 1],
    ['times', count(text, /\b\d{1,2}:\d{2}/g) > 1],
    ['mail', /\b(?:dear|hi all|regards|sehr geehrte|liebe[r]?|grusse?n?|gruss)\b/i.test(material)],
    ['braces', /\{\s*["\w]+\s*[:,}]/.test(text)],
    ['arrow', /->|→|=>\s*\?/.test(text)],
    ['or', /\b\w+ (?:or|oder|vs\.?|versus|ou|o) \w+/i.test(ask)],
    ['options', count(text, /(?:^|\s)(?:[A-D]|\d|V\d|Option \w)[:)]\s/g) > 1],
    ['smiley', /[:;]-?[)(D]|\p{Extended_Pictographic}/u.test(text)],
    ['!!', /!!/.test(text)],
    ['Capital first', /^\p{Lu}/u.test(text)],
    ['material first', isMaterialFirst],
    ['material', material !== ''],
  ];
  return [
    ...found.flatMap(([name, is]) => (is ? [`~${name}`] : [])),
    `~words ${bucket(words, 1, 2, 4, 8, 14, 25, 45)}`,
    `~text ${bucket(text.length, 12, 30, 60, 120, 250, 600)}`,
    `~material ${bucket(material.length, 0, 60, 150, 300)}`,
    `~ask numbers ${bucket(count(ask, /\d+(?:[.,]\d+)*/g), 0, 1, 2, 4)}`,
    `~numbers ${bucket(numbers, 0, 1, 2, 4, 8)}`,
    `~lines ${bucket(lines.length, 1, 2, 4)}`,
    `~signs ${bucket(share(/[{}()[\];=<>|&$_\\]/g) * 100, 0, 1, 3, 7)}`,
    `~digits ${bucket(share(/\d/g) * 100, 0, 2, 6, 15)}`,
  ];
}
