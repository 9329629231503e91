import type { Labels } from '../../worker/api.ts';
import buttons from '../parts/button.module.css';
import { formatCount } from '../parts/format.ts';
import styles from './evaluate.module.css';
import { type Role, roles } from './label-roles.ts';
import type { Candidate } from './use-evaluations.ts';

/** The choice of what labels mean and which detectors are compared. */
export function Choices({
  labels,
  current,
  roleOf,
  candidates,
  compared,
  onField,
  onRole,
  onCompared,
  onEvaluate,
}: {
  readonly labels: readonly Labels[];
  /** The label field on screen. */
  readonly current: Labels;
  readonly roleOf: (text: string) => Role;
  readonly candidates: readonly Candidate[];
  /** The ids of the chosen detectors. */
  readonly compared: readonly string[];
  readonly onField: (field: string) => void;
  readonly onRole: (text: string, role: Role) => void;
  readonly onCompared: (compared: readonly string[]) => void;
  readonly onEvaluate: () => void;
}) {
  return (
    <form
      className={styles.choices}
      onSubmit={(event) => {
        event.preventDefault();
        onEvaluate();
      }}
    >
      <fieldset>
        <legend>Labels</legend>
        {labels.length > 1 && (
          <label>
            Field
            <select value={current.field} onChange={({ target }) => onField(target.value)}>
              {labels.map((one) => (
                <option key={one.field}>{one.field}</option>
              ))}
            </select>
          </label>
        )}
        <ul>
          {current.values.map(({ text, flows }) => (
            <li key={text}>
              <span title={text}>{text === '' ? 'unset' : text}</span> <small>{formatCount(flows)}</small>
              <RoleSelect text={text} role={roleOf(text)} onRole={(role) => onRole(text, role)} />
            </li>
          ))}
        </ul>
      </fieldset>
      <fieldset>
        <legend>Detectors</legend>
        {candidates.map(({ id, label }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={compared.includes(id)}
              onChange={({ target }) =>
                onCompared(target.checked ? [...compared, id] : compared.filter((other) => other !== id))
              }
            />
            {label}
          </label>
        ))}
      </fieldset>
      <button type="submit" className={buttons.primary} disabled={compared.length === 0}>
        Evaluate
      </button>
    </form>
  );
}

function RoleSelect({
  text,
  role,
  onRole,
}: {
  readonly text: string;
  readonly role: Role;
  readonly onRole: (role: Role) => void;
}) {
  return (
    <select
      aria-label={`${text === '' ? 'unset' : text} counts as`}
      value={role}
      onChange={({ target }) => onRole(target.value as Role)}
    >
      {roles.map((one) => (
        <option key={one}>{one}</option>
      ))}
    </select>
  );
}
