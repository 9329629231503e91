import type { Controller } from '../controller.ts';
import { explainNote } from '../messages.ts';
import buttons from '../parts/button.module.css';
import type { Requests } from '../privacy/count-requests.ts';
import { PrivacyLine } from '../privacy/privacy-panel.tsx';
import type { State } from '../state.ts';
import { AboutScore } from './about-score.tsx';
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
  const notes = isReady ? state.result.shown.detection.notes : [];
  return (
    <div className={isReady ? styles.status : undefined}>
      <div className={isReady ? styles.line : undefined}>
        {isReady && (
          <>
            <PrivacyLine requests={requests} />
            <AboutScore features={state.result.shown.detection.features} />
            <ZoneSwitch />
            <span className={styles.space} />
          </>
        )}
        {isReady && state.asked.threshold !== null && (
          <button type="button" className={buttons.link} onClick={() => controller.ask({ threshold: null })}>
            Back to {percentileName(state.asked.contamination)}
          </button>
        )}
        <Summary state={state} />
      </div>
      {notes.length > 0 && (
        <ul className={styles.notes} aria-label="Notes on the score">
          {notes.map((note) => (
            <li key={note.code}>{explainNote(note)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
