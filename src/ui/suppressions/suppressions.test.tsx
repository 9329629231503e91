// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import fc from 'fast-check';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeField } from '../../core/schema/conn.ts';
import { suppressionsAsText } from '../../core/selection/clause-text.ts';
import { type Clause, clauseOf, resolve } from '../../core/selection/clauses.ts';
import { equals, keyOfAll } from '../../core/selection/predicate.ts';
import type { Controller } from '../workspace/controller.ts';
import { mergeSuppressions } from './merge-suppressions.ts';
import { hiddenBy, suppress, suppressChip } from './suppress.ts';
import { SuppressForm } from './suppress-form.tsx';
import { SuppressingProvider } from './suppressing.tsx';
import { Suppressions } from './suppressions.tsx';

afterEach(cleanup);

const fields = ['id.orig_h', 'id.resp_p', 'service'];
const schema = { fields: fields.map((name) => describeField(name, '')), firstDay: null };
const source = equals('id.orig_h', '10.0.0.9');
const filter = clauseOf('box', equals('service', 'dns'), 'service:dns');
const noise = clauseOf('noise', { op: 'preset', id: 'dhcp' }, 'DHCP');

describe('suppress', () => {
  it('hides the flows with a reason, once', () => {
    const once = suppress([filter], source, 'src 10.0.0.9', ' our scanner ');
    expect(once).toEqual([filter, clauseOf('suppress', source, 'src 10.0.0.9', { reason: 'our scanner' })]);
    expect(suppress(once, source, 'src 10.0.0.9', '')).toEqual([filter, clauseOf('suppress', source, 'src 10.0.0.9')]);
  });

  it('replaces a chip, and excluded flows stay hidden', () => {
    const notSource = clauseOf('click', { op: 'not', of: source }, 'not src 10.0.0.9');
    const after = suppressChip([notSource, filter], notSource, '');
    expect(hiddenBy(notSource).label).toBe('src 10.0.0.9');
    expect(keyOfAll(resolve(after, 1))).toBe(keyOfAll(resolve([notSource, filter], 1)));
    expect(suppressChip([filter], filter, '')).toMatchObject([{ source: 'suppress', predicate: filter.predicate }]);
  });
});

describe('suppressions from a text', () => {
  const suppression = fc
    .record({ value: fc.string(), isOn: fc.boolean(), reason: fc.constantFrom('', 'our # scanner', 'x') })
    .map(({ value, isOn, reason }) =>
      clauseOf('suppress', equals('service', value), value, { isOn, ...(reason !== '' && { reason }) }),
    );

  it('that were saved are merged into any others without loss', () => {
    const some = fc.uniqueArray(suppression, { maxLength: 5, selector: ({ id }) => id });
    fc.assert(
      fc.property(some, some, (saved, there) => {
        const before = [filter, noise, ...there];
        const { clauses, read, known, errors } = mergeSuppressions(before, suppressionsAsText(saved), schema);
        expect([read, errors]).toEqual([saved.length, []]);
        expect(known).toBe(saved.filter(({ id }) => there.some((one) => one.id === id)).length);
        expect(clauses.slice(0, before.length).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
        for (const { id, isOn, reason } of saved) {
          const found = clauses.find((one) => one.id === id);
          expect([found?.isOn, found?.reason]).toEqual([isOn, reason]);
        }
        expect(mergeSuppressions(clauses, suppressionsAsText(clauses), schema).clauses).toEqual(clauses);
      }),
    );
  });

  it('report wrong lines in words', () => {
    const { clauses, errors } = mergeSuppressions([], '\ufeff# ours\nport:x # no\nservice:dns # resolver\n', schema);
    expect(errors).toEqual([expect.stringMatching(/^Line 2, character 6: x is not a value of this field/)]);
    expect(clauses).toMatchObject([{ label: 'service:dns', reason: 'resolver' }]);
  });
});

let now: readonly Clause[] = [];
let steps: string[] = [];

function Page({ first }: { readonly first: readonly Clause[] }) {
  const [clauses, setClauses] = useState(first);
  now = clauses;
  const onSelect = (next: readonly Clause[], label: string) => {
    steps.push(label);
    setClauses(next);
  };
  return <Suppressions clauses={clauses} matching={clauses.map((_, i) => i + 1)} schema={schema} onSelect={onSelect} />;
}

describe('the button Suppress', () => {
  it('asks which flows and why, with their counts, and hides them', async () => {
    const select = vi.fn();
    const controller = { state: () => ({ workspace: { selection: [filter] } }), select } as unknown as Controller;
    const port = { predicate: equals('id.resp_p', '53'), label: 'port 53' };
    const choices = [{ predicate: source, label: 'src 10.0.0.9' }, port];
    render(
      <SuppressingProvider controller={controller}>
        {({ suppress: hide }) => (
          <SuppressForm choices={choices} countFlows={async () => [12, 3456]} onSuppress={hide} />
        )}
      </SuppressingProvider>,
    );
    await waitFor(() => screen.getByRole('radio', { name: 'src 10.0.0.9 12 flows' }));
    fireEvent.click(screen.getByRole('radio', { name: 'port 53 3,456 flows' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Reason' }), { target: { value: 'our resolver' } });
    fireEvent.click(screen.getByRole('button', { name: 'Suppress flows' }));
    const hidden = clauseOf('suppress', port.predicate, 'port 53', { reason: 'our resolver' });
    expect(select).toHaveBeenCalledWith([filter, hidden], 'Suppress port 53');
  });
});

describe('Suppressions', () => {
  it('lists suppressions and noise with reason and count, and restores each', () => {
    steps = [];
    const scanner = clauseOf('suppress', source, 'src 10.0.0.9', { reason: 'our scanner' });
    render(<Page first={[filter, noise, scanner]} />);
    const items = within(screen.getByRole('list', { name: 'Suppressions' })).getAllByRole('listitem');
    expect(items.map(({ textContent }) => textContent)).toEqual([
      'DHCP2 flowsRestoreNoise preset',
      'src 10.0.0.93 flowsRestoreour scanner',
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Restore src 10.0.0.9' }));
    expect([now, steps]).toEqual([[filter, noise], ['Restore src 10.0.0.9']]);
  });

  it('reads a dropped text as suppressions, not as a log', async () => {
    steps = [];
    render(<Page first={[filter]} />);
    const file = new File(['service:ssl # ours\nnope:x\n'], 'suppressions.txt');
    const dropped = fireEvent.drop(screen.getByRole('heading'), { dataTransfer: { files: [file] } });
    expect(dropped).toBe(false);
    await waitFor(() => expect(steps).toEqual(['Open 1 suppression']));
    expect(now).toMatchObject([{ id: filter.id }, { label: 'service:ssl', reason: 'ours' }]);
    expect(screen.getByRole('alert').textContent).toMatch(
      /1 suppression read\. 1 line could not be read\..*Line 2, character 1: There is no field nope/,
    );
  });
});
