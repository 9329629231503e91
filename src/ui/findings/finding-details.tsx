import { shownField } from '../../core/schema/host-field.ts';
import type { Detection, Engine, Finding } from '../../worker/api.ts';
import { formatCount, formatScore, formatTime } from '../parts/format.ts';
import { useZone, zoneName } from '../parts/zone.ts';
import styles from './finding-details.module.css';
import { FindingHosts, type OnHost } from './finding-hosts.tsx';
import { countsOf, strengthOf } from './finding-words.ts';
import { identicalFields, useIdenticalFlows } from './use-identical-flows.ts';

/** What makes a finding one, and its first flows, identical ones on one line. */
export function FindingDetails({
  engine,
  detection,
  finding,
  onHost,
}: {
  readonly engine: Engine;
  readonly detection: Detection;
  readonly finding: Finding;
  readonly onHost: OnHost;
}) {
  useZone();
  const { evidence, lines, span, routine } = finding;
  return (
    <div className={styles.details}>
      {routine !== null && <p className={styles.reason}>Likely routine: {routine}</p>}
      <ul className={styles.evidence} aria-label="Evidence">
        {evidence.map(({ label, sentence }) => (
          <li key={sentence}>
            <b>{label}</b> {sentence}
          </li>
        ))}
        {lines > evidence.length && <li>{formatCount(lines)} such in all</li>}
      </ul>
      <p>
        Its flows: {countsOf(finding)}
        {span !== null && ` ${formatTime(span[0])} to ${formatTime(span[1])} ${zoneName()}.`}
      </p>
      <p className={styles.wait}>{strengthOf(finding)}</p>
      <div className={styles.tables}>
        <IdenticalFlows engine={engine} detection={detection} finding={finding} />
        <FindingHosts engine={engine} finding={finding} onHost={onHost} />
      </div>
    </div>
  );
}

function IdenticalFlows({
  engine,
  detection,
  finding: { where, source, destination },
}: {
  readonly engine: Engine;
  readonly detection: Detection;
  readonly finding: Finding;
}) {
  const window = useIdenticalFlows(engine, detection, where);
  if (window === null) return null;
  const more = window.total - window.rows.length;
  return (
    <table className={styles.identical} data-source={source.name !== null} data-destination={destination.name !== null}>
      <caption>Its flows, identical ones on one line{more > 0 && `; ${formatCount(more)} more lines`}</caption>
      <thead>
        <tr>
          <th scope="col">flows</th>
          {identicalFields.map((field) => (
            <th key={field} scope="col" data-field={shownField(field)}>
              {shownField(field)}
            </th>
          ))}
          <th scope="col">score</th>
        </tr>
      </thead>
      <tbody>
        {window.rows.map(({ flow, identical, cells, score }) => (
          <tr key={flow}>
            <td>{formatCount(identical)}</td>
            {identicalFields.map((field, at) => (
              <td key={field} data-field={shownField(field)}>
                {cells[at] ?? '-'}
              </td>
            ))}
            <td>{formatScore(score)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
