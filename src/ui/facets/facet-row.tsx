import type { CSSProperties } from 'react';
import type { FacetValue } from '../../worker/api.ts';
import { describeValue } from '../parts/describe-predicate.ts';
import { countOf, formatCount, formatShare } from '../parts/format.ts';
import styles from './facets.module.css';

/** One value of a facet with its count. It can be ticked (select only ticked values) or excluded. */
export function FacetRow({
  value,
  field,
  counts,
  largest,
  isTicked,
  isExcluded,
  onTick,
  onExclude,
}: {
  readonly value: string;
  readonly field: string;
  /** Null for an excluded value, which is not counted. */
  readonly counts: FacetValue | null;
  /** Flows of the most frequent value. */
  readonly largest: number;
  readonly isTicked: boolean;
  readonly isExcluded: boolean;
  readonly onTick: (isTicked: boolean) => void;
  readonly onExclude: (isExcluded: boolean) => void;
}) {
  const name = describeValue(value);
  const said = counts === null ? `${name}, excluded` : `${name}, ${countOf(counts.flows, 'flow')}`;
  const above = counts === null ? '' : aboveText(counts);
  const bar = {
    '--flows': (counts?.flows ?? 0) / largest,
    '--above': (counts?.above ?? 0) / largest,
  } as CSSProperties;
  const leave = () => onExclude(!isExcluded);
  return (
    <li className={styles.row} data-excluded={isExcluded || undefined} style={bar}>
      <label title={above === '' ? said : `${said}, ${above}`}>
        <input
          type="checkbox"
          checked={isTicked}
          aria-label={said}
          aria-description={above}
          onChange={({ target }) => onTick(target.checked)}
          onKeyDown={(event) => {
            if (event.key !== 'Delete' && event.key !== '-') return;
            event.preventDefault();
            leave();
          }}
        />
        <span className={styles.name} data-unset={value === '' || undefined}>
          {name}
        </span>
      </label>
      <span className={styles.count}>{counts === null ? '' : formatCount(counts.flows)}</span>
      <button
        type="button"
        data-beside
        aria-pressed={isExcluded}
        aria-label={`Exclude ${name}`}
        title={isExcluded ? `Show flows with ${field} ${name} again` : `Hide flows with ${field} ${name} (Delete)`}
        onClick={leave}
      >
        −
      </button>
    </li>
  );
}

function aboveText({ flows, above }: FacetValue): string {
  return flows === 0 ? '' : `${formatCount(above)} above the threshold (${formatShare(above / flows)})`;
}
