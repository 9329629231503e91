import { memo } from 'react';
import type { EarlyResults, ScoreHistogram } from '../../worker/api.ts';
import { logCount } from '../charts/ticks.ts';
import { countOf, formatCount, formatField } from '../parts/format.ts';
import { shortScore } from '../parts/score-words.ts';
import styles from './early-view.module.css';

/** What was found up to now, while the log is still being read: to look at, not to work with. */
export const EarlyView = memo(function EarlyView({ early }: { readonly early: EarlyResults }) {
  const { share, flows, scored, detector, histogram, fields, top } = early;
  const percent = Math.max(1, Math.floor(share * 100));
  const which = scored < flows ? `${formatCount(scored)} of the ${countOf(flows, 'flow')}` : countOf(flows, 'flow');
  return (
    <section className={styles.early} aria-label="Early results">
      <h3>
        <span className={styles.tag}>provisional, {percent} %</span> Highest scores up to now
      </h3>
      <p>
        {detector} on {which} read up to now. Scores and order change until the whole log is read.
      </p>
      <Bars histogram={histogram} />
      <div className={styles.scroller}>
        <table>
          <thead>
            <tr>
              <th scope="col" className={styles.number}>
                score
              </th>
              {fields.map(({ name, kind }) => (
                <th key={name} scope="col" className={kind === 'number' ? styles.number : undefined}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {top.map(({ score, cells }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a place of the list is what the row stands for
              <tr key={place}>
                <td className={styles.number}>{shortScore(score)}</td>
                {fields.map((field, at) => {
                  const cell = cells[at];
                  return (
                    <td key={field.name} className={field.kind === 'number' ? styles.number : undefined}>
                      {cell === null ? '–' : typeof cell === 'number' ? formatField(cell, field) : cell}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
});

/** How the scores spread, counts by their logarithm. */
function Bars({ histogram: { counts, edges } }: { readonly histogram: ScoreHistogram }) {
  const most = Math.max(...counts.map(logCount), 1);
  const [low, high] = [shortScore(edges[0]), shortScore(edges[edges.length - 1])];
  return (
    <figure className={styles.bars}>
      <div role="img" aria-label={`Flows by score from ${low} to ${high}, counts on a logarithmic scale`}>
        {counts.map((count, bin) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
          <i key={bin} style={{ height: `${(100 * logCount(count)) / most}%` }} />
        ))}
      </div>
      <figcaption>
        <span>{low}</span>
        <span>score distribution, log counts</span>
        <span>{high}</span>
      </figcaption>
    </figure>
  );
}
