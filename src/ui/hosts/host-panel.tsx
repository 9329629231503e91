import type { Finding, HostDetail, HostRow, Run, Side } from '../../worker/api.ts';
import { GroupFindings } from '../findings/group-findings.tsx';
import type { GroupPanelProps } from '../panel/group-panel-props.ts';
import panel from '../panel/panel.module.css';
import { ShowFlows } from '../panel/show-flows.tsx';
import { SidePanel } from '../panel/side-panel.tsx';
import { useGroupDetail } from '../panel/use-group-detail.ts';
import buttons from '../parts/button.module.css';
import { countOf, formatBytes, formatCount } from '../parts/format.ts';
import { inViewWords } from '../parts/in-view.tsx';
import { shortTime } from '../parts/short-time.ts';
import { type Stretch, TimeBars } from '../parts/time-bars.tsx';
import { withAddress } from '../parts/with-address.ts';
import { withPort } from '../parts/with-port.ts';
import { useZone } from '../parts/zone.ts';
import { badgeLabel, badgeSentence } from './badge-words.tsx';
import { MostTable } from './most-table.tsx';

interface HostPanelProps extends GroupPanelProps {
  readonly side: Side;
  readonly address: string | null;
}

const fields = { source: 'id.orig_h', destination: 'id.resp_h' } as const;

/** One host: its findings, its flows over time, its peers and ports, and the way to its flows. */
export function HostPanel(props: HostPanelProps) {
  const { engine, side, address: wanted, scope } = props;
  const address = wanted ?? '-';
  const name = `${side} ${wanted}`;
  const state = useGroupDetail(name, scope, (signal) => engine.host(side, wanted ?? '', signal, scope));
  return (
    <SidePanel
      name="Host"
      title={address}
      note={side}
      titleValue={{ name: fields[side], text: address, predicate: withAddress(fields[side], wanted) }}
      detailKey={name}
      state={state}
      keepsFocus={props.isStepped}
      onClose={props.onClose}
      onAgain={state.again}
    >
      {(detail) => <HostDetails {...props} address={address} detail={detail} />}
    </SidePanel>
  );
}

function HostDetails({
  side,
  address,
  span,
  findings,
  detail,
  onFinding,
  onHost,
  onStretch,
  onShowFlows,
}: Omit<HostPanelProps, 'address'> & { readonly address: string; readonly detail: HostDetail }) {
  const { row } = detail;
  const isSource = side === 'source';
  const other: Side = isSource ? 'destination' : 'source';
  return (
    <>
      <Counts row={row} side={side} span={span} />
      <ShowFlows
        flows={detail.flows}
        where={detail.where}
        label={isSource ? `from ${address}` : `to ${address}`}
        copied={address}
        onShow={onShowFlows}
      >
        {detail.flowsOnOtherSide > 0 && (
          <button
            type="button"
            className={buttons.button}
            title={`${countOf(detail.flowsOnOtherSide, 'flow')} in the whole log`}
            onClick={() => onHost(other, address)}
          >
            As {other}
          </button>
        )}
      </ShowFlows>
      <GroupFindings
        name="host"
        findings={row.findings}
        all={findings}
        subjectOf={(finding) => peersOf(finding, side)}
        onFinding={onFinding}
      />
      <OverTime row={row} span={span} onStretch={onStretch} />
      <MostTable
        title={isSource ? 'Destinations' : 'Sources'}
        field={fields[other]}
        parts={detail.peers}
        counted="ports"
        filterOf={(name) => withAddress(fields[other], name)}
        onOpen={(name) => onHost(other, name)}
      />
      <MostTable
        title="Ports"
        field="id.resp_p"
        parts={detail.ports}
        counted={isSource ? 'hosts' : 'sources'}
        filterOf={withPort}
      />
      <Evidence badges={row.badges} />
    </>
  );
}

/** What each badge of the host rests on. */
function Evidence({ badges }: Pick<HostRow, 'badges'>) {
  if (badges.length === 0) return null;
  return (
    <section>
      <h3>
        Evidence <span>of scans, in the whole log</span>
      </h3>
      <ul className={panel.evidence} aria-label="Evidence">
        {badges.map((badge) => (
          <li key={badge.kind}>
            <b>{badgeLabel(badge.kind)}</b> {badgeSentence(badge)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Counts({ row, side, span }: { readonly row: HostRow; readonly side: Side; readonly span: Run['span'] }) {
  useZone();
  const { flows, flowsInLog, fan, first, last, sent, received, isJudged } = row;
  const peers = side === 'source' ? `to ${countOf(fan, 'host')}` : `from ${countOf(fan, 'source')}`;
  const when = first === null || last === null ? '' : `, ${shortTime(first, span, 5)} – ${shortTime(last, span, 5)}`;
  return (
    <p className={panel.dim}>
      {inViewWords(flows, flowsInLog)} {peers}
      {when} · sent {formatBytes(sent)}, received {formatBytes(received)}
      {flows > 0 && !isJudged && '. Not scored: multicast, broadcast or neighbour discovery'}
    </p>
  );
}

/** Who a finding is about beside the host: `192.168.10.5, 1,000 ports`. */
function peersOf({ source, destination, port }: Finding, side: Side): string {
  const peer =
    side === 'source'
      ? (destination.name ?? countOf(destination.count, 'host'))
      : (source.name ?? countOf(source.count, 'source'));
  return `${peer}, ${port.name ?? countOf(port.count, 'port')}`;
}

function OverTime({
  row: { timeline },
  span,
  onStretch,
}: {
  readonly row: HostRow;
  readonly span: Run['span'];
  readonly onStretch: (stretch: Stretch) => void;
}) {
  if (span === null || timeline.flows.every((count) => count === 0)) return null;
  const { flows, inFindings } = timeline;
  const hasFindings = inFindings.some((count) => count > 0);
  return (
    <section>
      <h3>
        Flows over time <span>in view, {hasFindings ? 'orange: in findings' : 'click a bar to filter'}</span>
      </h3>
      <TimeBars
        label="Flows of the host over time"
        flows={flows}
        odd={inFindings}
        span={span}
        titleOf={(bar) =>
          `${countOf(flows[bar], 'flow')}${inFindings[bar] > 0 ? `, ${formatCount(inFindings[bar])} in findings` : ''}`
        }
        onStretch={onStretch}
      />
    </section>
  );
}
