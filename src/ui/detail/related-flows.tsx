import type { FlowCell, Predicate, Related } from '../../worker/api.ts';
import { formatCount, formatTime } from '../parts/format.ts';
import { useZone, zoneName } from '../parts/zone.ts';
import styles from './detail.module.css';
import { hostOfFlow } from './host-of-flow.ts';

/** Flows in view that share something with this one. Each button adds a filter and says how many flows are left. */
export function RelatedFlows({
  related,
  cells,
  onShow,
}: {
  readonly related: readonly Related[];
  readonly cells: readonly FlowCell[];
  readonly onShow: (where: readonly Predicate[], label: string) => void;
}) {
  useZone();
  const cell = (name: string) => cells.find((other) => other.name === name);
  const text = (name: string) => cell(name)?.text ?? '';
  const [source, destination] = [hostOfFlow(cells, 'id.orig_h') ?? '', hostOfFlow(cells, 'id.resp_h') ?? ''];
  const labels: Record<Related['kind'], readonly [what: string, label: string]> = {
    pair: ['Same pair', `${source} → ${destination}`],
    source: ['Same source', `from ${source}`],
    destination: ['Same destination', `to ${destination}`],
    port: ['Same port', `to port ${text('id.resp_p')}`],
    minutes: ['Within 5 minutes', `within 5 minutes of ${formatTime(cell('ts')?.value ?? Number.NaN)} ${zoneName()}`],
  };
  return (
    <section>
      <h3>
        Related flows <span>in view</span>
      </h3>
      <ul className={styles.related}>
        {related.map(({ kind, where, flows }) => (
          <li key={kind}>
            <button
              type="button"
              disabled={flows === 0}
              title={labels[kind][1]}
              onClick={() => onShow(where, labels[kind][1])}
            >
              {labels[kind][0]} <b>{formatCount(flows)}</b>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
