import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suppressionsFromText } from '../../core/selection/clause-text.ts';
import { type Clause, clauseOf } from '../../core/selection/clauses.ts';
import { leaves } from '../../core/selection/leaves/index.ts';
import { parse } from '../../core/selection/parse.ts';
import { isParseError } from '../../core/selection/parse-error.ts';
import { equals } from '../../core/selection/predicate.ts';
import { connLog } from '../../testing/conn-log.ts';
import { dropOf, shownBy, startPage, until } from '../../testing/start-page.ts';
import { filterSchema } from '../filter/filter-schema.ts';
import type { Controller } from './controller.ts';
import { isFinal, type Ready } from './state.ts';
import { newWorkspace } from './workspace.ts';

const flows = Array.from({ length: 200 }, (_, i) => ({
  proto: i % 3 === 0 ? 'udp' : 'tcp',
  'id.resp_p': i % 2 === 0 ? '53' : '443',
  orig_bytes: String((i * 37) % 101),
  duration: String(i / 10),
}));

async function openPage(workspace = newWorkspace): Promise<Controller> {
  const controller = startPage(workspace);
  await controller.open(dropOf('conn.log', connLog(flows)));
  await until(controller, isFinal);
  return controller;
}

const noFinding = clauseOf('box', equals('finding', '1'), 'finding:1');
const udp = clauseOf('box', equals('proto', 'udp'), 'proto:udp');
const codeOf = (controller: Controller) => {
  const { trouble } = controller.state() as Ready;
  return trouble?.kind === 'failure' && trouble.failure.kind === 'log' ? trouble.failure.problem.code : null;
};

describe('a filter that does not apply to the log', () => {
  it('changes nothing, and the page names it', async () => {
    const controller = await openPage();
    controller.select([udp], 'proto:udp');
    await until(controller, isFinal);
    const before = controller.state() as Ready;
    controller.select([udp, noFinding], 'finding:1');
    await until(controller, () => codeOf(controller) !== null);
    const after = controller.state() as Ready;
    expect(after.workspace.selection).toBe(before.workspace.selection);
    expect(after.steps.edits.past).toEqual(before.steps.edits.past);
    expect(after.trouble).toMatchObject({ failure: { problem: { detail: { filters: 'finding:1' } } } });
    controller.select([udp, clauseOf('box', equals('id.resp_p', '53'), 'port:53')], 'port:53');
    await until(controller, (state) => isFinal(state) && state.workspace.selection.length === 2);
  });

  it('leaves an edited chip as it was', async () => {
    const controller = await openPage();
    controller.select([udp], 'proto:udp');
    await until(controller, isFinal);
    controller.select([noFinding], 'Edit proto:udp');
    await until(controller, () => codeOf(controller) !== null);
    expect(controller.state().workspace.selection).toEqual([udp]);
  });

  it('opens a link and a list of suppressions without it', async () => {
    const controller = await openPage({
      ...newWorkspace,
      linkedFilter: 'finding:1 proto:udp',
      linkedSuppressions: 'finding:3 # seen\nport:53 # our resolver',
    });
    await until(controller, () => codeOf(controller) !== null);
    expect(shownBy(controller).workspace.selection.map(({ label }) => label)).toEqual(['port:53', 'proto:udp']);
    expect(controller.state()).toMatchObject({ trouble: { failure: { problem: { code: 'refused-filters' } } } });
    const { clauses } = suppressionsFromText(
      'finding:3 # seen\nport:80',
      filterSchema((controller.state() as Ready).result.run, null),
    );
    const { selection } = controller.state().workspace;
    controller.dismissTrouble();
    controller.select([...selection, ...clauses], 'Open 2 suppressions');
    await until(controller, () => codeOf(controller) !== null);
    await until(controller, isFinal);
    expect(controller.state().workspace.selection.map(({ label }) => label)).toEqual([
      'port:53',
      'proto:udp',
      'port:80',
    ]);
  });

  it('of a column of another detector gives way to the detector', async () => {
    const controller = await openPage();
    const axis = clauseOf('density', { op: 'range', field: 'PC1', from: -Infinity, to: 0 }, 'PC1');
    controller.select([axis], 'PC1');
    await until(controller, isFinal);
    expect(shownBy(controller).selected.flows).toBeLessThan(200);
    controller.setModel({ detector: 'hbos' });
    await until(controller, (state) => isFinal(state) && shownBy(controller).detection.id === 'hbos');
    expect(controller.state().phase).toBe('ready');
  });
});

it('no clause that parses ends the session', async () => {
  const controller = await openPage();
  const { run } = (controller.state() as Ready).result;
  const schema = filterSchema(run, null);
  const names = [...run.fields.map(({ name }) => name), 'host', 'bytes', 'packets', 'score', 'rank'];
  const values = ['1', 'abc', '*', '-', '10.0.0.0/8', '>=p99', '1..2', '>=3×', '"1"', '::1'];
  const own = ['file', 'finding', 'label', 'noise', 'tag', 'uid'];
  const term = fc.oneof(
    fc.constantFrom(...leaves.flatMap((leaf): readonly string[] => leaf.examples)),
    fc.tuple(fc.constantFrom(...names, ...own), fc.constantFrom(...values)).map(([name, value]) => `${name}:${value}`),
    fc.constantFrom('finding:1', 'finding:x,y', 'tag:foo'),
  );
  const text = fc
    .tuple(term, term, fc.constantFrom('and', 'or', 'and not', 'or not'))
    .map(([a, b, word]) => `${a} ${word} (${b})`);
  const clause = fc.oneof(term, text).map((filter): Clause | null => {
    const found = parse(filter, schema);
    return isParseError(found) ? null : clauseOf('box', found, filter);
  });
  const asserted = fc.asyncProperty(fc.array(clause, { minLength: 1, maxLength: 3 }), async (found) => {
    controller.select(
      found.filter((one) => one !== null),
      'any',
    );
    await until(controller, isFinal);
    expect(controller.state().phase).toBe('ready');
  });
  await fc.assert(asserted, { numRuns: 150 });
}, 60_000);
