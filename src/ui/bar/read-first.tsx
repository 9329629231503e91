import type { Detection, Run } from '../../worker/api.ts';
import buttons from '../parts/button.module.css';

/** Detector whose list a person should read first: see `wordsFor`. */
const FIRST = 'combined';

/** Whether the flows are in another order than the one to read first, which the run can have. */
export function isReadLater({ detectors }: Run, { id }: Pick<Detection, 'id'>): boolean {
  return id !== FIRST && detectors.some((detector) => detector.id === FIRST);
}

/** The way to the list that a person should read first; nothing where it is on screen, or cannot be had. */
export function ReadFirst({
  run,
  detection,
  label,
  onDetector,
}: {
  readonly run: Run;
  readonly detection: Detection;
  readonly label: string;
  readonly onDetector: (detector: string) => void;
}) {
  if (!isReadLater(run, detection)) return null;
  return (
    <button
      type="button"
      className={buttons.link}
      title={`${detection.label} sees single flows. Combined also sees scans and beacons, and lists them together with large flows.`}
      onClick={() => onDetector(FIRST)}
    >
      {label}
    </button>
  );
}
