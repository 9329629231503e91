// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Clause, clauseOf } from '../../core/selection/clauses.ts';
import { equals } from '../../core/selection/predicate.ts';
import { connLog } from '../../testing/conn-log.ts';
import { openSession } from '../../testing/open-session.ts';
import type { Finding } from '../../worker/api.ts';
import { FilterBox } from './filter-box.tsx';

let session: Awaited<ReturnType<typeof openSession>>;
beforeAll(async () => {
  const services = ['dns', 'dns', 'ssl', 'smtp', 'ssh', '-'];
  session = await openSession({ 'conn.log': connLog(services.map((service) => ({ service }))) });
});
afterEach(cleanup);

let made: readonly Clause[] = [];
let steps: string[] = [];
let edit: (clause: Clause | null) => void = () => {};
beforeEach(() => {
  made = [];
  steps = [];
});

function Page({
  first = [],
  findings = null,
}: {
  readonly first?: readonly Clause[];
  readonly findings?: readonly Finding[] | null;
}) {
  const [clauses, setClauses] = useState(first);
  const [edited, setEdited] = useState<Clause | null>(null);
  edit = setEdited;
  return (
    <FilterBox
      {...session}
      findings={findings}
      threshold={1}
      modelThreshold={1}
      clauses={clauses}
      edited={edited}
      onEdited={() => setEdited(null)}
      onSelect={(next, label) => {
        made = next;
        steps.push(label);
        setClauses(next);
      }}
    />
  );
}

const box = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Filter' });
const type = (text: string) => fireEvent.change(box(), { target: { value: text } });
const press = (key: string) => fireEvent.keyDown(box(), { key });
const options = () => screen.queryAllByRole('option').map(({ textContent }) => textContent);

it('makes a chip of the typed filter, and counts the active ones', () => {
  render(<Page />);
  expect(box().placeholder).toContain('port:445');
  type('id.resp_p:443');
  press('Enter');
  expect(made).toMatchObject([{ source: 'box', label: 'port:443' }]);
  expect(steps).toEqual(['port:443']);
  expect(box().value).toBe('');
  expect(screen.getByTitle('1 active').textContent).toBe('1');
});

it('shows the error and its position below the box until the text changes', () => {
  render(<Page />);
  type('port:443 servce:dns');
  press('Enter');
  expect(made).toEqual([]);
  expect(box().getAttribute('aria-invalid')).toBe('true');
  const alert = screen.getByRole('alert');
  expect(alert.textContent).toContain('There is no field servce. Did you mean service? At character 10.');
  expect(alert.querySelector('pre span')?.textContent).toBe('port:443 servce:dns');
  expect(alert.querySelector('pre b')?.textContent).toBe('         ^^^^^^');
  expect(box().getAttribute('aria-describedby')).toBe(alert.id);
  type('port:443 service:dns');
  expect(screen.queryByRole('alert')).toBe(null);
  expect(box().getAttribute('aria-invalid')).toBe('false');
});

it('takes the id of a finding, suggests ids with titles, and marks any other value as wrong', async () => {
  const quiet = new AbortController().signal;
  const found = await openSession({ 'conn.log': connLog(scan()) });
  const findings = (await found.engine.findings(() => {}, quiet))?.list ?? [];
  const [{ id, flows }] = findings;
  render(<Page findings={findings} />);
  for (const wrong of ['1', 'abc', '*', '-', '"1"']) {
    type(`proto:tcp -finding:${wrong}`);
    press('Enter');
    expect(made).toEqual([]);
    expect(screen.getByRole('alert').textContent).toContain(`There is no finding ${wrong.replaceAll('"', '')}. Open a`);
    expect(screen.getByRole('alert').querySelector('pre b')?.textContent).toBe(
      `${' '.repeat(19)}${wrong.replace(/./g, '^')}`,
    );
  }
  type(`finding:${id.slice(0, 4)}`);
  expect(options()[0]).toContain(id);
  expect(options()[0]).toContain(`${flows} flows`);
  type(`finding:${id}`);
  press('Escape');
  press('Enter');
  expect(made).toMatchObject([{ predicate: equals('finding', id) }]);
});

/** Flows of one source to many hosts. */
function scan() {
  return Array.from({ length: 300 }, (_, i) => ({
    'id.orig_h': '10.0.0.9',
    'id.resp_h': `10.0.1.${i % 250}`,
    'id.resp_p': String(445),
    conn_state: 'S0',
    ts: String(1_700_000_000 + i),
  }));
}

it('completes fields with their meaning, then values with their counts', async () => {
  render(<Page />);
  type('serv');
  expect(options()[0]).toMatch(/^service: /);
  expect(box().getAttribute('aria-activedescendant')).toBe(null);
  press('ArrowDown');
  const first = screen.getAllByRole('option')[0];
  expect([first.getAttribute('aria-selected'), box().getAttribute('aria-activedescendant')]).toEqual([
    'true',
    first.id,
  ]);
  press('Tab');
  expect(box().value).toBe('service:');
  await waitFor(() => expect(options()).toContain('dns 2 flows'));
  type('service:s');
  await waitFor(() => expect(options()).toEqual(['ssl 1 flow', 'smtp 1 flow', 'ssh 1 flow', 'dns 2 flows']));
  press('ArrowUp');
  press('ArrowUp');
  press('Enter');
  expect(box().value).toBe('service:ssh');
  expect(options()).toEqual([]);
  press('Enter');
  expect(made).toMatchObject([{ label: 'service:ssh' }]);
});

it('Esc closes the suggestions, then empties the box, then leaves it', () => {
  render(<Page />);
  act(() => box().focus());
  type('serv');
  press('Escape');
  expect([options(), box().value]).toEqual([[], 'serv']);
  press('Escape');
  expect([box().value, document.activeElement]).toEqual(['', box()]);
  press('Escape');
  expect(document.activeElement).not.toBe(box());
});

it('leaves an empty box after Enter in a narrow page, where the box closes', () => {
  const { innerWidth } = window;
  Object.assign(window, { innerWidth: 390 });
  render(<Page />);
  act(() => box().focus());
  type('service:dns');
  press('Enter');
  expect([made.length, box().value]).toEqual([1, '']);
  Object.assign(window, { innerWidth });
});

it('Esc on a wrong filter clears it and goes to the list, where keys of the page work', () => {
  render(
    <>
      <Page />
      <div role="tabpanel">
        <table>
          <tbody>
            {/* biome-ignore lint/a11y/noRedundantRoles: rows are found by their role */}
            <tr role="row" tabIndex={0} />
          </tbody>
        </table>
      </div>
    </>,
  );
  act(() => box().focus());
  type('servce:dns');
  press('Enter');
  expect(screen.getByRole('alert')).not.toBe(null);
  press('Escape');
  expect([box().value, screen.queryByRole('alert'), box().getAttribute('aria-invalid')]).toEqual(['', null, 'false']);
  expect(document.activeElement).toBe(screen.getByRole('row'));
});

it('edits a chip: its filter is in the box, and Enter replaces it', () => {
  const dns = clauseOf('click', equals('service', 'dns'), 'dns');
  const port = clauseOf('click', equals('id.resp_p', '443'), 'port 443');
  render(<Page first={[dns, port]} />);
  act(() => edit(dns));
  expect([box().value, document.activeElement]).toEqual(['service:dns', box()]);
  type('service:ssl');
  press('Enter');
  expect(made).toMatchObject([{ label: 'service:ssl' }, { label: 'port 443' }]);
  act(() => edit(port));
  press('Escape');
  expect([box().value, made.length]).toEqual(['', 2]);
});

it('has a help whose examples can be put into the box', () => {
  render(<Page />);
  expect(screen.getByRole('button', { name: 'Filter help' })).not.toBe(null);
});
