import { filterNames } from '../../core/selection/filter-names.ts';
import { Popover } from '../parts/popover.tsx';
import styles from './filter-help.module.css';

const examples: readonly (readonly [filter: string, flows: string])[] = [
  ['src:10.0.0.0/8 port:>1024', 'from 10.0.0.0/8 to a port above 1024'],
  ['state:S0,REJ score:>=3x', 'S0 or REJ, and a score of at least 3 × the threshold'],
  ['-service:dns', 'any service but DNS, or none'],
  ['service:-', 'the service is unset. service:* is any that is set'],
  ['duration:>1h bytes:10MB..1GB', 'longer than an hour, 10 MB to 1 GB in both directions'],
  ['time:14:00..14:30', 'that half hour of the log’s first day (UTC)'],
  ['10.0.0.5', 'the address at either end'],
  ['"invalid cert"', 'a cell contains the text'],
  ['(proto:udp or port:53) not noise:multicast', 'groups and words'],
];

const values: readonly (readonly [of: string, write: string])[] = [
  ['addresses', '10.0.0.5, 10.0.0.0/8, 2001:db8::/32'],
  ['sizes, counts', '500, 10kB, 1.5MB, 2KiB, and 500, 10k, 2M'],
  ['durations', '90s, 500ms, 1h30m, 2d. Seconds without a unit'],
  ['times', '2026-03-03, 2026-03-03T14:00, 14:00. UTC unless a zone is given'],
  ['ports', '443, from 0 to 65535'],
  ['scores', '3x or 3× is 3 times the threshold, as the page shows scores. 3 is the raw score'],
  ['percentiles', 'p99, p99.9 in comparisons: bytes:>p99. Of all flows of this log'],
  ['comparisons', '>5, >=5, <5, <=5, 1..5 (both ends included), >1..<5'],
  ['several', 'state:S0,REJ is any of them. port:1..1024,-22 leaves 22 out'],
  ['letter case', 'ignored by proto, service, state and text searches. Other values are exact'],
  ['quotes', 'service:"a, b" is taken exactly as it stands. \\" is a quote'],
];

/**
 * The button **Filter help** with a complete short description of the language: the offline file has no other
 * documents.
 */
export function FilterHelp({ onExample }: { readonly onExample: (filter: string) => void }) {
  return (
    <Popover button="?" buttonClass={styles.button} buttonLabel="Filter help" label="Filter help">
      <div className={styles.help}>
        <h2>Filters</h2>
        <p>
          A flow has to meet all terms. Between alternatives write <code>or</code>, before what is not wanted{' '}
          <code>not</code> or <code>-</code>. Parentheses group. Enter makes a chip, Enter on a chip edits it.
        </p>
        <h3>Examples, to click</h3>
        <ul>
          {examples.map(([filter, flows]) => (
            <li key={filter}>
              <button
                type="button"
                onClick={({ currentTarget }) => {
                  currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
                  onExample(filter);
                }}
              >
                <code>{filter}</code>
              </button>{' '}
              <span>{flows}</span>
            </li>
          ))}
        </ul>
        <h3>Names</h3>
        <p>
          Every column of the log by its name, such as conn_state. Write a name with special characters in quotes. And
          these:
        </p>
        <Terms terms={filterNames().map(({ name, meaning }) => [name, meaning])} />
        <h3>Values</h3>
        <Terms terms={values} />
        <p>
          A text alone is searched in all cells that hold labels and in the two ports, in any letter case. An unset
          number meets no comparison. Suppressions are saved as filters, one per line, with the reason behind{' '}
          <code>#</code>.
        </p>
      </div>
    </Popover>
  );
}

function Terms({ terms }: { readonly terms: readonly (readonly [term: string, meaning: string])[] }) {
  return (
    <dl>
      {terms.map(([term, meaning]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
