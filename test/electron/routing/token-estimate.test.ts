import { expect, test } from 'vitest';
import { estimateTokens } from '../../../electron/routing/token-estimate.ts';

/** What the tokenizers of Llama 3, Qwen 2, Gemma 4 and Command R make of it, on average. */
const counted: readonly (readonly [tokens: number, text: string])[] = [
  [
    44,
    'Yesterday I spoke with my neighbour about the new tram line that is going to run through our part of town from next spring. She is worried that hardly anybody will come into her little shop while the works are going on.',
  ],
  [
    52,
    'Gestern habe ich mit meiner Nachbarin über die neue Straßenbahnlinie gesprochen, die ab nächstem Frühjahr durch unser Viertel fahren soll. Sie macht sich Sorgen, dass kaum noch jemand in ihren kleinen Laden kommen wird.',
  ],
  [
    43,
    `Hier, j'ai parlé avec ma voisine de la nouvelle ligne de tramway qui doit traverser notre quartier. Elle craint que presque plus personne ne vienne dans sa petite boutique pendant les travaux.`,
  ],
  [
    41,
    'Вчера я разговаривал с соседкой о новой трамвайной линии, которая со следующей весны должна пройти через наш район. В целом идея ей нравится.',
  ],
  [
    44,
    '昨天我和邻居聊起了明年春天将要穿过我们社区的新电车线路。她觉得这个想法总体上不错，但是担心施工期间几乎没有人会到她的小店里来。',
  ],
  [
    41,
    '昨日、来年の春から私たちの町を通る予定の新しい路面電車について、隣の人と話しました。彼女は良い考えだと思っていますが、少し心配しています。',
  ],
  [
    37,
    '어제 나는 내년 봄부터 우리 동네를 지나갈 새 노면전차 노선에 대해 이웃과 이야기했다. 그녀는 기본적으로 좋은 생각이라고 한다.',
  ],
  [
    42,
    `export function sumOf(values: readonly number[]): number {\n  let total = 0;\n  for (const value of values) {\n    total += value;\n  }\n  return total;\n}\n`,
  ],
  [
    64,
    `{\n  "id": 1204,\n  "name": "Erika Mustermann",\n  "isActive": true,\n  "tags": ["work", "eu"],\n  "createdAt": "2026-11-22T01:31:20Z"\n}\n`,
  ],
  [
    110,
    `2024-01-02 10:00:13,512 INFO 4711 200 0.0123 ms 192.168.0.17:8080\n2024-01-02 10:00:14,002 WARN 4712 503 12.9981 ms 192.168.0.23:8080\n`,
  ],
  [64, 'TG9yZW0gaXBzdW0gZG9sb3Igc2l0IGFtZXQsIGNvbnNlY3RldHVyIGFkaXBpc2NpbmcgZWxpdCwgc2VkIGRvIGVpdXNtb2Q'],
  [33, '😀 Great news 🎉🎉! We shipped 🚢 it 🔥 — thanks 🙏 to the whole team and see you at the party 🥳'],
];

// Catches: a plan that takes four characters for a token: half too few for Chinese and numbers, a third too many for code.
test.each(counted)('about %i tokens: %s', (tokens, text) => {
  expect(Math.abs(estimateTokens(text) - tokens)).toBeLessThan(0.15 * tokens);
});

// Catches: samples of a long text that leave out where it is dense.
test('long texts are estimated by samples', () => {
  const parts = counted.map(([, text]) => text.repeat(500)).join('');
  const exact = counted.reduce((sum, [, text]) => sum + 500 * estimateTokens(text), 0);
  expect(parts.length).toBeGreaterThan(500_000);
  expect(Math.abs(estimateTokens(parts) - exact)).toBeLessThan(0.05 * exact);
});

// Catches: a text of nothing that costs something.
test('nothing is nothing', () => {
  expect(estimateTokens('')).toBe(0);
});
