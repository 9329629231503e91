import { awaitedResult } from '../awaited.ts';
import type { Controller } from '../controller.ts';
import { describeSettings } from '../model/changed-settings.ts';
import { HiddenFlows } from '../noise/hidden-flows.tsx';
import { explainNote, isAssumption } from '../note-words.ts';
import buttons from '../parts/button.module.css';
import { formatCount } from '../parts/format.ts';
import { explainLarger } from '../parts/larger.ts';
import type { Requests } from '../privacy/count-requests.ts';
import { PrivacyLine } from '../privacy/privacy-panel.tsx';
import { WorkBar } from '../progress/work-bar.tsx';
import type { Result, State } from '../state.ts';
import { AboutScore } from './about-score.tsx';
import { ReadFirst } from './read-first.tsx';
import styles from './status-line.module.css';
import { percentileName, Summary } from './summary.tsx';
import { ZoneSwitch } from './zone-switch.tsx';

/** The line below the bar once a log is open: the promise at the left, the outcome at the right, notes below. */
export function StatusLine({
  state,
  controller,
  requests,
}: {
  readonly state: State;
  readonly controller: Controller;
  readonly requests: Requests;
}) {
  const isReady = state.phase === 'ready';
  const notes = isReady ? notesOf(state.result) : [];
  return (
    <div className={isReady ? styles.status : undefined}>
      <div className={isReady ? styles.line : undefined}>
        {isReady && (
          <>
            <PrivacyLine requests={requests} />
            <AboutScore detection={state.result.shown.detection} />
            <ReadFirst
              run={state.result.run}
              detection={state.result.shown.detection}
              label="Read Combined first"
              onDetector={(detector) => controller.ask({ detector })}
            />
            <ZoneSwitch onChange={(zone) => controller.ask({ zone })} />
            <span className={styles.space} />
          </>
        )}
        {isReady && state.work !== null && awaitedResult(state) === null && (
          <WorkBar work={state.work} onCancel={controller.cancel} />
        )}
        {isReady && <HiddenFlows shown={state.result.shown} onShow={() => controller.ask({ noise: [] })} />}
        {isReady && state.asked.threshold !== null && (
          <button type="button" className={buttons.link} onClick={() => controller.ask({ threshold: null })}>
            Back to {percentileName(state.asked.contamination)}
          </button>
        )}
        <Summary state={state} />
      </div>
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

/** What the detector noted, and what was assumed of a file; each sentence once. */
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
  const larger = run.larger === null ? [] : explainLarger(run.larger);
  const settings = describeSettings(run, shown.detection);
  return [...new Set([...larger, ...settings, ...twice, ...shown.detection.notes.map(explainNote), ...assumed])];
}
