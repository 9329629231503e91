// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Clause, clauseOf } from '../../core/selection/clauses.ts';
import { equals } from '../../core/selection/predicate.ts';
import { chipCount, matchingOf, withoutFilters } from './chip-words.ts';
import { Chips } from './chips.tsx';

beforeAll(() => {
  // This DOM has no popovers: mounted counts as open.
  HTMLElement.prototype.showPopover = () => {};
  HTMLElement.prototype.hidePopover = () => {};
});
afterEach(cleanup);

const source = clauseOf('click', equals('id.orig_h', '10.0.0.5'), 'src 10.0.0.5');
const notDns = clauseOf('click', { op: 'not', of: equals('service', 'dns') }, 'not dns');
const noise = clauseOf('noise', { op: 'preset', id: 'dhcp' }, 'DHCP');
const scanner = clauseOf('suppress', equals('id.orig_h', '10.0.0.9'), 'src 10.0.0.9', { reason: 'our scanner' });

describe('words of chips', () => {
  it('count the flows that a clause keeps or hides', () => {
    expect([source, notDns, noise, scanner].map((clause) => chipCount(clause, 4991, 19_962))).toEqual([
      '4,991',
      'hides 14,971',
      'hidden 4,991',
      'hidden 4,991',
    ]);
    expect(chipCount(source, null, 19_962)).toBe('');
  });

  it('count only clauses of the answer on screen', () => {
    const edited = clauseOf('facet:service', equals('service', 'ssl'), 'ssl');
    const answered = clauseOf('facet:service', equals('service', 'dns'), 'dns');
    expect(matchingOf([source, edited, notDns], [answered, source], [7, 3])).toEqual([3, null, null]);
  });

  it('Clear leaves suppressions and noise', () => {
    expect(withoutFilters([source, noise, notDns, scanner])).toEqual([noise, scanner]);
  });
});

let steps: string[] = [];
let now: readonly Clause[] = [];
beforeEach(() => {
  steps = [];
  now = [];
});

function Page({ first }: { readonly first: readonly Clause[] }) {
  const [clauses, setClauses] = useState(first);
  now = clauses;
  return (
    <Chips
      clauses={clauses}
      matching={clauses.map(() => 10)}
      total={100}
      undo={steps.at(-1) ?? null}
      redo={null}
      onSelect={(next, label) => {
        steps.push(label);
        setClauses(next);
      }}
      onEdit={({ label }) => steps.push(`edit ${label}`)}
      onUndo={() => steps.push('undo')}
      onRedo={() => {}}
    />
  );
}

const list = () => within(screen.getByRole('list', { name: 'Active filters' }));
const button = (name: string) => list().getByRole('button', { name: (all) => all.startsWith(name) });
/** Opens a popover as the browser does. */
function openPopover(name: string): void {
  const panel = document.getElementById(screen.getByRole('button', { name }).getAttribute('popovertarget') ?? '');
  const toggle = Object.assign(new Event('beforetoggle'), { newState: 'open' });
  act(() => void panel?.dispatchEvent(toggle));
}
const press = (key: string) => fireEvent.keyDown(document.activeElement as Element, { key });

describe('Chips', () => {
  it('are absent without clauses and steps', () => {
    render(<Page first={[]} />);
    expect(screen.queryByRole('list')).toBe(null);
  });

  it('are switched off, on and removed, in order of creation', () => {
    render(<Page first={[source, notDns, noise]} />);
    expect(
      list()
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['✓src 10.0.0.5 10✕', '✓not dns hides 90✕', '✓DHCP hidden 10✕']);
    fireEvent.click(button('Turn off not dns'));
    expect(now[1].isOn).toBe(false);
    fireEvent.click(button('Turn on not dns'));
    fireEvent.click(button('Remove src 10.0.0.5'));
    expect(steps).toEqual(['Turn off not dns', 'Turn on not dns', 'Remove src 10.0.0.5']);
    expect(screen.getByRole('button', { name: 'Undo' }).title).toBe('Undo: Remove src 10.0.0.5 (Ctrl Z)');
    fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(now).toEqual([noise]);
  });

  it('are one Tab stop with arrow keys inside. Enter edits, Delete removes and moves to the next', () => {
    render(<Page first={[source, notDns, noise]} />);
    const stops = [...document.querySelectorAll('button')].filter(
      ({ tabIndex, disabled }) => tabIndex === 0 && !disabled,
    );
    expect(stops).toEqual([button('Turn off src 10.0.0.5')]);
    act(() => stops[0].focus());
    press('ArrowRight');
    expect(document.activeElement).toBe(button('Remove src 10.0.0.5'));
    press('ArrowRight');
    press('Enter');
    press('Delete');
    expect(steps).toEqual(['edit not dns', 'Remove not dns']);
    expect(document.activeElement).toBe(button('Turn off DHCP'));
  });

  it('are listed in full with a button for every action, without keys or tooltips', () => {
    render(<Page first={[source, notDns, scanner]} />);
    openPopover('Filters in full');
    const full = within(screen.getByRole('list', { name: 'Filters in full' }));
    expect(full.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'src 10.0.0.5 10Turn offEditSuppressRemove',
      'not dns hides 90Turn offEditSuppressRemove',
      'src 10.0.0.9 hidden 10 our scannerTurn offEditRemove',
    ]);
    const choose = (name: string) => fireEvent.click(full.getByRole('button', { name }));
    choose('Turn off not dns');
    expect(now[1].isOn).toBe(false);
    choose('Edit not dns');
    choose('Suppress src 10.0.0.5');
    const dialog = within(screen.getByRole('dialog', { name: 'Suppress' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Suppress flows' }));
    choose('Remove src 10.0.0.9');
    expect(steps).toEqual(['Turn off not dns', 'edit not dns', 'Suppress src 10.0.0.5', 'Remove src 10.0.0.9']);
  });

  it('suppress their flows with a reason', () => {
    render(<Page first={[source, notDns]} />);
    act(() => button('Turn off not dns').focus());
    press('x');
    const dialog = within(screen.getByRole('dialog', { name: 'Suppress' }));
    fireEvent.change(dialog.getByRole('textbox', { name: 'Reason' }), { target: { value: 'our resolver' } });
    fireEvent.click(dialog.getByRole('button', { name: 'Suppress flows' }));
    expect(steps).toEqual(['Suppress dns']);
    expect(now).toEqual([source, clauseOf('suppress', equals('service', 'dns'), 'dns', { reason: 'our resolver' })]);
  });
});
