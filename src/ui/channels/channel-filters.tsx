import lists from '../grid/list.module.css';
import type { ToolsProps } from '../tabs/tab-entry.ts';
import { useSelection } from '../workspace/use-selection.ts';
import { leastHours, withLeastHours } from './long-filter.ts';
import { longHours } from './long-marks.ts';

/**
 * Minimum number of flows, which is a setting of the list, and minimum duration, which is a clause of the selection.
 */
export function ChannelFilters({ state, controller }: ToolsProps) {
  const { leastFlows } = state.workspace.lists.channels;
  const selection = useSelection(controller);
  const hours = leastHours(selection);
  return (
    <div className={lists.tools}>
      <label>
        <span className={lists.long}>Flows at least</span>
        <span className={lists.short} aria-hidden="true">
          flows ≥
        </span>
        <input
          type="number"
          min={1}
          value={leastFlows}
          onChange={({ target }) => controller.setLeastFlows(Math.max(1, Math.floor(target.valueAsNumber) || 1))}
        />
      </label>
      <label>
        <span className={lists.long}>Longest at least</span>
        <span className={lists.short} aria-hidden="true">
          longest ≥
        </span>
        <select
          value={hours}
          onChange={({ target }) => {
            const next = Number(target.value);
            const label = next === 0 ? 'Show all durations' : `Add duration ≥ ${next} h`;
            controller.select(withLeastHours(selection, next), label);
          }}
        >
          <option value={0}>any</option>
          {longHours.map((one) => (
            <option key={one} value={one}>
              {one} h
            </option>
          ))}
          {hours !== 0 && !longHours.some((one) => one === hours) && <option value={hours}>{hours} h</option>}
        </select>
      </label>
    </div>
  );
}
