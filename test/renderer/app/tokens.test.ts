// Catches: a colour changed until its text can't be read any more, in one theme or on one ground; a token that dark forgot.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../../renderer/app/tokens.css', import.meta.url), 'utf8');

function colorsIn(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--color-([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
  );
}

const darkAt = css.indexOf('[data-theme="dark"]');
const light = colorsIn(css.slice(0, darkAt));
const themes = { light, dark: { ...light, ...colorsIn(css.slice(darkAt)) } };

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(first: string, second: string): number {
  const [high = 0, low = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['canvas', 'surface', 'raised', 'sunken', 'hover', 'selected'];
const pairs: [text: string, grounds: string[]][] = [
  ['ink', [...grounds, 'accent-soft', 'danger-soft', 'warning-soft', 'success-soft']],
  ['ink-muted', [...grounds, 'accent-soft', 'danger-soft', 'warning-soft', 'success-soft']],
  ['ink-faint', ['canvas', 'surface', 'raised', 'sunken', 'hover']],
  ['accent', ['canvas', 'surface', 'raised', 'sunken', 'hover', 'selected', 'accent-soft']],
  ['danger', ['canvas', 'surface', 'raised', 'sunken', 'danger-soft']],
  ['warning', ['canvas', 'surface', 'raised', 'sunken', 'warning-soft']],
  ['success', ['canvas', 'surface', 'raised', 'sunken', 'success-soft']],
  ['accent-ink', ['accent', 'accent-hover']],
  ['danger-fill-ink', ['danger-fill', 'danger-fill-hover']],
];

describe.each(Object.entries(themes))('%s', (_, colors) => {
  test.each(pairs)('%s is readable on each of its grounds (4.5:1)', (text, on) => {
    const tooLow = on
      .map((ground) => ({ ground, ratio: contrast(colors[text] ?? '', colors[ground] ?? '') }))
      .filter(({ ratio }) => !(ratio >= 4.5));
    expect(tooLow).toEqual([]);
  });

  test('the focus ring stands out from every ground (3:1)', () => {
    const tooLow = grounds.filter((ground) => !(contrast(colors['accent'] ?? '', colors[ground] ?? '') >= 3));
    expect(tooLow).toEqual([]);
  });
});

// Catches a list in which nobody sees which entry Enter would take. 1.15 is about what an eye tells apart as areas.
test.each(Object.entries(themes))('%s: what is highlighted stands out from its popup', (_, colors) => {
  expect(contrast(colors['selected'] ?? '', colors['raised'] ?? '')).toBeGreaterThanOrEqual(1.15);
});

test('every list highlights with the colour that is made for it', () => {
  const root = new URL('../../../renderer/', import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
  const faint = files.filter((file) => readFileSync(new URL(file, root), 'utf8').includes('data-highlighted:bg-hover'));
  expect(faint).toEqual([]);
});

test('dark answers every colour of light', () => {
  expect(Object.keys(colorsIn(css.slice(darkAt))).sort()).toEqual(Object.keys(light).sort());
});
