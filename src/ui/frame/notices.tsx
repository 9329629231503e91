import { explainNote, isAssumption } from '../../words/note-words.ts';
import { LossLine } from '../failure/loss-line.tsx';
import { LossNotice, TroubleNotice } from '../failure/notice.tsx';
import { describeSettings } from '../model/changed-settings.ts';
import { formatCount } from '../parts/format.ts';
import type { Controller } from '../workspace/controller.ts';
import type { Result, State } from '../workspace/state.ts';
import { LargerNote } from './larger-note.tsx';
import styles from './open-log.module.css';

/** Notices below the tabs: missing rows, problems, and assumptions. */
export function Notices({
  state,
  controller,
  onChooseFiles,
}: {
  readonly state: State;
  readonly controller: Controller;
  readonly onChooseFiles: () => void;
}) {
  if (state.phase !== 'ready') return null;
  const { run } = state.result;
  const notes = notesOf(state.result);
  return (
    <div className={styles.notices}>
      {run.loss !== null && <LossLine loss={run.loss} state={state} controller={controller} />}
      <LossNotice key={state.job} files={run.files} onUnpackAll={() => controller.openUnpackingAll('open')} />
      {state.trouble !== null && (
        <TroubleNotice
          trouble={state.trouble}
          run={run}
          choice={{ onShowOthers: controller.openRemnant, onChooseFiles }}
          onUnpackAll={() => controller.openUnpackingAll('refused')}
          onDismiss={controller.dismissTrouble}
        />
      )}
      {run.larger !== null && <LargerNote larger={run.larger} flows={run.flows} onRead={controller.reopenWithMemory} />}
      {notes.length > 0 && (
        <ul className={styles.notes} aria-label="Notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Notes of the detector and assumptions about files, without duplicates. */
function notesOf({ run, shown }: Result): string[] {
  const assumed = run.files.flatMap(({ path, notes }) =>
    notes.filter(isAssumption).map((note) => (run.files.length > 1 ? `${path}: ` : '') + explainNote(note)),
  );
  const twice =
    run.repeated > 0
      ? [
          run.repeated === 1
            ? '1 duplicate uid. You can drop it in the reading report.'
            : `${formatCount(run.repeated)} duplicate uids. You can drop them in the reading report.`,
        ]
      : [];
  const settings = describeSettings(run, shown.detection);
  return [...new Set([...settings, ...twice, ...shown.detection.notes.map(explainNote), ...assumed])];
}
