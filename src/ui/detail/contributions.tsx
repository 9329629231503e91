import type { Contribution, Detection, FlowDetail } from '../../worker/api.ts';
import { formatScore, formatShare } from '../parts/format.ts';
import styles from './detail.module.css';
import { comparePlace, describePart, explainParts, lowers, shortPlace, usual } from './why.ts';

/** The contribution of each feature to the score as bars, and the contribution of each component. */
export function Contributions({
  kind,
  contributions,
  terms,
  score,
  say,
  detection,
}: {
  readonly kind: FlowDetail['kind'];
  readonly contributions: readonly Contribution[];
  readonly terms: FlowDetail['terms'];
  readonly score: number;
  /** Formats a value of a feature. */
  readonly say: (feature: string, value: number) => string;
  readonly detection: Detection;
}) {
  const largest = Math.max(...contributions.map(({ part }) => Math.abs(part)), Number.MIN_VALUE);
  const { what, sum } = explainParts(kind, detection);
  return (
    <section>
      <h3>
        Contributions <span>{what}</span>
      </h3>
      <ul className={styles.bars}>
        {contributions.map((contribution) => {
          const { feature, part, value, unset, below, above } = contribution;
          const amount = unset ? 'unset' : say(feature, value);
          return (
            <li key={feature} title={sentenceOf(contribution, kind, score, say, detection)}>
              <code>{feature}</code>{' '}
              <i data-rises={lowers(part, score)} style={{ '--w': Math.abs(part) / largest } as React.CSSProperties} />
              <b>{describePart(part, score)}</b>{' '}
              <em aria-hidden="true">
                {amount}, {shortPlace(below, above)}
              </em>
              <span className="visually-hidden">{sentenceOf(contribution, kind, score, say, detection)}</span>
            </li>
          );
        })}
      </ul>
      <p className={styles.note}>
        {sum}
        {detection.baseline !== null && ' Percentiles are of this log, usual values of the baseline.'}
      </p>
      {terms.length > 0 && (
        <details>
          <summary className={styles.summary}>Terms of the components, which add up to the score</summary>
          <table className={styles.terms}>
            <thead>
              <tr>
                <th scope="col">component</th>
                <th scope="col">of variance</th>
                <th scope="col">distance</th>
                <th scope="col">term</th>
              </tr>
            </thead>
            <tbody>
              {terms.map(({ component, ratio, distance, term }) => (
                <tr key={component}>
                  <th scope="row" title={loadingsOf(detection, component)}>
                    {component}
                  </th>
                  <td>{formatShare(ratio)}</td>
                  <td>{formatScore(distance)}</td>
                  <td>
                    {formatScore(term)}
                    {score > 0 && ` (${formatShare(term / score)})`}
                  </td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">score</th>
                <td />
                <td />
                <td>{formatScore(score)}</td>
              </tr>
            </tfoot>
          </table>
        </details>
      )}
    </section>
  );
}

/** `400 MB, the largest of this log; mean 94.5 kB`: the value, its percentile, and the typical value. */
function sentenceOf(
  { part, value, feature, unset, typical, below, above }: Contribution,
  kind: FlowDetail['kind'],
  score: number,
  say: (feature: string, value: number) => string,
  detection: Detection,
): string {
  const amount = unset ? 'unset, counted as 0' : say(feature, value);
  const whose = detection.baseline === null ? '' : 'baseline’s ';
  const effect = !lowers(part, score)
    ? ''
    : kind === 'exact'
      ? ', which lowers the score'
      : `. At the ${usual[detection.typical]} the score would rise`;
  const typically = `${whose}${usual[detection.typical]} ${say(feature, typical)}`;
  return `${amount}, ${comparePlace(below, above)}, ${typically}${effect}`;
}

/** The features of a component, largest loading first. */
function loadingsOf({ components, features }: Detection, name: string): string {
  const loadings = components.find((component) => component.name === name)?.loadings ?? [];
  return features
    .map((feature, i) => ({ name: feature.name, loading: loadings[i] ?? 0 }))
    .toSorted((a, b) => Math.abs(b.loading) - Math.abs(a.loading))
    .map((part) => `${part.name} ${part.loading.toFixed(2)}`)
    .join(', ');
}
