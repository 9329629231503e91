import { useId, useState } from 'react';
import type { Clause } from '../../core/selection/clauses.ts';
import type { FacetValue } from '../../worker/api.ts';
import buttons from '../parts/button.module.css';
import { countOf, formatCount } from '../parts/format.ts';
import { useRoving } from '../parts/use-roving.ts';
import { type Change, exclude, excludedValues, tick, tickedValues } from './facet-clauses.ts';
import { type FacetView, FIRST } from './facet-queries.ts';
import { FacetRow } from './facet-row.tsx';
import styles from './facets.module.css';
import { type FacetSubject, useFacets } from './use-facets.ts';

/** Number of further values per click. */
const MORE = 50;

/** The values of one field. When opened, it offers a search and more values. One Tab stop. */
export function FacetGroup({
  subject,
  field,
  meaning,
  view: first,
  onSelect,
}: {
  readonly subject: FacetSubject;
  readonly field: string;
  readonly meaning: string;
  /** Null while the counts are unknown. */
  readonly view: FacetView | null;
  readonly onSelect: (clauses: readonly Clause[], label: string) => void;
}) {
  const title = useId();
  const { ref, ...roving } = useRoving<HTMLDivElement>('both');
  const [isOpen, setIsOpen] = useState(false);
  const [search, setSearch] = useState('');
  const [most, setMost] = useState(MORE);
  const asked = useFacets(subject, isOpen ? [{ field, search, most }] : []);
  const view = (isOpen ? asked.latest?.answer.get(field) : undefined) ?? first;
  const change = ({ clauses, label }: Change) => onSelect(clauses, label);
  const values = view?.values ?? [];
  const largest = Math.max(1, ...values.map(({ flows }) => flows));
  const ticked = tickedValues(subject.clauses, field);
  const excluded = excludedValues(subject.clauses, field);
  const rest = (view?.distinct ?? 0) - values.length;
  const hasMore = isOpen || (first?.distinct ?? 0) > FIRST;

  function toggle(): void {
    setIsOpen(!isOpen);
    setSearch('');
    setMost(MORE);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a block with a heading
    <div role="group" aria-labelledby={title} className={styles.group} ref={ref} {...roving}>
      <Title {...{ id: title, field, meaning, isOpen, hasMore }} distinct={view?.distinct ?? null} onToggle={toggle} />
      {isOpen && <Search field={field} text={search} onText={setSearch} />}
      <ul>
        {rowsOf(view).map(({ value, counts }) => (
          <FacetRow
            key={value}
            {...{ field, value, counts, largest }}
            isTicked={counts !== null && ticked.includes(value)}
            isExcluded={excluded.includes(value)}
            onTick={(isTicked) => change(tick(subject.clauses, field, value, isTicked))}
            onExclude={(isExcluded) => change(exclude(subject.clauses, field, value, isExcluded))}
          />
        ))}
      </ul>
      {isOpen && view !== null && values.length === 0 && <p className={styles.none}>No value contains “{search}”.</p>}
      {isOpen && rest > 0 && (
        <button type="button" className={buttons.link} onClick={() => setMost(most + MORE)}>
          {formatCount(Math.min(rest, MORE))} more
        </button>
      )}
    </div>
  );
}

/** The counted values, then the excluded ones, which are not counted. */
function rowsOf(view: FacetView | null): readonly { readonly value: string; readonly counts: FacetValue | null }[] {
  if (view === null) return [];
  const counted = view.values.map((counts) => ({ value: counts.value, counts }));
  return [...counted, ...view.excluded.map((value) => ({ value, counts: null }))];
}

/** The field with its number of values, which opens the group if there are more than listed. */
function Title({
  id,
  field,
  meaning,
  distinct,
  isOpen,
  hasMore,
  onToggle,
}: {
  readonly id: string;
  readonly field: string;
  readonly meaning: string;
  /** Null while it is unknown. */
  readonly distinct: number | null;
  readonly isOpen: boolean;
  readonly hasMore: boolean;
  readonly onToggle: () => void;
}) {
  return (
    <div className={styles.title}>
      <h3 id={id} title={meaning}>
        {field}
      </h3>
      {hasMore ? (
        <button
          type="button"
          className={styles.values}
          aria-expanded={isOpen}
          aria-label={`${countOf(distinct ?? 0, 'value')} of ${field}: search and list more`}
          onClick={onToggle}
        >
          {countOf(distinct ?? 0, 'value')} <span aria-hidden="true">{isOpen ? '▴' : '▾'}</span>
        </button>
      ) : (
        <span>{distinct === null ? '…' : countOf(distinct, 'value')}</span>
      )}
    </div>
  );
}

function Search({
  field,
  text,
  onText,
}: {
  readonly field: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}) {
  return (
    <input
      type="search"
      className={styles.search}
      aria-label={`Search ${field}`}
      placeholder="Search"
      value={text}
      onChange={({ target }) => onText(target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || text === '') return;
        event.stopPropagation();
        onText('');
      }}
    />
  );
}
