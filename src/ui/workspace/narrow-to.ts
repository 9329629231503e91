import { addClause, type Clause } from '../../core/selection/clauses.ts';
import type { Controller } from './controller.ts';

/** Adds a clause to the selection and shows the flows. */
export function narrowTo(controller: Controller, clause: Clause): void {
  const { selection } = controller.state().workspace;
  controller.select(addClause(selection, clause), `Add ${clause.label}`, { tab: 'flows' });
}
