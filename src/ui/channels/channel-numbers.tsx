import type { ChannelDetail, ChannelRow } from '../../worker/api.ts';
import { Facts } from '../panel/facts.tsx';
import panel from '../panel/panel.module.css';
import { countOf, formatBytes, formatDuration, formatShare } from '../parts/format.ts';
import { rhythmScores } from './channel-columns.tsx';
import { longMark } from './long-marks.ts';

/** How even a channel's rhythm is. Nothing for fewer than four flows. */
export function Beacon({ row: { beacon, rhythm }, columns }: Pick<ChannelDetail, 'row' | 'columns'>) {
  if (rhythm === null) return null;
  const columnOf = (id: string) => columns.find((column) => column.id === id);
  return (
    <section>
      <h3>Beacon</h3>
      <Facts
        facts={[
          ['beacon score', beacon.toFixed(2), columnOf('beacon')?.meaning ?? ''],
          ...rhythmScores.map((id) => {
            const { label = id, meaning = '' } = columnOf(id) ?? {};
            return [label, rhythm[id].toFixed(3), meaning] as const;
          }),
        ]}
      />
    </section>
  );
}

/** The numbers of a channel. */
export function Numbers({ row, columns }: Pick<ChannelDetail, 'row' | 'columns'>) {
  const meaningOf = (id: string) => columns.find((column) => column.id === id)?.meaning ?? '';
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
                ['dispersion', rhythm.dispersion?.toFixed(3) ?? '–', meaningOf('dispersion')],
                [
                  'median sent',
                  `${formatBytes(rhythm.sent)} ± ${formatBytes(rhythm.spread)}`,
                  'orig_bytes and their MAD.',
                ],
              ] as const)),
          [
            'longest flow',
            `${mark === null ? '' : `▲ ≥ ${mark} h, `}${formatDuration(row.longest)}`,
            meaningOf('longest'),
          ],
          ['open together', formatDuration(row.open), meaningOf('open')],
          ['orig_bytes', formatBytes(row.origBytes), meaningOf('orig_bytes')],
          ['resp_bytes', formatBytes(row.respBytes), meaningOf('resp_bytes')],
          ['failed', row.failed === null ? '–' : formatShare(row.failed), meaningOf('failed')],
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

/** ICMP types and codes of a channel. */
export function IcmpTypes({ types }: { readonly types: ChannelDetail['icmp'] }) {
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
