import type { Engine, Finding, HostDetail, Predicate, Side } from '../../worker/api.ts';
import { useAsk } from '../ask/use-ask.ts';
import styles from '../detail/detail.module.css';
import lists from '../lists/lists.module.css';
import { ShowFlows, SidePanel } from '../lists/side-panel.tsx';
import { formatCount, formatShare } from '../parts/format.ts';
import { badgeLabel, badgeSentence } from './badge-words.tsx';
import { HostFindings } from './host-findings.tsx';

/** One host: why it has its badges, what it did most, and the way to its flows. */
export function HostPanel({
  engine,
  side,
  address: wanted,
  findings,
  onFinding,
  onClose,
  onShowFlows,
}: {
  readonly engine: Engine;
  readonly side: Side;
  readonly address: string | null;
  /** Empty until they are found. */
  readonly findings: readonly Finding[];
  readonly onFinding: (finding: Finding) => void;
  readonly onClose: () => void;
  readonly onShowFlows: (where: readonly Predicate[], label: string) => void;
}) {
  const key = `${side} ${wanted}`;
  const state = useAsk(key, (signal) => engine.host(side, wanted ?? '', signal));
  const address = wanted ?? '-';
  return (
    <SidePanel name="Host" title={address} detailKey={key} state={state} onClose={onClose}>
      {({ row, ...detail }) => (
        <>
          <p className={styles.dim}>
            {side === 'source' ? 'As a source' : 'As a destination'}
            {row.isJudged ? '' : '; multicast, broadcast or neighbour discovery: not scored'}
          </p>
          <ShowFlows
            flows={detail.flows}
            where={detail.where}
            label={side === 'source' ? `from ${address}` : `to ${address}`}
            onShow={onShowFlows}
          />
          {row.badges.length > 0 && (
            <ul className={lists.evidence} aria-label="Evidence">
              {row.badges.map((badge) => (
                <li key={badge.kind}>
                  <b>{badgeLabel(badge.kind)}</b> {badgeSentence(badge)}
                </li>
              ))}
            </ul>
          )}
          <HostFindings
            engine={engine}
            side={side}
            host={row.host}
            flows={detail.flows}
            findings={findings}
            onFinding={onFinding}
          />
          <Most title="Ports" of="port" parts={detail.ports} counted={side === 'source' ? 'hosts' : 'sources'} />
          <Most title={side === 'source' ? 'Destinations' : 'Sources'} of="host" parts={detail.peers} counted="ports" />
        </>
      )}
    </SidePanel>
  );
}

function Most({
  title,
  of,
  parts: { all, most },
  counted,
}: {
  readonly title: string;
  readonly of: string;
  readonly parts: HostDetail['ports'];
  readonly counted: string;
}) {
  return (
    <section>
      <h3>
        {title}{' '}
        <span>
          {all > most.length ? `${most.length} of ${formatCount(all)}, most flows first` : 'most flows first'}
        </span>
      </h3>
      <table className={styles.terms}>
        <thead>
          <tr>
            <th scope="col">{of}</th>
            <th scope="col">{counted}</th>
            <th scope="col">flows</th>
            <th scope="col">failed</th>
          </tr>
        </thead>
        <tbody>
          {most.map(({ name, flows, failed, channels }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{formatCount(channels)}</td>
              <td>{formatCount(flows)}</td>
              <td>{formatShare(failed / flows)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
