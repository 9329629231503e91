import type { ChannelDetail, IntervalHistogram, SizesOverTime } from '../../worker/api.ts';
import styles from '../detail/detail.module.css';
import { countOf, formatBytes, formatCount, formatDuration, formatTime } from '../parts/format.ts';
import { inViewWords } from '../parts/in-view.tsx';
import { type Stretch, TimeBars } from '../parts/time-bars.tsx';
import { useZone } from '../parts/zone.ts';
import { SmallBars } from './small-bars.tsx';

/** What each indicator of Behaviour found in a channel. */
export function Evidence({ evidence }: Pick<ChannelDetail, 'evidence'>) {
  if (evidence.length === 0) return <p className={styles.note}>Behaviour found nothing unusual in this channel.</p>;
  return (
    <section>
      <h3>
        Evidence{' '}
        <span>in the whole log: score of each indicator as −log10 p, and what remains in the channel’s score</span>
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

/** Number of intervals by their length. */
export function Intervals({ intervals: { binSeconds, counts, longer } }: { readonly intervals: IntervalHistogram }) {
  const end = binSeconds * counts.length;
  const beyond = longer === 0 ? '' : `, ${formatCount(longer)} longer`;
  const range = (bin: number) => `${formatDuration(bin * binSeconds)} to ${formatDuration((bin + 1) * binSeconds)}`;
  const peak = counts.indexOf(counts.reduce((a, b) => Math.max(a, b), 0));
  return (
    <section>
      <h3>
        Intervals <span>in the whole log: between starts, up to two medians{beyond}</span>
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

/** Flows in view of a channel, from its first flow in the log to its last. A bar filters by its time. */
export function ChannelOverTime({
  sizes: { start, binSeconds, flows, selected },
  onStretch,
}: {
  readonly sizes: SizesOverTime;
  readonly onStretch: (stretch: Stretch) => void;
}) {
  return (
    <section>
      <h3>
        Flows over time <span>in view, from its first in the log to its last</span>
      </h3>
      <TimeBars
        label="Flows of the channel over time"
        flows={selected}
        odd={selected.map(() => 0)}
        span={[start, start + binSeconds * flows.length]}
        titleOf={(bar) => inViewWords(selected[bar], flows[bar])}
        onStretch={onStretch}
      />
    </section>
  );
}

/** The largest flow of each part of a channel's life. */
export function Sizes({ sizes: { start, binSeconds, flows, sent } }: { readonly sizes: SizesOverTime }) {
  useZone();
  const time = (bin: number) => formatTime(start + bin * binSeconds);
  const most = sent.reduce((a, b) => Math.max(a, b), 0);
  return (
    <section>
      <h3>
        Sizes over time <span>in the whole log: largest orig_bytes of each time bin, {formatBytes(most)} at most</span>
      </h3>
      <SmallBars
        label={`Largest orig_bytes from ${time(0)} to ${time(flows.length)}, at most ${formatBytes(most)}`}
        heights={sent}
        titles={sent.map((bytes, bin) => `${time(bin)}: ${countOf(flows[bin], 'flow')}, at most ${formatBytes(bytes)}`)}
        ends={[time(0), time(flows.length)]}
      />
    </section>
  );
}
