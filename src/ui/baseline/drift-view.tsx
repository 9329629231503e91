import { describeField } from '../../core/schema/conn.ts';
import { explainVerdict, verdictWords } from '../../words/drift-words.ts';
import type { Drift } from '../../worker/api.ts';
import { countOf, formatCount, formatField, formatShare } from '../parts/format.ts';
import styles from './baseline.module.css';

/** The drift of the log from the baseline: sentences, numbers and one line per feature. */
export function DriftView({ drift }: { readonly drift: Drift }) {
  const { verdict, outside, angle, kept, keptShare, networks, flows, hosts, channels, features } = drift;
  return (
    <>
      <p role="note" aria-label="Drift" className={styles.verdict} data-verdict={verdict}>
        <strong>{verdictWords[verdict]}.</strong> {explainVerdict(drift)}
      </p>
      <dl className={styles.facts}>
        <div>
          <dt>Flows outside the box</dt>
          <dd>
            {formatShare(outside)} <small>of {formatCount(flows)}</small>
          </dd>
        </div>
        <div>
          <dt>Subspace angle</dt>
          <dd
            title={`Between the first ${countOf(kept, 'component')}, which have ${formatShare(keptShare)} of the baseline’s variance`}
          >
            {angle.toFixed(0)}° <small>of {countOf(kept, 'component')}</small>
          </dd>
        </div>
        <div>
          <dt>Local networks known</dt>
          <dd>{networks === null ? '–' : `${formatCount(networks.known)} of ${formatCount(networks.total)}`}</dd>
        </div>
        <div title="Local sources of this log that the baseline has. With many hosts, a part of them is compared.">
          <dt>Local hosts known</dt>
          <dd>
            {hosts === null ? (
              '–'
            ) : (
              <>
                {formatCount(hosts.known)} of {formatCount(hosts.total)}{' '}
                <small>with {formatShare(hosts.share)} of their flows</small>
              </>
            )}
          </dd>
        </div>
        {channels !== null && (
          <div title="Channels are source, destination, port and protocol.">
            <dt>Channels known</dt>
            <dd>
              {formatCount(channels.known)} of {formatCount(channels.total)}{' '}
              <small>with {formatShare(channels.share)} of the flows</small>
            </dd>
          </div>
        )}
      </dl>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a narrow page scrolls it, also by keys */}
      <section className={styles.scroll} aria-label="Drift by feature" tabIndex={0}>
        <table className={styles.drift}>
          <caption>Box: 0.1 to 99.9 % of the baseline</caption>
          <thead>
            <tr>
              <th scope="col">feature</th>
              <th scope="col">outside</th>
              <th scope="col">baseline’s box</th>
              <th scope="col">usual there</th>
              <th scope="col">usual here</th>
            </tr>
          </thead>
          <tbody>
            {features.map(({ name, low, high, usual, usualHere, outside: out, isConstant }) => (
              <tr key={name}>
                <th scope="row">
                  <code>{name}</code>
                </th>
                <td>{formatShare(out)}</td>
                <td>{isConstant ? `only ${say(name, low)}` : `${say(name, low)} to ${say(name, high)}`}</td>
                <td>{sayUsual(name, usual)}</td>
                <td>{sayUsual(name, usualHere)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function say(name: string, value: number): string {
  const field = describeField(name, '');
  return formatField(field.type === 'port' ? Math.round(value) : value, field);
}

/** A mean in words. Ports have no meaningful mean. */
function sayUsual(name: string, value: number): string {
  return describeField(name, '').type === 'port' ? '–' : say(name, value);
}
