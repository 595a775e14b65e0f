import {
  Brain,
  ListOrdered,
  type LucideIcon,
  Puzzle,
  TextCursorInput,
  TextInitial,
  Waypoints,
  Wrench,
} from 'lucide-react';
import type { ModelFacts } from '../../../shared/model/model-facts.ts';
import { type I18n, useI18n } from '../../lib/i18n.ts';

interface Ability {
  icon: LucideIcon;
  text: string;
}

export function abilitiesOf(facts: ModelFacts, { t }: Pick<I18n, 't'>): Ability[] {
  const words = t.models.abilities;
  const { kind, tools, thinking, infill } = facts;
  return [
    ...(kind === 'embedding' ? [{ icon: Waypoints, text: words.embedding }] : []),
    ...(kind === 'reranker' ? [{ icon: ListOrdered, text: words.reranker }] : []),
    ...(kind === 'adapter' ? [{ icon: Puzzle, text: words.adapter }] : []),
    ...(kind === 'completion' ? [{ icon: TextInitial, text: words.completion }] : []),
    ...(tools ? [{ icon: Wrench, text: words.tools }] : []),
    ...(thinking === 'none'
      ? []
      : [{ icon: Brain, text: thinking === 'always' ? words.alwaysThinking : words.thinking }]),
    ...(infill ? [{ icon: TextCursorInput, text: words.infill }] : []),
  ];
}

/** What a model can do, as small pictures with their words. */
export function Abilities({ facts }: { facts: ModelFacts }) {
  const i18n = useI18n();
  return (
    <span className="inline-flex shrink-0 items-center gap-1.5 text-ink-faint empty:hidden">
      {abilitiesOf(facts, i18n).map(({ icon: Icon, text }) => (
        <span key={text} title={text}>
          <Icon aria-hidden size={13} />
          <span className="sr-only">{text}</span>
        </span>
      ))}
    </span>
  );
}
