import { equals } from '../../core/selection/predicate.ts';
import type {
  ChannelDetail,
  ChannelRow,
  Engine,
  IntervalHistogram,
  Predicate,
  SizesOverTime,
} from '../../worker/api.ts';
import { useAsk } from '../ask/use-ask.ts';
import styles from '../detail/detail.module.css';
import { withAddress } from '../hosts/host-columns.tsx';
import { Facts } from '../panel/facts.tsx';
import panel from '../panel/panel.module.css';
import { ShowFlows } from '../panel/show-flows.tsx';
import { SidePanel } from '../panel/side-panel.tsx';
import { countOf, formatBytes, formatCount, formatDuration, formatShare, formatTime } from '../parts/format.ts';
import { Value } from '../parts/value.tsx';
import { withPort } from '../parts/with-port.ts';
import { useZone } from '../parts/zone.ts';
import { beaconMeaning, subScores } from './channel-columns.tsx';
import { longMark } from './long-marks.ts';
import { SmallBars } from './small-bars.tsx';

/** Details of a channel: rhythm and sizes as charts, evidence of Behaviour, and a button that shows its flows. */
export function ChannelPanel({
  engine,
  channel,
  row: known,
  isStepped,
  onClose,
  onShowFlows,
}: {
  readonly engine: Engine;
  readonly channel: number;
  /** Values from its row in the list, null if it was not opened from a row. */
  readonly row: ChannelRow | null;
  /** Whether the user stepped to the channel by keys: the focus then stays in the list. */
  readonly isStepped: boolean;
  readonly onClose: () => void;
  readonly onShowFlows: (where: readonly Predicate[], label: string) => void;
}) {
  const key = String(channel);
  const state = useAsk(key, (signal) => engine.channel(channel, signal));
  const row = known ?? (state.phase === 'ready' ? state.answer.row : null);
  const label = row === null ? 'Channel' : `${row.source} → ${row.destination}, ${row.port}`;
  return (
    <SidePanel
      name="Channel"
      title={row === null ? 'Channel' : row.port}
      note={row?.service ?? ''}
      subtitle={row === null ? undefined : <ChannelValues row={row} />}
      detailKey={key}
      state={state}
      keepsFocus={isStepped}
      onClose={onClose}
      onAgain={state.again}
    >
      {({ row, ...detail }) => (
        <>
          <p className={panel.dim}>
            {row.service === null ? (
              'no service recognised'
            ) : (
              <Value name="service" text={row.service} predicate={equals('service', row.service)}>
                {row.service}
              </Value>
            )}
            {row.isJudged
              ? row.isHousekeeping
                ? '. The network itself needs this traffic, so Behaviour counts it less'
                : ''
              : '. Not scored: multicast, broadcast or neighbour discovery'}
          </p>
          <ShowFlows flows={row.flows} where={detail.where} label={label} onShow={onShowFlows} />
          <Evidence evidence={detail.evidence} />
          <Beacon row={row} />
          {detail.intervals !== null && <Intervals intervals={detail.intervals} />}
          {detail.sizes !== null && <Sizes sizes={detail.sizes} />}
          <Numbers row={row} />
          {detail.icmp.length > 0 && <IcmpTypes types={detail.icmp} />}
        </>
      )}
    </SidePanel>
  );
}

/** Source, destination and port, each with its menu. */
function ChannelValues({ row: { source, destination, port } }: { readonly row: ChannelRow }) {
  return (
    <>
      <Value name="id.orig_h" text={source} predicate={withAddress('id.orig_h', source)}>
        {source}
      </Value>{' '}
      →{' '}
      <Value name="id.resp_h" text={destination} predicate={withAddress('id.resp_h', destination)}>
        {destination}
      </Value>
      ,{' '}
      <Value name="port" text={port} predicate={withPort(port)}>
        {port}
      </Value>
    </>
  );
}

function Evidence({ evidence }: Pick<ChannelDetail, 'evidence'>) {
  if (evidence.length === 0) return <p className={styles.note}>Behaviour found nothing unusual in this channel.</p>;
  return (
    <section>
      <h3>
        Evidence <span>score of each indicator as −log10 p, and what remains in the channel’s score</span>
      </h3>
      <ul className={`${styles.bars} ${styles.sentences}`} aria-label="Evidence">
        {evidence.map(({ name, label, surprise, left, sentence }) => (
          <li key={name}>
            <span>{label}</span> <i style={{ '--w': surprise / 6 } as React.CSSProperties} />
            <b title={`scored ${surprise.toFixed(2)}, ${left.toFixed(2)} remains`}>{surprise.toFixed(2)}</b>{' '}
            <em>
              {sentence}. {left.toFixed(2)} remains.
            </em>
          </li>
        ))}
      </ul>
      <p className={styles.note}>
        What remains is the score after correcting for similar channels and for the number of flows.
      </p>
    </section>
  );
}

function Beacon({ row: { beacon, rhythm } }: { readonly row: ChannelRow }) {
  if (rhythm === null) return null;
  return (
    <section>
      <h3>Beacon</h3>
      <Facts
        facts={[
          ['beacon score', beacon.toFixed(2), beaconMeaning],
          ...subScores.map(([id, label, meaning]) => [label, rhythm[id].toFixed(3), meaning] as const),
        ]}
      />
    </section>
  );
}

function Intervals({ intervals: { binSeconds, counts, longer } }: { readonly intervals: IntervalHistogram }) {
  const end = binSeconds * counts.length;
  const beyond = longer === 0 ? '' : `, ${formatCount(longer)} longer`;
  const range = (bin: number) => `${formatDuration(bin * binSeconds)} to ${formatDuration((bin + 1) * binSeconds)}`;
  const peak = counts.indexOf(counts.reduce((a, b) => Math.max(a, b), 0));
  return (
    <section>
      <h3>
        Intervals <span>between starts, up to two medians{beyond}</span>
      </h3>
      <SmallBars
        label={`Intervals: most, ${formatCount(counts[peak])}, are ${range(peak)}${beyond}`}
        heights={counts}
        titles={counts.map((count, bin) => `${formatCount(count)} of ${range(bin)}`)}
        ends={['0 s', formatDuration(end / 2), formatDuration(end)]}
      />
    </section>
  );
}

function Sizes({ sizes: { start, binSeconds, flows, sent } }: { readonly sizes: SizesOverTime }) {
  useZone();
  const time = (bin: number) => formatTime(start + bin * binSeconds);
  const most = sent.reduce((a, b) => Math.max(a, b), 0);
  return (
    <section>
      <h3>
        Sizes over time <span>largest orig_bytes of each stretch, {formatBytes(most)} at most</span>
      </h3>
      <SmallBars
        label={`Bytes sent from ${time(0)} to ${time(flows.length)}, at most ${formatBytes(most)}`}
        heights={sent}
        titles={sent.map((bytes, bin) => `${time(bin)}: ${countOf(flows[bin], 'flow')}, at most ${formatBytes(bytes)}`)}
        ends={[time(0), time(flows.length)]}
      />
    </section>
  );
}

function Numbers({ row }: { readonly row: ChannelRow }) {
  const mark = longMark(row.longest);
  const { rhythm } = row;
  return (
    <section>
      <h3>Numbers</h3>
      <Facts
        facts={[
          ...(rhythm === null
            ? []
            : ([
                ['median interval', formatDuration(rhythm.interval), 'Between the starts of successive flows.'],
                ...meanInterval(row),
                ['dispersion', rhythm.dispersion?.toFixed(3) ?? '–', 'MAD / median of the intervals.'],
                [
                  'median sent',
                  `${formatBytes(rhythm.sent)} ± ${formatBytes(rhythm.spread)}`,
                  'orig_bytes and their MAD.',
                ],
              ] as const)),
          [
            'longest flow',
            `${mark === null ? '' : `▲ ≥ ${mark} h, `}${formatDuration(row.longest)}`,
            'Largest duration.',
          ],
          ['open together', formatDuration(row.open), 'Durations of all flows.'],
          ['orig_bytes', formatBytes(row.origBytes), 'Payload that the source sent.'],
          ['resp_bytes', formatBytes(row.respBytes), 'Payload that the destination sent.'],
          ['failed', row.failed === null ? '–' : formatShare(row.failed), 'Share of flows that came to nothing.'],
        ]}
      />
    </section>
  );
}

/** The mean interval, which the evidence refers to. */
function meanInterval({ first, last, flows }: ChannelRow): (readonly [string, string, string])[] {
  if (first === null || last === null || flows < 2) return [];
  const mean = formatDuration((last - first) / (flows - 1));
  return [
    ['mean interval', mean, 'Of the same, as “gaps of about” in the evidence: pauses make it longer than the median.'],
  ];
}

function IcmpTypes({ types }: { readonly types: ChannelDetail['icmp'] }) {
  return (
    <section>
      <h3>
        ICMP <span>types and codes, which Zeek writes in the ports’ place</span>
      </h3>
      <ul className={panel.evidence}>
        {types.map(({ type, code, flows }) => (
          <li key={`${type} ${code}`}>
            type {type}, code {code}: {countOf(flows, 'flow')}
          </li>
        ))}
      </ul>
    </section>
  );
}
