import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react';
import { labelOf } from '../../words/finding-words.ts';
import { keyOfObject } from '../ask/question-key.ts';
import { NothingInView } from '../frame/nothing-in-view.tsx';
import { firstLayout } from '../grid/column-layout.ts';
import { DataGrid } from '../grid/data-grid.tsx';
import type { RowsWindow } from '../grid/grid-column.ts';
import { missingFrom } from '../missing-rows.ts';
import { formatCount } from '../parts/format.ts';
import type { TabEntry, TabProps } from '../tabs/tab-entry.ts';
import { findingEntity, findingsIn } from '../workspace/findings-in.ts';
import styles from './finding-cells.module.css';
import { type FindingRow, findingCard, findingColumns } from './finding-columns.tsx';
import { orderFindings } from './finding-order.ts';
import { FindingsFace, NothingElse } from './findings-face.tsx';
import { HostsOverTime } from './hosts-over-time.tsx';

/** Findings that are seen in a high window, before what is below the list. */
const SEEN = 10;

/** The tab **Findings**: one line per incident. */
export const findingsTab: TabEntry = {
  id: 'findings',
  label: 'Findings',
  countOf: ({ search }, { findings }) => {
    if (search.phase === 'working' || search.phase === 'waiting') return '…';
    if (search.phase !== 'done' || search.findings === null) return '';
    const { total } = search.findings;
    return formatCount(findings === null ? total : total - findings.filter((flows) => flows === 0).length);
  },
  isThere: () => true,
  isWhole: false,
  View: FindingsTab,
};

function FindingsTab({ state, controller, result, counts, isShown }: TabProps) {
  const { run } = result;
  const found = findingsIn(state);
  const { sort, columns } = state.workspace.lists.findings;
  const allColumns = useMemo(() => findingColumns(run), [run]);
  const { entity } = state.workspace.open;
  const inView = counts.findings;
  const isNarrowed = result.shown.selected.flows < run.flows;
  const rows = useMemo(() => orderFindings(found, inView, sort), [found, inView, sort]);
  const list = useRef<HTMLDivElement>(null);
  useFirstFocus(list, isShown && rows.length > 0);
  if (state.phase !== 'ready') return null;
  if (found.length === 0) {
    return (
      <FindingsFace
        state={state.search}
        run={run}
        isNarrowed={isNarrowed}
        onLook={controller.search}
        onCancel={controller.stopSearch}
      />
    );
  }
  return (
    <div
      ref={list}
      className={styles.list}
      style={{ '--seen': Math.min(SEEN, rows.length), '--all': Math.max(1, rows.length) } as CSSProperties}
    >
      <DataGrid<FindingRow, RowsWindow<FindingRow>>
        name="Findings"
        kind="finding"
        ask={async () => ({ start: 0, total: rows.length, rows })}
        listKey={JSON.stringify([run.id, sort.by, sort.descending])}
        cellsKey={keyOfObject(rows)}
        isShown={isShown}
        total={rows.length}
        columns={() => allColumns}
        card={findingCard}
        layout={columns ?? firstLayout}
        onLayout={(layout) => controller.setColumns('findings', layout)}
        sort={sort}
        selected={entity?.kind === 'finding' ? entity.id : null}
        idOf={({ finding }) => finding.id}
        labelOf={({ finding }) => labelOf(finding)}
        marksOf={({ finding: { kind, points } }) => ({ 'data-kind': kind, 'data-strength': Math.round(points) })}
        none={<NothingInView controller={controller} result={result} />}
        onSort={(next) => controller.setSort('findings', next)}
        onOpen={({ finding }, isStep) => controller.show(findingEntity(finding), { isStep })}
        head={null}
      />
      {state.search.phase === 'done' && state.search.findings !== null && (
        <NothingElse findings={state.search.findings} lost={missingFrom(run)} isNarrowed={isNarrowed} />
      )}
      <HostsOverTime controller={controller} result={result} isShown={isShown} />
    </div>
  );
}

/** Focuses the first finding of a run, unless the user moved the focus. */
function useFirstFocus(list: React.RefObject<HTMLElement | null>, isThere: boolean): void {
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    if (!isThere || isDone) return;
    setDone(true);
    if (document.activeElement !== document.body) return;
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return; // the user moved the focus
      list.current?.querySelector<HTMLElement>('[role=row][tabindex="0"]')?.focus();
    });
  }, [isThere, isDone, list]);
}
