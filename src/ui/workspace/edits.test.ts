import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clauseOf } from '../../core/selection/clauses.ts';
import { equals } from '../../core/selection/predicate.ts';
import { type Edits, noEdits, redo, remember, undo } from './edits.ts';
import { changeModel, newWorkspace, type Workspace } from './workspace.ts';

type Change = (workspace: Workspace) => Workspace;

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom('dns', 'ssl', 'http').map(
    (service): Change =>
      (workspace) => ({
        ...workspace,
        selection: [...workspace.selection, clauseOf('click', equals('service', service), service)],
      }),
  ),
  fc.double({ min: 0, max: 9, noNaN: true }).map(
    (threshold): Change =>
      (workspace) => ({ ...workspace, model: changeModel(workspace.model, { threshold }) }),
  ),
  fc.constantFrom('ts', 'duration').map(
    (by): Change =>
      ({ lists, ...workspace }) => ({
        ...workspace,
        lists: { ...lists, flows: { ...lists.flows, sort: { by, descending: true } } },
      }),
  ),
  fc.record({ side: fc.constantFrom('source' as const, 'destination' as const), leastFlows: fc.nat(50) }).map(
    ({ side, leastFlows }): Change =>
      ({ lists, ...workspace }) => ({
        ...workspace,
        lists: { ...lists, hosts: { ...lists.hosts, side }, channels: { ...lists.channels, leastFlows } },
      }),
  ),
);

it('any changes can be undone one by one to the start, and redone to the end', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      let workspace = newWorkspace;
      let edits: Edits = noEdits;
      const passed = [workspace];
      for (const [place, make] of changes.entries()) {
        edits = remember(edits, { label: String(place), key: '', at: 0 }, workspace);
        workspace = make(workspace);
        passed.push(workspace);
      }
      for (const before of passed.slice(0, -1).reverse()) {
        const taken = undo(edits, workspace);
        expect(taken?.workspace).toEqual(before);
        ({ edits, workspace } = taken ?? { edits, workspace });
      }
      expect(undo(edits, workspace)).toBeNull();
      for (const after of passed.slice(1)) {
        const made = redo(edits, workspace);
        expect(made?.workspace).toEqual(after);
        ({ edits, workspace } = made ?? { edits, workspace });
      }
      expect(redo(edits, workspace)).toBeNull();
    }),
  );
});

it('a drag is one change, and two drags are two', () => {
  const at = (time: number) => ({ label: 'Move the threshold', key: 'threshold', at: time });
  const moved = (threshold: number) => ({ ...newWorkspace, model: changeModel(newWorkspace.model, { threshold }) });
  let edits = remember(noEdits, at(0), newWorkspace);
  edits = remember(edits, at(500), moved(1));
  edits = remember(edits, at(1200), moved(2));
  expect(edits.past).toHaveLength(1);
  edits = remember(edits, at(9000), moved(3));
  expect(edits.past).toHaveLength(2);
  expect(undo(edits, moved(4))?.workspace.model.threshold).toBe(3);
});

it('fifty changes are kept, and a new change drops the undone ones', () => {
  let edits = noEdits;
  for (let i = 0; i < 60; i++) edits = remember(edits, { label: String(i), key: '', at: 0 }, newWorkspace);
  expect(edits.past).toHaveLength(50);
  expect(edits.past[0].label).toBe('10');
  const undone = undo(edits, newWorkspace)?.edits ?? noEdits;
  expect(remember(undone, { label: 'new', key: '', at: 0 }, newWorkspace).future).toEqual([]);
});

it('undo does not restore a threshold under another detector', () => {
  const moved = { ...newWorkspace, model: changeModel(newWorkspace.model, { threshold: 3 }) };
  const edits = remember(noEdits, { label: 'Move the threshold', key: 'threshold', at: 0 }, moved);
  const other = { ...newWorkspace, model: changeModel(moved.model, { detector: 'lof' }) };
  expect(undo(edits, other)?.workspace.model).toBe(other.model);
});
