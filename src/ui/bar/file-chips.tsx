import type { Controller } from '../controller.ts';
import { countOf, formatCount } from '../parts/format.ts';
import { Popover } from '../parts/popover.tsx';
import { ReadingReport } from '../reading/reading-report.tsx';
import type { Ready } from '../state.ts';
import styles from './bar.module.css';

/** The open log, or how many, with its flows and the way to the reading report. */
export function FileChips({ state, controller }: { readonly state: Ready; readonly controller: Controller }) {
  const { run } = state.result;
  const name = run.files.length === 1 ? run.files[0].path : countOf(run.files.length, 'file');
  return (
    <div className={styles.chip}>
      <strong title={run.files.map(({ path }) => path).join(', ')}>{name}</strong>{' '}
      <span> {countOf(run.flows, 'flow')} </span>
      <Popover
        button={`${formatCount(run.skipped)} skipped`}
        buttonClass={styles.report}
        buttonLabel={`${formatCount(run.skipped)} skipped: reading report`}
        label="Reading report"
      >
        <ReadingReport state={state} controller={controller} />
      </Popover>
    </div>
  );
}
