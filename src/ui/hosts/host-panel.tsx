import type { Engine, Finding, HostDetail, HostRow, Predicate, Side } from '../../worker/api.ts';
import { useAsk } from '../ask/use-ask.ts';
import styles from '../detail/detail.module.css';
import panel from '../panel/panel.module.css';
import { ShowFlows } from '../panel/show-flows.tsx';
import { SidePanel } from '../panel/side-panel.tsx';
import { countOf, formatBytes, formatCount, formatShare, formatTime } from '../parts/format.ts';
import { Value } from '../parts/value.tsx';
import { withPort } from '../parts/with-port.ts';
import { zoneName } from '../parts/zone.ts';
import { badgeLabel, badgeSentence } from './badge-words.tsx';
import { withAddress } from './host-columns.tsx';
import { HostFindings } from './host-findings.tsx';

/** Details of a host: evidence of its badges, main ports and peers, and a button that shows its flows. */
export function HostPanel({
  engine,
  side,
  address: wanted,
  findings,
  onFinding,
  isStepped,
  onClose,
  onShowFlows,
}: {
  readonly engine: Engine;
  readonly side: Side;
  readonly address: string | null;
  /** Empty before the search has finished. */
  readonly findings: readonly Finding[];
  readonly onFinding: (finding: Finding) => void;
  /** Whether the user stepped to the host by keys: the focus then stays in the list. */
  readonly isStepped: boolean;
  readonly onClose: () => void;
  readonly onShowFlows: (where: readonly Predicate[], label: string) => void;
}) {
  const key = `${side} ${wanted}`;
  const state = useAsk(key, (signal) => engine.host(side, wanted ?? '', signal));
  const address = wanted ?? '-';
  const field = side === 'source' ? 'id.orig_h' : 'id.resp_h';
  const otherField = side === 'source' ? 'id.resp_h' : 'id.orig_h';
  return (
    <SidePanel
      name="Host"
      title={address}
      note={side}
      titleValue={{ name: field, text: address, predicate: withAddress(field, wanted) }}
      detailKey={key}
      state={state}
      keepsFocus={isStepped}
      onClose={onClose}
      onAgain={state.again}
    >
      {({ row, ...detail }) => (
        <>
          <p className={panel.dim}>
            {countsOf(row)}
            {row.isJudged ? '' : '. Not scored: multicast, broadcast or neighbour discovery'}
          </p>
          <ShowFlows
            flows={detail.flows}
            where={detail.where}
            label={side === 'source' ? `from ${address}` : `to ${address}`}
            onShow={onShowFlows}
          />
          {row.badges.length > 0 && (
            <ul className={panel.evidence} aria-label="Evidence">
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
          <Most
            title="Ports"
            of="port"
            parts={detail.ports}
            counted={side === 'source' ? 'hosts' : 'sources'}
            filterOf={withPort}
          />
          <Most
            title={side === 'source' ? 'Destinations' : 'Sources'}
            of={otherField}
            parts={detail.peers}
            counted="ports"
            filterOf={(name) => withAddress(otherField, name)}
          />
        </>
      )}
    </SidePanel>
  );
}

function countsOf({ flows, peers, first, last, sent, received }: HostRow): string {
  const times = first === null || last === null ? '' : `, ${formatTime(first)} to ${formatTime(last)} ${zoneName()}`;
  const moved = `sent ${formatBytes(sent)}, received ${formatBytes(received)}`;
  return `${countOf(flows, 'flow')}, ${countOf(peers, 'peer')}${times} · ${moved}`;
}

function Most({
  title,
  of,
  parts: { all, most },
  counted,
  filterOf,
}: {
  readonly title: string;
  readonly of: string;
  readonly parts: HostDetail['ports'];
  readonly counted: string;
  /** A predicate for the flows of one row. Null if they cannot be filtered by it. */
  readonly filterOf: (name: string) => Predicate | null;
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
              <th scope="row">
                <Value name={of} text={name} predicate={filterOf(name)}>
                  {name}
                </Value>
              </th>
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
