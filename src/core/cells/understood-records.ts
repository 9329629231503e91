import { Collected } from '../format/collected.ts';
import { isUnsetCell } from '../table/field-block.ts';
import type { CutRecord, Layout, RecordForm } from '../table/table.ts';
import type { ColumnKind } from '../table/table-builder.ts';
import type { CellForms } from './cell-forms.ts';

/**
 * Records whose numbers are written as Zeek would write them, as they were understood; one that says no number is
 * unset. Records with plain numbers only come out as they are.
 */
export function understoodRecords(records: RecordForm, forms: CellForms, kinds: readonly ColumnKind[]): RecordForm {
  const numbers = kinds.flatMap((kind, field) => (kind === 'count' || kind === 'double' ? [field] : []));
  return {
    ...records,
    cut(bytes, start, end, layout) {
      const record = records.cut(bytes, start, end, layout);
      return numbers.every((field) => isPlain(record, field, layout, forms))
        ? record
        : rewritten(record, layout, forms);
    },
  };
}

function isPlain({ bytes, starts }: CutRecord, field: number, layout: Layout, forms: CellForms): boolean {
  const start = starts[field];
  const end = starts[field + 1] - layout.separator.length;
  if (isUnsetCell(layout, bytes, start, end)) return true;
  if (forms.readsAll(field)) return false;
  let at = start;
  while (at < end && (bytes[at] ^ 48) < 10) at++;
  const digits = at - start;
  if (at < end && bytes[at] === POINT && !forms.isWhole(field)) for (at++; at < end && (bytes[at] ^ 48) < 10; ) at++;
  return at === end && digits > 0 && digits <= MOST_DIGITS;
}

const POINT = 46;
/** Of a time in seconds; more are read again. A count of more is no smaller for it. */
const MOST_DIGITS = 11;

function rewritten({ bytes, starts }: CutRecord, layout: Layout, forms: CellForms): CutRecord {
  const width = layout.separator.length;
  const out = new Collected();
  const places = new Uint32Array(starts.length);
  for (let field = 0; field + 1 < starts.length; field++) {
    const [start, end] = [starts[field], starts[field + 1] - width];
    if (forms.readingOf(field) === null || isUnsetCell(layout, bytes, start, end)) out.bytes(bytes, start, end);
    else {
      const text = forms.textOf(field, bytes, start, end);
      if (text === null) out.bytes(layout.unset, 0, layout.unset.length);
      else out.text(text);
    }
    out.bytes(layout.separator, 0, width);
    places[field + 1] = out.length;
  }
  return { bytes: out.taken(), starts: places };
}
