import { fileLabel } from '../parts/file-label.ts';
import { countOf, formatCount } from '../parts/format.ts';
import { Icon } from '../parts/icon.tsx';
import { Popover } from '../parts/popover.tsx';
import { ReadingReport } from '../reading/reading-report.tsx';
import type { Controller } from '../workspace/controller.ts';
import type { Ready } from '../workspace/state.ts';
import styles from './bar.module.css';

/**
 * The name of the open log or the number of files, and the number of skipped lines. A click opens the reading report.
 */
export function FileChip({ state, controller }: { readonly state: Ready; readonly controller: Controller }) {
  const { run } = state.result;
  const name = fileLabel(run);
  const skipped = `${formatCount(run.skipped)} skipped`;
  return (
    <Popover
      button={
        <>
          <b title={run.files.map(({ path }) => path).join(', ')}>{name}</b>
          {run.skipped > 0 && <span className={styles.skipped}>▲ {formatCount(run.skipped)}</span>}
          <Icon name="down" />
        </>
      }
      buttonClass={styles.file}
      buttonLabel={`${name}, ${countOf(run.flows, 'flow')}, ${skipped}: reading report`}
      label="Reading report"
    >
      <ReadingReport state={state} controller={controller} />
    </Popover>
  );
}
