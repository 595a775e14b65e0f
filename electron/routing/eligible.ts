import type { ModelDetails } from '../../shared/model/catalogue.ts';
import type { Estimate, Exclusion, Requirements } from '../../shared/model/route.ts';
import type { Need } from '../../shared/model/routing.ts';

/** What is known of a target before anybody asks it. */
export interface Known {
  isLocal: boolean;
  /** Of its provider. */
  tags: readonly string[];
  /** Null: nobody says anything about the model. */
  details: ModelDetails | null;
  estimate: Estimate;
}

/** What a request, and the rules that held for it, want of a target. */
export interface Wanted {
  isLocalOnly: boolean;
  /** The provider has all of them. */
  onlyTags: readonly string[];
  needs: readonly Need[];
  /** Estimated. */
  inputTokens: number;
  /** Null: nobody said how long the answer may be. */
  maxOutputTokens: number | null;
  requirements: Requirements;
}

/** Why a target must not get the request; null when it may. The first reason found, the hardest ones first. */
export function exclusionOf(known: Known, wanted: Wanted): Exclusion | null {
  const { isLocal, tags, details, estimate } = known;
  const { requirements } = wanted;
  if (!isLocal && (wanted.isLocalOnly || requirements.isLocalOnly)) return 'not-local';
  if (!wanted.onlyTags.every((tag) => tags.includes(tag))) return 'other-tag';
  const needs = [...wanted.needs, ...(requirements.needs ?? [])];
  if (details && needs.some((need) => lacks(details, need))) return 'lacks-capability';
  if (details && !hasRoom(details, wanted)) return 'context-too-small';
  return demandNotMet(estimate, requirements);
}

/** Only what is known to be missing: lists name few capabilities, and a vendor that lacks one says so at once. */
function lacks({ inputs, tools, structuredOutput }: ModelDetails, need: Need): boolean {
  switch (need) {
    case 'image':
    case 'audio':
      return inputs?.includes(need) === false;
    case 'tools':
      return tools === false;
    case 'schema':
      return structuredOutput === false;
    default:
      return need satisfies never;
  }
}

function hasRoom({ context, maxInput }: ModelDetails, { inputTokens, maxOutputTokens, requirements }: Wanted): boolean {
  // Room for at least one token of an answer.
  const wanted = Math.max(inputTokens + (maxOutputTokens ?? 1), requirements.context ?? 0);
  if (context !== undefined && wanted > context) return false;
  return maxInput === undefined || inputTokens <= maxInput;
}

/**
 * An upper limit of money and a lower one of quality are promises: what is not known cannot be promised. A latency is
 * learnt only by asking, so a target that nobody has asked yet would never get its first request.
 */
function demandNotMet(
  { cost, latency, quality }: Estimate,
  { maxCost, maxLatency, minQuality }: Requirements,
): Exclusion | null {
  if (maxCost !== undefined && (cost === null || cost > maxCost)) return 'too-dear';
  if (maxLatency !== undefined && latency !== null && latency > maxLatency) return 'too-slow';
  if (minQuality !== undefined && (quality === null || quality < minQuality)) return 'too-weak';
  return null;
}
