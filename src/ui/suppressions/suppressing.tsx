import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Controller } from '../workspace/controller.ts';
import { suppress } from './suppress.ts';
import type { Choice } from './suppress-form.tsx';
import { SuppressQuestion } from './suppress-question.tsx';

/** Actions that hide flows, for any view of flows. */
export interface Suppressor {
  readonly suppress: (choice: Choice, reason: string) => void;
  /** Asks for the reason first. */
  readonly ask: (choice: Choice) => void;
}

const Suppressing = createContext<Suppressor>({ suppress: () => {}, ask: () => {} });

export function useSuppressor(): Suppressor {
  return useContext(Suppressing);
}

/** Provides the suppression actions of the open log to all children. */
export function SuppressingProvider({
  controller,
  children,
}: {
  readonly controller: Controller;
  readonly children: (suppressor: Suppressor) => ReactNode;
}) {
  const [asked, setAsked] = useState<Choice | null>(null);
  const suppressor = useMemo<Suppressor>(
    () => ({
      suppress({ predicate, label }, reason) {
        const { selection } = controller.state().workspace;
        controller.select(suppress(selection, predicate, label, reason), `Suppress ${label}`);
      },
      ask: setAsked,
    }),
    [controller],
  );
  return (
    <Suppressing value={suppressor}>
      {children(suppressor)}
      {asked !== null && (
        <SuppressQuestion
          choice={asked}
          onSuppress={(reason) => suppressor.suppress(asked, reason)}
          onClose={() => setAsked(null)}
        />
      )}
    </Suppressing>
  );
}
