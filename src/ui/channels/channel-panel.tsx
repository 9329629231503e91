import { equals } from '../../core/selection/predicate.ts';
import { subjectOf } from '../../words/finding-words.ts';
import type { ChannelDetail, ChannelRow, Run, Side } from '../../worker/api.ts';
import { GroupFindings } from '../findings/group-findings.tsx';
import type { GroupPanelProps } from '../panel/group-panel-props.ts';
import panel from '../panel/panel.module.css';
import { ShowFlows } from '../panel/show-flows.tsx';
import { SidePanel } from '../panel/side-panel.tsx';
import { useGroupDetail } from '../panel/use-group-detail.ts';
import { formatBytes } from '../parts/format.ts';
import { inViewWords } from '../parts/in-view.tsx';
import { shortTime } from '../parts/short-time.ts';
import { Value } from '../parts/value.tsx';
import { ValueLink } from '../parts/value-link.tsx';
import { withAddress } from '../parts/with-address.ts';
import { withPort } from '../parts/with-port.ts';
import { useZone } from '../parts/zone.ts';
import { ChannelOverTime, Evidence, Intervals, Sizes } from './channel-charts.tsx';
import { IcmpTypes, Numbers, Rhythm } from './channel-numbers.tsx';

interface ChannelPanelProps extends GroupPanelProps {
  readonly channel: number;
  /** Values from its row in the list, null if the user did not come from there. */
  readonly row: ChannelRow | null;
}

/** One channel: its findings, its rhythm and sizes, what Behaviour found, and the way to its flows. */
export function ChannelPanel(props: ChannelPanelProps) {
  const { engine, channel, row: known, scope } = props;
  const key = String(channel);
  const state = useGroupDetail(key, scope, (signal) => engine.channel(channel, signal, scope));
  const row = known ?? state.answer?.row ?? null;
  return (
    <SidePanel
      name="Channel"
      title={row === null ? 'Channel' : row.port}
      note={row?.service ?? ''}
      {...(row === null ? {} : { titleValue: { name: 'port', text: row.port, predicate: withPort(row.port) } })}
      subtitle={row === null ? undefined : <Ends row={row} onHost={props.onHost} />}
      detailKey={key}
      state={state}
      keepsFocus={props.isStepped}
      onClose={props.onClose}
      onAgain={state.again}
    >
      {(detail) => <ChannelDetails {...props} detail={detail} />}
    </SidePanel>
  );
}

function ChannelDetails({
  span,
  findings,
  detail,
  onFinding,
  onStretch,
  onShowFlows,
}: ChannelPanelProps & { readonly detail: ChannelDetail }) {
  const { row } = detail;
  const label = `${row.source} → ${row.destination}, ${row.port}`;
  return (
    <>
      <Counts row={row} span={span} />
      <ShowFlows flows={row.flows} where={detail.where} label={label} copied={label} onShow={onShowFlows} />
      <GroupFindings
        name="channel"
        findings={row.findings}
        all={findings}
        subjectOf={(finding, { flows }) => (finding.flows === flows ? 'this channel alone' : subjectOf(finding))}
        onFinding={onFinding}
      />
      <Evidence evidence={detail.evidence} />
      {detail.sizes !== null && <ChannelOverTime sizes={detail.sizes} onStretch={onStretch} />}
      {detail.intervals !== null && <Intervals intervals={detail.intervals} />}
      {detail.sizes !== null && <Sizes sizes={detail.sizes} />}
      <Rhythm detail={detail} />
      <Numbers row={row} columns={detail.columns} />
      {detail.icmp.length > 0 && <IcmpTypes types={detail.icmp} />}
    </>
  );
}

/** Source and destination: each opens as a host, and has its menu. */
function Ends({
  row: { source, destination },
  onHost,
}: Pick<ChannelPanelProps, 'onHost'> & { readonly row: ChannelRow }) {
  return (
    <>
      <End side="source" field="id.orig_h" address={source} onHost={onHost} /> →{' '}
      <End side="destination" field="id.resp_h" address={destination} onHost={onHost} />
    </>
  );
}

function End({
  side,
  field,
  address,
  onHost,
}: Pick<ChannelPanelProps, 'onHost'> & { readonly side: Side; readonly field: string; readonly address: string }) {
  return (
    <Value name={field} text={address} predicate={withAddress(field, address)}>
      <ValueLink title={`Open as a ${side}`} onClick={() => onHost(side, address)}>
        {address}
      </ValueLink>
    </Value>
  );
}

function Counts({ row, span }: { readonly row: ChannelRow; readonly span: Run['span'] }) {
  useZone();
  const { flows, flowsInLog, first, last, origBytes, respBytes, service, isJudged, isHousekeeping } = row;
  const when = first === null || last === null ? '' : `, ${shortTime(first, span, 5)} – ${shortTime(last, span, 5)}`;
  return (
    <p className={panel.dim}>
      {inViewWords(flows, flowsInLog)}
      {when} · orig_bytes {formatBytes(origBytes)}, resp_bytes {formatBytes(respBytes)} ·{' '}
      {service === null ? (
        'no service recognised'
      ) : (
        <Value name="service" text={service} predicate={equals('service', service)}>
          {service}
        </Value>
      )}
      {flows > 0 && !isJudged && '. Not scored: multicast, broadcast or neighbour discovery'}
      {isJudged && isHousekeeping && '. The network itself needs this traffic, so Behaviour counts it less'}
    </p>
  );
}
