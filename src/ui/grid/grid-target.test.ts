// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { equals } from '../../core/selection/predicate.ts';
import { textColumn } from './cells.tsx';
import type { GridColumn } from './grid-column.ts';
import { placeOf, valueAt } from './grid-target.ts';

const column = (id: string, label: string, text: string): GridColumn<string> =>
  textColumn<string>(id, label, 100, '', { cell: () => text, textOf: (row) => `${text} of ${row}` });
const columns = [
  { ...column('address', 'id.orig_h', 'address'), filterOf: (row: string) => equals('id.orig_h', row) },
  column('flows', 'flows', 'flows'),
];
const rowAt = (place: number) => (place === 7 ? '10.0.0.1' : null);

beforeEach(() => {
  document.body.innerHTML = `
    <p>beside</p>
    <div role="row" data-place="7"><b data-column="address"><i>a</i></b><b data-column="flows">f</b><u>u</u></div>
    <div role="row" data-place="8"><b data-column="address">loading</b></div>
    <div role="row"><em data-column="address">header</em></div>`;
});
const find = (selector: string) => document.querySelector(selector) as Element;

it('finds the position of the row around an element', () => {
  expect([placeOf(find('i')), placeOf(find('[data-place="8"]')), placeOf(find('em')), placeOf(find('p'))]).toEqual([
    7,
    8,
    null,
    null,
  ]);
});

it('finds the value of a cell, and of the first cell for a row', () => {
  const address = { name: 'id.orig_h', text: 'address of 10.0.0.1', predicate: equals('id.orig_h', '10.0.0.1') };
  for (const selector of ['i', 'u', '[data-place="7"]']) {
    expect(valueAt(find(selector), columns, rowAt)).toEqual({ anchor: find('[data-column=address]'), value: address });
  }
  const flows = { name: 'flows', text: 'flows of 10.0.0.1', predicate: null };
  expect(valueAt(find('[data-column=flows]'), columns, rowAt)?.value).toEqual(flows);
});

it('finds no value in rows that are loading, in the header, and beside the grid', () => {
  for (const selector of ['[data-place="8"] b', 'em', 'p']) {
    expect(valueAt(find(selector), columns, rowAt)).toBeNull();
  }
});
