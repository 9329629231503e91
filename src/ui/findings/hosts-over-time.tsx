import { useSyncExternalStore } from 'react';
import { addClause, clauseOf } from '../../core/selection/clauses.ts';
import { equals, keyOfAll, type Predicate } from '../../core/selection/predicate.ts';
import type { HostRow, HostsQuery } from '../../worker/api.ts';
import { useAsk } from '../ask/use-ask.ts';
import { countOf, formatCount } from '../parts/format.ts';
import { shortTime } from '../parts/short-time.ts';
import { type Stretch, TimeBars } from '../parts/time-bars.tsx';
import type { TabProps } from '../tabs/tab-entry.ts';
import { stretchOf } from '../workspace/add-stretch.ts';
import styles from './hosts-over-time.module.css';

/** The most sources that have room below ten findings. */
const MOST = 4;
/** A window with that room. */
const ROOM = 'screen and (min-width: 1280px) and (min-height: 1000px)';

/**
 * The sources with findings, those with the strongest findings first, each with its flows in view over the time of the
 * log. A bar, or a drag over bars, narrows to the flows of the host at that time. Absent in a low or narrow window,
 * without findings in view, and for flows without a time.
 */
export function HostsOverTime({
  controller,
  result: { run, shown },
  isShown,
}: Pick<TabProps, 'controller' | 'result' | 'isShown'>) {
  const hasRoom = useSyncExternalStore(onRoom, () => matchMedia(ROOM).matches);
  const { detector, where } = shown.view;
  const query: HostsQuery = {
    side: 'source',
    sort: { by: 'findings', descending: true },
    detector: shown.detection.detector,
    threshold: shown.threshold,
    contamination: shown.workspace.model.contamination,
    selection: { detector, where },
    withFindings: true,
  };
  const asked = useAsk(
    `${run.id} ${detector} ${keyOfAll(where)}`,
    (signal, onProgress) => controller.engine.hosts(query, 0, MOST, onProgress, signal),
    { scope: 'hosts over time', isHeld: !isShown || !hasRoom },
  );
  const { span } = run;
  const hosts = (asked.latest?.answer.rows ?? []).filter(hasFindingInTime);
  if (!hasRoom || span === null || hosts.length === 0) return null;

  function narrow({ address }: HostRow, stretch: Stretch): void {
    const predicate: Predicate = { op: 'all', of: [equals('id.orig_h', address ?? ''), stretchOf(stretch)] };
    const times = [stretch.from, stretch.to].map((seconds) => shortTime(seconds, span)).join(' – ');
    const label = `src ${address ?? 'unset'}, ${times}`;
    const { selection } = controller.state().workspace;
    controller.select(addClause(selection, clauseOf('click', predicate, label)), label);
  }

  return (
    <section className={styles.hosts} aria-label="Hosts over time">
      <h2>
        Hosts over time{' '}
        <span className={styles.note}>
          sources with findings, flows in view. Orange: in findings. Drag to filter by host and time.
        </span>
      </h2>
      {hosts.map((host) => (
        <div key={host.address} className={styles.host}>
          <button
            type="button"
            onClick={() => controller.show({ kind: 'host', side: 'source', address: host.address })}
          >
            {host.address ?? 'unset'}
          </button>
          <TimeBars
            label={`Flows of ${host.address ?? 'unset'} over time`}
            flows={host.timeline.flows}
            odd={host.timeline.inFindings}
            span={span}
            titleOf={(bar) => wordsOf(host, bar)}
            onStretch={(stretch) => narrow(host, stretch)}
          />
          <span>{formatCount(host.flows)}</span>
          <span>{countOf(host.findings.length, 'finding')}</span>
        </div>
      ))}
    </section>
  );
}

function onRoom(listener: () => void): () => void {
  const room = matchMedia(ROOM);
  room.addEventListener('change', listener);
  return () => room.removeEventListener('change', listener);
}

/** A host in a context has more in its name than an address, and no filter of its own. */
function hasFindingInTime({ address, findings, timeline }: HostRow): boolean {
  return findings.length > 0 && address?.includes('(') !== true && timeline.flows.some((count) => count > 0);
}

function wordsOf({ timeline: { flows, inFindings } }: HostRow, bar: number): string {
  const found = inFindings[bar] > 0 ? `, ${formatCount(inFindings[bar])} in findings` : '';
  return `${countOf(flows[bar], 'flow')}${found}`;
}
