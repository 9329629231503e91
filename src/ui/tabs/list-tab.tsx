import type { ReactNode } from 'react';
import { FacetsSide } from '../facets/facets-side.tsx';
import { ErrorBoundary } from '../failure/error-boundary.tsx';
import type { ColumnLayout } from '../grid/column-layout.ts';
import { ColumnsMenu } from '../grid/columns-menu.tsx';
import type { GridColumn } from '../grid/grid-column.ts';
import { Icon } from '../parts/icon.tsx';
import styles from './list-tab.module.css';
import type { TabProps } from './tab-entry.ts';

/** A list with the rail, or the facets, at its left. */
export function ListTab<Row>({
  state,
  controller,
  columns,
  layout,
  onLayout,
  tools,
  children,
}: Pick<TabProps, 'state' | 'controller'> & {
  /** Those that the list can have. */
  readonly columns: readonly GridColumn<Row>[];
  readonly layout: ColumnLayout;
  readonly onLayout: (layout: ColumnLayout) => void;
  /** More buttons of the rail. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.tab}>
      {state.phase === 'ready' && (
        <ErrorBoundary onError={controller.report} fallback={() => null}>
          <FacetsSide
            state={state}
            controller={controller}
            hasPanel={state.workspace.open.entity !== null}
            tools={
              <>
                {tools}
                <ColumnsMenu columns={columns} layout={layout} opener={columnsOpener} onLayout={onLayout} />
              </>
            }
          />
        </ErrorBoundary>
      )}
      {children}
    </div>
  );
}

const columnsOpener = { button: <Icon name="columns" />, buttonClass: undefined };
