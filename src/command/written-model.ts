import type { FileSource } from '../core/sql/flow-source.ts';
import type { Scored } from './score-logs.ts';
import { UsageError } from './usage-error.ts';

/** A form of the engine's `modelForms`, which an option writes. `table` or `file`: what a script reads. */
interface Wanted {
  readonly option: string;
  readonly form: string;
  readonly table: string | null;
  readonly file: FileSource | null;
}

/** The model that scored the logs, in another form. Throws `UsageError` for a model without this form. */
export async function writtenModel(
  { engine, run, detection, threshold, progress, signal }: Scored,
  { option, form, table, file }: Wanted,
): Promise<string> {
  const { id, label, detector } = detection;
  if (detection.baseline === null) {
    const known = run.detectors.filter(({ hasBaselines, hasScripts }) => (form === 'json' ? hasBaselines : hasScripts));
    if (!known.some((one) => one.id === id))
      throw new UsageError(`--${option} cannot write ${label}. It writes ${known.map((one) => one.id).join(', ')}.`);
    if (run.larger !== null)
      throw new UsageError(
        `--${option} needs the log in memory. Give more of it with --memory, or a model with --baseline.`,
      );
  }
  const request = { result: detector, form, threshold, app: __VERSION__, table, file, moments: null };
  const written = await engine.writeModel(request, progress.show, signal);
  progress.clear();
  return written;
}
