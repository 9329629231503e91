import lists from '../grid/list.module.css';
import { formatCount } from '../parts/format.ts';
import { useAtOnce } from '../parts/use-at-once.ts';
import type { ToolsProps } from '../tabs/tab-entry.ts';

const sides = [
  ['source', 'sources', 'Sources'],
  ['destination', 'destinations', 'Destinations'],
] as const;

/** Chooses the side of the listed hosts, with the number of hosts that have a selected flow. */
export function SideSwitch({ state, controller, counts: { groups } }: ToolsProps) {
  const [side, choose] = useAtOnce(state.workspace.lists.hosts.side, controller.setSide);
  return (
    <div role="radiogroup" aria-label="Hosts as" className={lists.switch}>
      {sides.map(([one, counted, label]) => (
        <label key={one}>
          <input type="radio" name="hosts-as" checked={one === side} onChange={() => choose(one)} />
          {label} {groups !== null && <span>{formatCount(groups[counted])}</span>}
        </label>
      ))}
    </div>
  );
}
