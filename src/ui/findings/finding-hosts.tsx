import { failedShareMeaning } from '../../core/schema/failed-flow.ts';
import { keyOfAll } from '../../core/selection/predicate.ts';
import type { Engine, Finding, HostOfFinding, HostsOfFinding, Side } from '../../worker/api.ts';
import { useAsk } from '../ask/use-ask.ts';
import { explainError } from '../failure/explain-error.ts';
import { tellFailure } from '../failure/tell-failure.ts';
import { FailedShare } from '../grid/cells.tsx';
import { badgeLabel } from '../hosts/badge-words.tsx';
import { formatCount } from '../parts/format.ts';
import { ValueLink } from '../parts/value-link.tsx';
import styles from './finding-details.module.css';

/** Opens a host in the list of hosts. */
export type OnHost = (side: Side, address: string) => void;

/** The hosts of a finding, each with its counts, badges and a link to the list of hosts. */
export function FindingHosts({
  engine,
  finding: { where },
  onHost,
}: {
  readonly engine: Engine;
  readonly finding: Finding;
  readonly onHost: OnHost;
}) {
  // Closing the finding cancels the question.
  const state = useAsk(keyOfAll(where), (signal, onProgress) => engine.findingHosts(where, onProgress, signal));
  if (state.phase === 'working') {
    return (
      <p className={styles.wait}>
        Counting its hosts <progress max={1} value={state.share} aria-label="Counting its hosts" />
      </p>
    );
  }
  if (state.phase === 'failed') return <p role="alert">{tellFailure(explainError(state.error))}</p>;
  if (state.phase !== 'ready') return null;
  const { source, destination } = state.answer;
  return (
    <section>
      <h3>
        Hosts <span>of this finding, in the whole log</span>
      </h3>
      <HostsOfSide side="source" hosts={source} onHost={onHost} />
      <HostsOfSide side="destination" hosts={destination} onHost={onHost} />
    </section>
  );
}

const words = {
  source: { name: 'source', peers: 'hosts' },
  destination: { name: 'destination', peers: 'sources' },
} as const;

function HostsOfSide({
  side,
  hosts: { all, scanning, most },
  onHost,
}: {
  readonly side: Side;
  readonly hosts: HostsOfFinding;
  readonly onHost: OnHost;
}) {
  const { name, peers } = words[side];
  return (
    <table className={styles.table}>
      <caption>
        {all === 1 ? `Its ${name}` : `Its ${formatCount(all)} ${name}s`}
        {all > most.length && `, the ${most.length} with most flows`}
        {all > 1 && scanning > 0 && `, ${formatCount(scanning)} with a badge in Hosts`}
      </caption>
      <thead>
        <tr>
          <th scope="col">{side === 'source' ? 'id.orig_h' : 'id.resp_h'}</th>
          <th scope="col">flows</th>
          <th scope="col" title={failedShareMeaning}>
            failed
          </th>
          <th scope="col">{peers}</th>
          <th scope="col">ports</th>
        </tr>
      </thead>
      <tbody>
        {most.map((host) => (
          <HostLine key={host.address} side={side} host={host} onHost={onHost} />
        ))}
      </tbody>
    </table>
  );
}

function HostLine({
  side,
  host: { address, flows, scored, failed, peers, ports, badges },
  onHost,
}: {
  readonly side: Side;
  readonly host: HostOfFinding;
  readonly onHost: OnHost;
}) {
  return (
    <tr>
      <th scope="row">
        {address === null ? (
          '-'
        ) : (
          <ValueLink
            aria-label={`Show ${address} in Hosts`}
            title="Show it in Hosts"
            onClick={() => onHost(side, address)}
          >
            {address}
          </ValueLink>
        )}
        {badges.map((badge) => (
          <span key={badge} className={styles.badge} title="Badge in Hosts, by all flows of the host">
            {badgeLabel(badge)}
          </span>
        ))}
      </th>
      <td>{formatCount(flows)}</td>
      <td>
        <FailedShare failed={failed} scored={scored} />
      </td>
      <td>{formatCount(peers)}</td>
      <td>{formatCount(ports)}</td>
    </tr>
  );
}
