import { type ReactNode, useEffect, useState } from 'react';
import { useNarrow } from '../grid/use-row-height.ts';
import { Icon } from '../parts/icon.tsx';
import { useRoving } from '../parts/use-roving.ts';
import type { Controller } from '../workspace/controller.ts';
import type { Ready } from '../workspace/state.ts';
import { useSelection } from '../workspace/use-selection.ts';
import styles from './facets.module.css';
import { Facets } from './facets.tsx';
import { useFacetsAhead } from './use-facets-ahead.ts';

/** Minimum width of the page for both facets and panel. Below it, opening one closes the other. */
const ROOM_FOR_BOTH = 1500;

/** The left side of the list: a rail with the button **Facets** (key `f`, one Tab stop), or the open facets. In the narrow layout the
 * rail is a row. */
export function FacetsSide({
  state,
  controller,
  hasPanel,
  tools,
}: {
  readonly state: Ready;
  readonly controller: Controller;
  /** Whether a panel is open on the other side. */
  readonly hasPanel: boolean;
  /** Further buttons for the rail and for the header of the facets. */
  readonly tools: ReactNode;
}) {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    if (hasPanel && innerWidth < ROOM_FOR_BOTH) setIsOpen(false);
  }, [hasPanel]);
  const isNarrow = useNarrow();
  const { ref, ...roving } = useRoving<HTMLDivElement>(isNarrow ? 'row' : 'column');
  const { run, shown } = state.result;
  const selection = useSelection(controller);
  const subject = {
    engine: controller.engine,
    run: run.id,
    detector: shown.detection.detector,
    threshold: shown.threshold,
    modelThreshold: shown.modelThreshold,
    clauses: selection,
  };
  useFacetsAhead(state, subject, isOpen);
  const own = selection.filter(({ source, isOn }) => isOn && source.startsWith('facet:')).length;

  function open(): void {
    if (hasPanel && innerWidth < ROOM_FOR_BOTH) controller.close();
    setIsOpen(true);
  }

  if (isOpen) {
    return (
      <Facets {...subject} run={run} onSelect={controller.select} onClose={() => setIsOpen(false)} tools={tools} />
    );
  }
  return (
    <div
      ref={ref}
      role="toolbar"
      aria-label="Table tools"
      aria-orientation={isNarrow ? 'horizontal' : 'vertical'}
      className={styles.rail}
      {...roving}
    >
      <button
        type="button"
        aria-expanded={false}
        aria-label="Facets"
        aria-keyshortcuts="f"
        title="Facets (f)"
        onClick={open}
      >
        <Icon name="filter" />
        {own > 0 && <span aria-hidden="true">{own}</span>}
      </button>
      {tools}
    </div>
  );
}
