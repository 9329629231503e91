import type { Contribution, Detection, FlowDetail } from '../../worker/api.ts';
import { formatScore, formatShare } from '../parts/format.ts';
import styles from './detail.module.css';
import { comparePlace, describeFall, isRise } from './why.ts';

/** What each feature contributes to the score, as bars, and what each component adds to it. */
export function Contributions({
  contributions,
  terms,
  score,
  say,
  detection,
}: {
  readonly contributions: readonly Contribution[];
  readonly terms: FlowDetail['terms'];
  readonly score: number;
  /** A value of a feature in words. */
  readonly say: (feature: string, value: number) => string;
  readonly detection: Detection;
}) {
  const largest = Math.max(...contributions.map(({ fall }) => Math.abs(fall)), Number.MIN_VALUE);
  return (
    <section>
      <h3>
        Contributions <span>how far the score falls when the feature is set to the log’s mean</span>
      </h3>
      <ul className={styles.bars}>
        {contributions.map(({ feature, fall, value, unset, mean, below, above }) => (
          <li key={feature}>
            <code>{feature}</code>
            <i data-rises={isRise(fall, score)} style={{ '--w': Math.abs(fall) / largest } as React.CSSProperties} />
            <b>{describeFall(fall, score)}</b>
            <em>
              {unset ? 'unset, counted as 0' : say(feature, value)}, {comparePlace(below, above)}; mean{' '}
              {say(feature, mean)}
              {isRise(fall, score) && '; at the mean the score would rise'}
            </em>
          </li>
        ))}
      </ul>
      <p className={styles.note}>Each alone; features act together, so the parts need not add up.</p>
      {terms.length > 0 && (
        <details>
          <summary>Terms of the components, which add up to the score</summary>
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

/** What a component is made of, largest part first. */
function loadingsOf({ components, features }: Detection, name: string): string {
  const loadings = components.find((component) => component.name === name)?.loadings ?? [];
  return features
    .map((feature, i) => ({ name: feature.name, loading: loadings[i] ?? 0 }))
    .toSorted((a, b) => Math.abs(b.loading) - Math.abs(a.loading))
    .map((part) => `${part.name} ${part.loading.toFixed(2)}`)
    .join(', ');
}
