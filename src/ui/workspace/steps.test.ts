import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import { equals } from '../../core/selection/predicate.ts';
import { type At, beginAt, closeEntity, goOn, openEntity, visit, withoutFlows } from './steps.ts';
import { newWorkspace } from './workspace.ts';

const dns = [clauseOf('click', equals('service', 'dns'), 'dns')];
const start = beginAt(1, newWorkspace);
const ids = ({ steps: { past, step, future } }: At) => [...past, { step }, ...future].map((one) => one.step.id);
const openFlow = (at: At, flow: number, isStep = false) => openEntity(at, { kind: 'flow', flow }, isStep, 'flows');

describe('steps', () => {
  it('have one entry per opened row, and one for all rows that are stepped through', () => {
    const opened = openFlow(openFlow(start, 3), 5);
    expect(opened.steps.past.map(({ place }) => place.open.entity)).toEqual([null, { kind: 'flow', flow: 3 }]);
    const stepped = openFlow(opened, 6, true);
    expect(stepped.steps.step).toMatchObject({ id: opened.steps.step.id, isStepped: true });
    expect(stepped.workspace.open.entity).toEqual({ kind: 'flow', flow: 6 });
    expect(ids(stepped)).toEqual(ids(opened));
    expect(openFlow(opened, 5)).toBe(opened);
  });

  it('return to the origin of a row when it is closed, and can go forward again', () => {
    const list = goOn(start, { open: { tab: 'flows', entity: null } });
    const closed = closeEntity(openFlow(openFlow(list, 3), 5));
    expect(closed.steps.step).toBe(list.steps.step);
    expect(closed.steps.future.map(({ place }) => place.open.entity)).toEqual(
      [3, 5].map((flow) => ({ kind: 'flow', flow })),
    );
  });

  it('close a row in place if the selection changed meanwhile', () => {
    const list = goOn(start, { open: { tab: 'flows', entity: null } });
    const narrowed = goOn(openFlow(list, 3), { selection: dns });
    const closed = closeEntity(narrowed);
    expect(closed.steps.step.id).toBe(narrowed.steps.step.id);
    expect(closed.workspace).toEqual({ ...narrowed.workspace, open: { tab: 'flows', entity: null } });
    expect(closeEntity(closed)).toBe(closed);
  });

  it('restore the selection, and keep the current sort and threshold', () => {
    const narrowed = goOn(start, { selection: dns });
    const model = { ...newWorkspace.model, contamination: 0.3 };
    const back = visit({ ...narrowed, workspace: { ...narrowed.workspace, model } }, start.steps.step.id);
    expect(back?.workspace).toEqual({ ...newWorkspace, model });
  });

  it('restore the side of hosts and the minimum flows of channels', () => {
    const { lists } = newWorkspace;
    const moved = goOn(start, { side: 'destination', leastFlows: 20 });
    expect(moved.workspace.lists).toEqual({
      ...lists,
      hosts: { ...lists.hosts, side: 'destination' },
      channels: { ...lists.channels, leastFlows: 20 },
    });
    expect(visit(moved, start.steps.step.id)?.workspace.lists).toEqual(lists);
    const host = openEntity(start, { kind: 'host', side: 'destination', address: '10.0.0.1' }, false, 'hosts');
    expect(host.workspace.lists.hosts.side).toBe('destination');
    expect(closeEntity(goOn(host, { side: 'source' })).workspace.lists.hosts.side).toBe('source');
  });

  it('of another log have other ids, and have no open flow if flow ids changed', () => {
    expect(ids(beginAt(11, newWorkspace))).not.toContain(ids(goOn(start, {}))[1]);
    expect(beginAt(2, newWorkspace).steps.step.id).not.toBe(start.steps.step.id);
    const shut = withoutFlows(openFlow(openFlow(start, 3), 5));
    expect([shut.workspace, ...shut.steps.past.map(({ place }) => place)].map(({ open }) => open.entity)).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('stay in order and distinct, for any visits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 20 }), (walk) => {
        let at = [1, 2, 3, 4, 5].reduce((before, n) => goOn(before, { open: { tab: String(n), entity: null } }), start);
        const known = ids(at);
        for (const step of walk) {
          const found = visit(at, known[step] ?? 'nowhere');
          expect(found === null).toBe(step >= known.length);
          if (found === null) continue;
          expect(ids(found)).toEqual(known);
          expect(found.workspace.open.tab).toBe(step === 0 ? null : String(step));
          at = found;
        }
        expect(new Set(known).size).toBe(known.length);
      }),
    );
  });
});
