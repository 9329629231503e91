import { failedShareMeaning } from '../../core/schema/failed-flow.ts';
import type { HostDetail, Predicate } from '../../worker/api.ts';
import styles from '../detail/detail.module.css';
import { FailedShare } from '../grid/cells.tsx';
import { formatCount } from '../parts/format.ts';
import { Value } from '../parts/value.tsx';
import { ValueLink } from '../parts/value-link.tsx';
import own from './most-table.module.css';

/** The ports or peers with most flows. Each has a menu to filter by it; a peer opens. */
export function MostTable({
  title,
  field,
  parts: { all, most },
  counted,
  filterOf,
  onOpen,
}: {
  readonly title: string;
  readonly field: string;
  readonly parts: HostDetail['ports'];
  readonly counted: string;
  /** The flows with a name; null if they cannot be filtered by it. */
  readonly filterOf: (name: string) => Predicate | null;
  readonly onOpen?: (name: string) => void;
}) {
  if (all === 0) return null;
  return (
    <section>
      <h3>
        {title}{' '}
        <span>{all > most.length ? `${most.length} of ${formatCount(all)}` : formatCount(all)}, by flows in view</span>
      </h3>
      <table className={`${styles.terms} ${own.table}`}>
        <thead>
          <tr>
            <th scope="col">
              <code>{field}</code>
            </th>
            <th scope="col">flows</th>
            <th scope="col">{counted}</th>
            <th scope="col" title={failedShareMeaning}>
              failed
            </th>
          </tr>
        </thead>
        <tbody>
          {most.map(({ name, flows, scored, failed, channels }) => (
            <tr key={name}>
              <th scope="row">
                <Value name={field} text={name} predicate={filterOf(name)}>
                  {onOpen === undefined || name === '-' ? (
                    name
                  ) : (
                    <ValueLink title="Open" onClick={() => onOpen(name)}>
                      {name}
                    </ValueLink>
                  )}
                </Value>
              </th>
              <td>{formatCount(flows)}</td>
              <td>{formatCount(channels)}</td>
              <td>
                <FailedShare failed={failed} scored={scored} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
