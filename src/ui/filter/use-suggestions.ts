import { useEffect, useState } from 'react';
import { resolve } from '../../core/selection/clauses.ts';
import { typingAt } from '../../core/selection/complete.ts';
import type { FilterSchema } from '../../core/selection/filter-names.ts';
import { keyOfAll } from '../../core/selection/predicate.ts';
import { useAsk } from '../ask/use-ask.ts';
import type { FacetSubject } from '../facets/use-facets.ts';
import { countedField, type Suggestion, suggestNames, suggestValues } from './suggestions.ts';

/** Milliseconds without a key before values are counted. */
const PAUSE = 150;
/** Number of requested values, among which those that begin with the typed text are found. */
const MOST = 50;

/** Suggestions for the text at the caret. Empty while `isOpen` is false. */
export function useSuggestions(
  text: string,
  caret: number,
  schema: FilterSchema,
  { engine, run, detector, threshold, modelThreshold, clauses }: FacetSubject,
  isOpen: boolean,
): readonly Suggestion[] {
  const typing = isOpen ? typingAt(text, caret, schema) : null;
  const field = typing === null ? null : countedField(typing, schema);
  const search = usePaused(field === null ? '' : (typing?.prefix ?? ''));
  const where = resolve(clauses, modelThreshold);
  const key = field === null ? null : JSON.stringify([run, detector, field, search, keyOfAll(where)]);
  const asked = useAsk(key, async (signal) => {
    const query = { field: field ?? '', where, search, most: MOST };
    const [facet] = await engine.facets({ detector, threshold }, [query], signal);
    return facet;
  });
  if (typing === null) return [];
  if (typing.kind === 'name') return suggestNames(text, typing, schema);
  const counted = asked.latest?.answer.field === field ? asked.latest.answer.values : [];
  return suggestValues(text, typing, schema, counted);
}

/** The text after it has been unchanged for a while. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
