import type { LocalModel } from '../../../shared/model/local-model.ts';
import type { ModelFacts } from '../../../shared/model/model-facts.ts';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Fact, Section } from '../../components/Section.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { abilitiesOf } from './Abilities.tsx';
import { parameterCount } from './model-state.ts';

/** What the file says of itself, and where it lies. */
export function FactsSection({ model }: { model: LocalModel }) {
  const { t, format } = useI18n();
  const words = t.models.page;
  const { name, facts, failure, size, parts, path, modifiedAt, source } = model;
  return (
    <Section title={words.facts}>
      <Fact name={words.name} action={<CopyButton text={name} label={t.models.copyName} />}>
        <span className="break-all font-mono text-xs">{name}</span>
      </Fact>
      {facts ? <HeaderFacts facts={facts} /> : null}
      {facts || failure ? null : <p className="px-4 py-3 text-ink-muted text-sm">{words.reading}</p>}
      <Fact name={words.size}>
        {format.bytes(size)}
        {parts.length > 1 ? ` ${words.parts(format.number(parts.length))}` : null}
      </Fact>
      <Fact name={words.modified}>{format.dateTime(modifiedAt)}</Fact>
      <Fact name={words.source}>{t.models.sources[source.kind]}</Fact>
      <Fact name={words.path} action={<CopyButton text={path} label={t.models.copyPath} />}>
        <span className="break-all font-mono text-xs">{path}</span>
      </Fact>
    </Section>
  );
}

function HeaderFacts({ facts }: { facts: ModelFacts }) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const words = t.models.page;
  const { parameters, experts, expertsUsed, contextLength, license } = facts;
  const abilities = abilitiesOf(facts, i18n);
  const count = parameters > 0 ? parameterCount(parameters, i18n) : t.common.unknown;
  return (
    <>
      {facts.name ? <Fact name={words.ownName}>{facts.name}</Fact> : null}
      <Fact name={words.kind}>{t.models.kinds[facts.kind]}</Fact>
      {abilities.length > 0 ? <Fact name={words.abilities}>{abilities.map(({ text }) => text).join('. ')}</Fact> : null}
      <Fact name={words.architecture}>{facts.architecture}</Fact>
      <Fact name={words.parameters}>
        {experts > 0 ? `${count}, ${words.experts(format.number(expertsUsed), format.number(experts))}` : count}
      </Fact>
      <Fact name={words.quantisation}>{facts.quantisation}</Fact>
      <Fact name={words.trained}>
        {contextLength === null ? t.common.unknown : t.models.context(format.number(contextLength))}
      </Fact>
      <Fact name={words.template}>{facts.hasChatTemplate ? words.hasTemplate : words.noTemplate}</Fact>
      {license ? <Fact name={words.license}>{license}</Fact> : null}
    </>
  );
}
