import { equals } from '../../core/selection/predicate.ts';
import { labelOf } from '../../words/finding-words.ts';
import type { Finding, GroupFinding } from '../../worker/api.ts';
import { formatCount } from '../parts/format.ts';
import { Value } from '../parts/value.tsx';
import { ValueLink } from '../parts/value-link.tsx';
import styles from './group-findings.module.css';
import { Strength } from './strength.tsx';

/** The findings with flows of a host or channel, by strength. Nothing before findings are known. */
export function GroupFindings({
  name,
  findings,
  all,
  subjectOf,
  onFinding,
}: {
  /** What has the flows: `host` or `channel`. */
  readonly name: string;
  readonly findings: readonly GroupFinding[];
  /** All findings of the run. */
  readonly all: readonly Finding[];
  /** What a line says of a finding beside its name. */
  readonly subjectOf: (finding: Finding, part: GroupFinding) => string;
  readonly onFinding: (finding: Finding) => void;
}) {
  if (all.length === 0) return null;
  const known = new Map(all.map((finding) => [finding.id, finding]));
  return (
    <section>
      <h3>
        Findings{' '}
        <span>
          {findings.length === 0
            ? 'no finding includes its flows'
            : `${findings.length}, by strength, flows counted in the whole log`}
        </span>
      </h3>
      <ul className={styles.list} aria-label={`Findings with this ${name}`}>
        {findings.map((part) => {
          const { id, points, flows } = part;
          const finding = known.get(id);
          if (finding === undefined) return null;
          return (
            <li key={id}>
              <Strength points={points} />
              <div className={styles.what}>
                <Value name="finding" text={labelOf(finding)} predicate={equals('finding', id)}>
                  <ValueLink onClick={() => onFinding(finding)}>{finding.kind}</ValueLink>
                </Value>{' '}
                <span className={styles.subject}>{subjectOf(finding, part)}</span>
              </div>
              <span className={styles.flows} title="flows of it in this finding, in the whole log">
                {formatCount(flows)}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
