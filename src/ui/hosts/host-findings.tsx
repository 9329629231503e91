import type { Engine, Finding, Side } from '../../worker/api.ts';
import { useAsk } from '../ask/use-ask.ts';
import { labelOf } from '../findings/finding-words.ts';
import styles from '../panel/panel.module.css';
import buttons from '../parts/button.module.css';
import { countOf, formatCount } from '../parts/format.ts';

/** The findings that include flows of a host, with the number of these flows. Empty without findings. */
export function HostFindings({
  engine,
  side,
  host,
  flows,
  findings,
  onFinding,
}: {
  readonly engine: Engine;
  readonly side: Side;
  readonly host: number;
  /** Number of the host's flows. */
  readonly flows: number;
  readonly findings: readonly Finding[];
  readonly onFinding: (finding: Finding) => void;
}) {
  const wheres = findings.map(({ where }) => where);
  const state = useAsk(`${side} ${host} ${wheres.length}`, (signal) =>
    wheres.length === 0 ? Promise.resolve([]) : engine.hostFindings(side, host, wheres, signal),
  );
  if (state.phase !== 'ready' || wheres.length === 0) return null;
  const inside = state.answer.flatMap((count, place) => (count === 0 ? [] : [{ count, place }]));
  return (
    <section>
      <h3>
        Findings <span>{inside.length === 0 ? 'none has a flow of it' : 'that have flows of it'}</span>
      </h3>
      <ul className={styles.links} aria-label="Findings with this host">
        {inside.map(({ count, place }) => (
          <li key={place}>
            <button type="button" className={buttons.link} onClick={() => onFinding(findings[place])}>
              {labelOf(findings[place])}
            </button>{' '}
            <span>
              {formatCount(count)} of its {countOf(flows, 'flow')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
