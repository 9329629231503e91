import { useId, useState } from 'react';
import type { Param, Params } from '../../worker/api.ts';
import buttons from '../parts/button.module.css';
import styles from './model.module.css';
import { checkSetting, type Draft, draftOf, settingsIn, toggled } from './setting-check.ts';

/** A form drawn from a detector's settings as data. Starts from `values`; give it a key for each result. */
export function SettingsForm({
  label,
  params,
  values,
  isWorking,
  onApply,
}: {
  readonly label: string;
  readonly params: readonly Param[];
  readonly values: Params;
  /** Whether another result is being computed. */
  readonly isWorking: boolean;
  readonly onApply: (settings: Params) => void;
}) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(params, values));
  const settings = settingsIn(params, draft);
  const isShown = params.every(({ name }) => settings?.[name] === values[name]);
  const isUsual = params.every((param) => draft[param.name] === String(param.default));
  return (
    <form
      aria-label={`Settings of ${label}`}
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (settings !== null && !isShown) onApply(settings);
      }}
    >
      {params.map((param) => (
        <Setting
          key={param.name}
          param={param}
          text={draft[param.name]}
          onChange={(text) => setDraft({ ...draft, [param.name]: text })}
        />
      ))}
      <div className={styles.buttons}>
        <button type="submit" className={buttons.primary} disabled={settings === null || isShown || isWorking}>
          Apply
        </button>
        <button
          type="button"
          className={buttons.button}
          disabled={isUsual}
          onClick={() => {
            setDraft(draftOf(params, {}));
            const usual = settingsIn(params, draftOf(params, {}));
            if (usual !== null && params.some(({ name }) => usual[name] !== values[name])) onApply(usual);
          }}
        >
          Reset to defaults
        </button>
      </div>
    </form>
  );
}

function Setting({
  param,
  text,
  onChange,
}: {
  readonly param: Param;
  readonly text: string;
  readonly onChange: (text: string) => void;
}) {
  const id = useId();
  const complaint = checkSetting(param, text);
  const described = { 'aria-invalid': complaint !== '', 'aria-describedby': `${id}-hint` };
  const hint = (
    <small
      id={`${id}-hint`}
      className={styles.hint}
      data-wrong={complaint !== ''}
      role={complaint === '' ? undefined : 'alert'}
    >
      {complaint || usual(param)}
    </small>
  );
  if (param.kind === 'subset') {
    return (
      <fieldset aria-describedby={`${id}-hint`}>
        <legend>{param.label}</legend>
        {param.choices.map((choice) => (
          <label key={choice}>
            <input
              type="checkbox"
              checked={text.split(',').includes(choice)}
              onChange={({ target }) => onChange(toggled(param.choices, text, choice, target.checked))}
            />
            <code>{choice}</code>
          </label>
        ))}
        {hint}
      </fieldset>
    );
  }
  return (
    <div className={styles.setting}>
      <label htmlFor={id}>{param.label}</label>
      {param.kind === 'choice' ? (
        <select id={id} value={text} {...described} onChange={({ target }) => onChange(target.value)}>
          {param.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          type="number"
          min={param.least}
          max={param.most}
          step={param.kind === 'integer' ? 1 : 0.01}
          value={text}
          {...described}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      {hint}
    </div>
  );
}

function usual(param: Param): string {
  switch (param.kind) {
    case 'subset':
      return 'All by default.';
    case 'choice':
      return `${param.default} by default.`;
    default:
      return `${param.default} by default, ${param.least} to ${param.most}.`;
  }
}
