import type { Origin } from '../core/baseline/baseline.ts';
import type { View } from '../core/query/view.ts';
import type { Problem } from '../core/report.ts';

/** The flows that a baseline is fitted to: files, which are read once and not kept, or the flows of a view. */
export type BaselineSource =
  | { readonly kind: 'files'; readonly files: readonly { readonly path: string; readonly blob: Blob }[] }
  | { readonly kind: 'view'; readonly view: View };

/** A baseline as plain data. */
export interface BaselineSummary {
  /** Id in other questions and of its scores. */
  readonly id: string;
  /** Name of its scores. */
  readonly label: string;
  readonly detector: { readonly id: string; readonly label: string };
  /** Short name of the flows that it was fitted to. */
  readonly name: string;
  readonly origin: Origin;
  /** Errors that left out some of the flows. */
  readonly problems: readonly Problem[];
}
