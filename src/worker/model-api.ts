import type { FileSource } from '../core/sql/flow-source.ts';
import type { ModelForm } from '../core/sql/model-forms.ts';

/** What is done elsewhere: flows are scored by the model, a model is fitted where the flows are, or evidence is listed. */
export type Use = 'score' | 'fit' | 'hunt';

/** A form that can be written, by its use. */
export interface ElsewhereForm extends ModelForm {
  readonly use: Use;
}

export interface ModelRequest {
  /** A result, by the id of its detector or baseline. */
  readonly result: string;
  /** The id of a form. */
  readonly form: string;
  /** Scores above it count as anomalies. */
  readonly threshold: number;
  /** Version of the page. */
  readonly app: string;
  /** Name of the table that a script reads; null for the usual source. */
  readonly table: string | null;
  /** The file that a script reads, without `table`, if its engine reads files. */
  readonly file?: FileSource | null;
  /** The result of the first script of a fit, from which the second is written; null for every other text. */
  readonly moments: { readonly name: string; readonly blob: Blob } | null;
}
