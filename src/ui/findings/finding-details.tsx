import { shownField } from '../../core/schema/host-field.ts';
import { benignOf, countsOf, strengthOf } from '../../words/finding-words.ts';
import { strengthMeaning } from '../../words/strength-words.ts';
import type { Engine, Finding, FindingEvidence } from '../../worker/api.ts';
import { countOf, formatCount, formatTime } from '../parts/format.ts';
import { type ScoreScale, sayScore } from '../parts/score-words.ts';
import { useZone, zoneName } from '../parts/zone.ts';
import styles from './finding-details.module.css';
import { FindingHosts, type OnHost } from './finding-hosts.tsx';
import { FindingStages } from './finding-stages.tsx';
import { levelOf, pointsOf } from './strength.tsx';
import { identicalFields, useIdenticalFlows } from './use-identical-flows.ts';

/** The evidence of a finding, its first flows and its hosts. All of it covers the whole log. */
export function FindingDetails({
  engine,
  scale,
  finding,
  onHost,
}: {
  readonly engine: Engine;
  readonly scale: ScoreScale;
  readonly finding: Finding;
  readonly onHost: OnHost;
}) {
  useZone();
  const { evidence, lines, span, routine } = finding;
  const [first, ...others] = evidence;
  return (
    <>
      {routine !== null && <p className={styles.reason}>{benignOf(finding)}</p>}
      {finding.stages.length > 0 && <FindingStages stages={finding.stages} />}
      <ul className={styles.evidence} aria-label="Evidence">
        <li className={styles.why}>
          <EvidenceLabel evidence={first} /> {first.sentence}
        </li>
        {others.map((one) => (
          <li key={one.sentence}>
            <EvidenceLabel evidence={one} /> {one.sentence}
          </li>
        ))}
        {lines > evidence.length && <li>{formatCount(lines)} pieces of evidence in all</li>}
      </ul>
      <section>
        <h3>
          Flows <span>in the whole log</span>
        </h3>
        <p>
          {countsOf(finding)}
          {span !== null && ` ${formatTime(span[0])} to ${formatTime(span[1])} ${zoneName()}.`}
        </p>
        <IdenticalFlows engine={engine} scale={scale} finding={finding} />
      </section>
      <FindingHosts engine={engine} finding={finding} onHost={onHost} />
      <section>
        <h3>What does strength {Math.round(finding.points)} mean?</h3>
        <p>{strengthMeaning(finding.points)}</p>
      </section>
      <section>
        <h3>How is it computed?</h3>
        <p className={styles.wait}>
          {strengthOf(finding)} {Math.round(finding.points)} of 100: 12.5 times it, at most 100.
        </p>
      </section>
    </>
  );
}

/** The name of an indicator, and how strong its evidence is. */
function EvidenceLabel({ evidence: { label, strength } }: { readonly evidence: FindingEvidence }) {
  const points = pointsOf(strength);
  return (
    <b>
      {label} <span className={styles.level}>{`${levelOf(points).toLowerCase()}, ${points}`}</span>
    </b>
  );
}

/**
 * The first lines of its flows. Flows that are the same in the compared fields share a line. Fields that are the same
 * for all flows of the finding are in the panel's header, not in the table.
 */
function IdenticalFlows({
  engine,
  scale,
  finding,
}: {
  readonly engine: Engine;
  readonly scale: ScoreScale;
  readonly finding: Finding;
}) {
  const window = useIdenticalFlows(engine, scale.detection, finding.where);
  if (window === null) return null;
  const more = window.total - window.rows.length;
  const columns = identicalFields.flatMap((field, at) => (isTheSame(finding, field) ? [] : [{ field, at }]));
  return (
    <table className={styles.table}>
      <caption>
        {columns.length === 0 ? 'All of its flows' : 'Flows that are the same in the shown columns'} on one line, with
        their highest score
        {more > 0 && `, ${countOf(more, 'more line')}`}
      </caption>
      <thead>
        <tr>
          <th scope="col">flows</th>
          {columns.map(({ field }) => (
            <th key={field} scope="col">
              {shownField(field)}
            </th>
          ))}
          <th scope="col" title="The highest score of these flows.">
            score
          </th>
        </tr>
      </thead>
      <tbody>
        {window.rows.map(({ flow, identical, cells, score, rank }) => (
          <tr key={flow}>
            <td>{formatCount(identical)}</td>
            {columns.map(({ field, at }) => (
              <td key={field}>{cells[at] ?? '-'}</td>
            ))}
            <td title={String(score)}>{sayScore(score, rank, scale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whether all flows of a finding have the same value in a field: the panel's header shows it. */
function isTheSame({ source, destination, port }: Finding, field: string): boolean {
  const name = shownField(field);
  if (name === 'id.orig_h') return source.name !== null;
  if (name === 'id.resp_h') return destination.name !== null;
  return (name === 'id.resp_p' || name === 'proto') && port.name !== null;
}
