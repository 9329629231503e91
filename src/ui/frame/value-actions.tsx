import type { ReactNode } from 'react';
import { describePredicate } from '../parts/describe-predicate.ts';
import { ValueMenus } from '../parts/value-menu.tsx';
import { SuppressingProvider } from '../suppressions/suppressing.tsx';
import type { Controller } from '../workspace/controller.ts';
import { filterBy } from '../workspace/filter-by.ts';

/** Lets every value and every chart mark inside be included, excluded, copied and suppressed. */
export function ValueActions({
  controller,
  children,
}: {
  readonly controller: Controller;
  readonly children: ReactNode;
}) {
  return (
    <SuppressingProvider controller={controller}>
      {({ ask }) => (
        <ValueMenus
          canSuppress
          onValue={(action, predicate, label) =>
            action === 'suppress'
              ? ask([{ predicate, label: label ?? describePredicate(predicate) }])
              : filterBy(controller, action, predicate, label)
          }
        >
          {children}
        </ValueMenus>
      )}
    </SuppressingProvider>
  );
}
