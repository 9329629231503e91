// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { Clause } from '../../core/selection/clauses.ts';
import { connLog } from '../../testing/conn-log.ts';
import { openSession } from '../../testing/open-session.ts';
import { Facets } from './facets.tsx';

const services = ['dns', 'dns', 'dns', 'ssl', 'ssl', 'http', 'ftp', 'ssh', 'smtp', '-'];
let session: Awaited<ReturnType<typeof openSession>>;

beforeAll(async () => {
  const log = connLog(
    services.map((service, i) => ({ service, proto: i < 3 ? 'udp' : 'tcp', orig_bytes: i === 0 ? 9_000_000 : 10 + i })),
  );
  session = await openSession({ 'conn.log': log });
});
afterEach(cleanup);

const steps: string[] = [];

function Page() {
  const [clauses, setClauses] = useState<readonly Clause[]>([]);
  return (
    <Facets
      {...session}
      threshold={1}
      modelThreshold={1}
      clauses={clauses}
      onSelect={(next, label) => {
        steps.push(label);
        setClauses(next);
      }}
      onClose={() => {}}
    />
  );
}

const group = (field: string) => within(screen.getByRole('group', { name: field }));
const names = (field: string) =>
  group(field)
    .getAllByRole('checkbox')
    .map((box) => box.getAttribute('aria-label'));

it('lists values with counts, and ticks and excludes them', async () => {
  render(<Page />);
  await group('service').findByText('7 values');
  expect(names('service').slice(0, 2)).toEqual(['dns, 3 flows', 'ssl, 2 flows']);
  expect(names('service')).toHaveLength(5);
  expect(names('proto')).toEqual(['tcp, 7 flows', 'udp, 3 flows']);
  expect(group('service').getByRole('checkbox', { name: /^dns/ }).getAttribute('aria-description')).toMatch(
    /above the threshold/,
  );

  // The counts of a field ignore its own clause and respect all others.
  fireEvent.click(group('service').getByRole('checkbox', { name: 'ssl, 2 flows' }));
  await waitFor(() => expect(names('proto')).toEqual(['tcp, 2 flows']));
  expect(names('service').slice(0, 2)).toEqual(['dns, 3 flows', 'ssl, 2 flows']);
  fireEvent.click(group('service').getByRole('checkbox', { name: 'dns, 3 flows' }));
  await waitFor(() => expect(names('proto')).toEqual(['udp, 3 flows', 'tcp, 2 flows']));

  fireEvent.click(group('service').getByRole('button', { name: 'Exclude dns' }));
  await waitFor(() => expect(names('proto')).toEqual(['tcp, 2 flows']));
  expect(names('service').at(-1)).toBe('dns, excluded');
  expect(group('service').getByRole('button', { name: 'Exclude dns' }).getAttribute('aria-pressed')).toBe('true');
  fireEvent.click(group('service').getByRole('button', { name: 'Exclude dns' }));
  await waitFor(() => expect(names('service')[0]).toBe('dns, 3 flows'));
  expect(steps).toEqual(['ssl', 'ssl or dns', 'not dns', 'Remove not dns']);
});

it('lists and searches more values when opened, and always shows ticked ones', async () => {
  render(<Page />);
  fireEvent.click(await group('service').findByRole('button', { name: /^7 values of service/ }));
  await waitFor(() => expect(names('service')).toHaveLength(7));
  fireEvent.click(group('service').getByRole('checkbox', { name: 'unset, 1 flow' }));
  fireEvent.change(group('service').getByRole('searchbox', { name: 'Search service' }), { target: { value: 'SS' } });
  await waitFor(() => expect(names('service')).toEqual(['ssl, 2 flows', 'ssh, 1 flow', 'unset, 1 flow']));
  fireEvent.keyDown(group('service').getByRole('checkbox', { name: /^ssh/ }), { key: 'Delete' });
  await waitFor(() => expect(names('service')).toEqual(['ssl, 2 flows', 'unset, 1 flow', 'ssh, excluded']));
});

it('accepts any other column', async () => {
  render(<Page />);
  fireEvent.change(screen.getByRole('combobox', { name: 'Add a column to the facets' }), {
    target: { value: 'orig_bytes' },
  });
  await waitFor(() => expect(names('orig_bytes')).toHaveLength(5));
});
