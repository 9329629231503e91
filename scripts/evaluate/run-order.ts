import { attacks } from './attacks/index.ts';
import { companies } from './company/index.ts';
import { networkLogs } from './networks.ts';
import type { Run } from './run.ts';

const logs = networkLogs.map(({ name }) => name);
const classes = attacks.map(({ name }) => name);
const companyNames: readonly (string | null)[] = [null, ...companies.map(({ name }) => name)];

/** Runs in the order of the registries, whichever part of an evaluation wrote them. */
export function inOrder(runs: readonly Run[]): Run[] {
  return runs.toSorted(
    (a, b) =>
      logs.indexOf(a.log) - logs.indexOf(b.log) ||
      (a.set === 'standing' || b.set === 'standing' ? a.log.localeCompare(b.log) : 0) ||
      classOf(a) - classOf(b) ||
      a.seed - b.seed ||
      companyNames.indexOf(a.company) - companyNames.indexOf(b.company),
  );
}

function classOf(run: Run): number {
  return run.set === 'benign' ? -1 : classes.indexOf(run.attackClass);
}
