/** What somebody typed: null for nothing, undefined for what is no number. Thousands may be set apart as people do it. */
export function readNumber(text: string, language: string): number | null | undefined {
  const typed = text.replace(/[\s'’]/g, '');
  if (typed === '') return null;
  const [point, group] = language === 'de' ? [',', '.'] : ['.', ','];
  const isGrouped = new RegExp(`^-?\\d{1,3}(\\${group}\\d{3})+(\\${point}\\d*)?$`).test(typed);
  const plain = isGrouped ? typed.replaceAll(group, '') : typed;
  // With one separator that groups nothing, either is the point.
  const value = Number(plain.replace(',', '.'));
  return Number.isFinite(value) ? value : undefined;
}
