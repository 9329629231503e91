import type { LogSink } from '../format/format.ts';
import type { Problem } from '../report.ts';
import { judgeLog } from '../schema/kind.ts';
import { type NumberReading, numberReadings } from '../schema/number-reading.ts';
import { type FieldBlock, isUnsetCell } from '../table/field-block.ts';
import type { Layout } from '../table/table.ts';
import type { DecidedForms } from './cell-forms.ts';
import { isRefused, Survey } from './survey.ts';

/**
 * Shows the numbers of a file's flows to a survey, and keeps nothing else. About 100 ns per cell that is no short
 * count.
 */
export class SurveySink implements LogSink {
  readonly path: string;
  format = '';
  private readonly survey = new Survey();
  private columns: { readonly field: number; readonly name: string; readonly reading: NumberReading }[] = [];

  constructor(path: string) {
    this.path = path;
  }

  begin(layout: Layout): void {
    this.columns = [];
    if (judgeLog(layout, this.path).kind !== 'flows') return;
    const readings = numberReadings(layout);
    layout.fields.forEach((name, field) => {
      const reading = readings[field];
      if (reading !== null && layout.fields.indexOf(name) === field) this.columns.push({ field, name, reading });
    });
  }

  rows(block: FieldBlock): void {
    const { bytes, starts, stride, separatorLength, lines, count } = block;
    for (let i = 0; i < count; i++) {
      for (const { field, name, reading } of this.columns) {
        const at = i * stride + field;
        const end = starts[at + 1] - separatorLength;
        if (!isUnsetCell(block, bytes, starts[at], end))
          this.survey.look(name, reading, bytes, starts[at], end, lines[i]);
      }
    }
  }

  skip(): void {}
  context(): void {}
  note(): void {}

  /** How the columns are written, and why the file cannot be read when one that is needed can be read in two ways. */
  decide(): { readonly forms: DecidedForms; readonly problem: Problem | null } {
    const { forms, ambiguous } = this.survey.decide();
    const refused = ambiguous.find(isRefused);
    if (refused === undefined) return { forms, problem: null };
    const { field, kind, text, line, readings } = refused;
    const [one = '', other = ''] = readings;
    return {
      forms,
      problem: { code: 'ambiguous-column', detail: { file: this.path, field, kind, text, line, one, other } },
    };
  }
}
