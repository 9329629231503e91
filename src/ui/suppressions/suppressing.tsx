import { type ReactNode, useMemo, useState } from 'react';
import type { Predicate } from '../../core/selection/predicate.ts';
import type { Controller } from '../workspace/controller.ts';
import { resultOf } from '../workspace/state.ts';
import { suppress } from './suppress.ts';
import type { Choice } from './suppress-form.tsx';
import { SuppressQuestion } from './suppress-question.tsx';
import { Suppressing, type Suppressor } from './use-suppressor.ts';

/** Provides the suppression actions of the open log to all children. */
export function SuppressingProvider({
  controller,
  children,
}: {
  readonly controller: Controller;
  readonly children: (suppressor: Suppressor) => ReactNode;
}) {
  const [asked, setAsked] = useState<readonly Choice[] | null>(null);
  const suppressor = useMemo<Suppressor>(
    () => ({
      suppress({ predicate, label }, reason) {
        const { selection } = controller.state().workspace;
        controller.select(suppress(selection, predicate, label, reason), `Suppress ${label}`);
      },
      ask: setAsked,
      countFlows: (predicates, signal) => countFlows(controller, predicates, signal),
    }),
    [controller],
  );
  return (
    <Suppressing value={suppressor}>
      {children(suppressor)}
      {asked !== null && (
        <SuppressQuestion choices={asked} onSuppress={suppressor.suppress} onClose={() => setAsked(null)} />
      )}
    </Suppressing>
  );
}

async function countFlows(
  { engine, state }: Controller,
  predicates: readonly Predicate[],
  signal: AbortSignal,
): Promise<readonly number[]> {
  const result = resultOf(state());
  if (result === null) return [];
  const { view, workspace } = result.shown;
  const { contamination, threshold } = workspace.model;
  const clauses = predicates.map((predicate) => ({ predicate, isOn: false, hides: true }));
  const { detector, sort } = view;
  const query = { detector, sort, contamination, threshold, clauses };
  return (await engine.describe(query, () => {}, signal)).byClause;
}
