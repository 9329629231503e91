import type { ChannelDetail } from '../../worker/api.ts';
import { Facts } from '../panel/facts.tsx';
import panel from '../panel/panel.module.css';
import { countOf, formatBytes, formatDuration, formatShare } from '../parts/format.ts';
import { rhythmScores } from './channel-columns.tsx';
import { longMark } from './long-marks.ts';

/** How even a channel's rhythm is, in the whole log. Nothing for fewer than four flows. */
export function Rhythm({ detail: { row, columns, meanInterval } }: { readonly detail: ChannelDetail }) {
  const { beacon, rhythm } = row;
  if (rhythm === null) return null;
  const meaningOf = (id: string) => columns.find((column) => column.id === id)?.meaning ?? '';
  const labelOf = (id: string) => columns.find((column) => column.id === id)?.label ?? id;
  const mean = meanInterval === null ? '–' : formatDuration(meanInterval);
  return (
    <section>
      <h3>
        Rhythm <span>in the whole log</span>
      </h3>
      <Facts
        facts={[
          ['beacon', beacon.toFixed(2), meaningOf('beacon')],
          ...rhythmScores.map((id) => [labelOf(id), rhythm[id].toFixed(3), meaningOf(id)] as const),
          ['median interval', formatDuration(rhythm.interval), meaningOf('interval')],
          ['mean interval', mean, 'Of the same. Pauses make it longer than the median.'],
          ['dispersion', rhythm.dispersion?.toFixed(3) ?? '–', meaningOf('dispersion')],
          [labelOf('sent'), `${formatBytes(rhythm.sent)} ± ${formatBytes(rhythm.spread)}`, meaningOf('sent')],
        ]}
      />
    </section>
  );
}

/** The totals of a channel's flows in view. */
export function Numbers({ row, columns }: Pick<ChannelDetail, 'row' | 'columns'>) {
  const meaningOf = (id: string) => columns.find((column) => column.id === id)?.meaning ?? '';
  const mark = longMark(row.longest);
  return (
    <section>
      <h3>
        Numbers <span>of the flows in view</span>
      </h3>
      <Facts
        facts={[
          ['longest', `${mark === null ? '' : `≥ ${mark} h, `}${formatDuration(row.longest)}`, meaningOf('longest')],
          ['open', formatDuration(row.open), meaningOf('open')],
          ['orig_bytes', formatBytes(row.origBytes), meaningOf('orig_bytes')],
          ['resp_bytes', formatBytes(row.respBytes), meaningOf('resp_bytes')],
          ['failed', row.failed === null ? '–' : formatShare(row.failed), meaningOf('failed')],
        ]}
      />
    </section>
  );
}

/** ICMP types and codes of a channel. */
export function IcmpTypes({ types }: { readonly types: ChannelDetail['icmp'] }) {
  return (
    <section>
      <h3>
        ICMP <span>types and codes of the flows in view. Zeek writes them to the port fields</span>
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
