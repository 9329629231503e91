import { Icon } from '../parts/icon.tsx';
import { Popover } from '../parts/popover.tsx';
import { useAtOnce } from '../parts/use-at-once.ts';
import type { Shown } from '../workspace/state.ts';
import { type Group, usualGroup } from '../workspace/workspace.ts';
import styles from './flows.module.css';

const groups: readonly { readonly id: Group; readonly label: string; readonly about: string }[] = [
  { id: 'none', label: 'Every flow', about: 'One line per flow.' },
  {
    id: 'identical',
    label: 'Identical flows',
    about: 'One line for flows with the same source, destination, protocol, service and state, whatever their ports.',
  },
  { id: 'finding', label: 'Flows of a finding', about: 'One line per finding. Open it with → or its button.' },
];

/** Chooses how flows are grouped into lines. */
export function GroupMenu({
  shown,
  onGroup,
}: {
  readonly shown: Shown;
  readonly onGroup: (group: Group | null) => void;
}) {
  const { detection, view } = shown;
  const usual = usualGroup(detection.id);
  const shownGroup = groups.find(({ id }) => id === view.group)?.id ?? 'none';
  const [now, choose] = useAtOnce(shownGroup, (id) => onGroup(id === usual ? null : id));
  return (
    <Popover button={<Icon name="group" />} buttonClass={undefined} buttonLabel="Group flows" label="Group flows">
      <div role="radiogroup" aria-label="One line for" className={styles.groups}>
        <h2>One line for</h2>
        {groups.map(({ id, label, about }) => (
          <label key={id} title={about}>
            <input type="radio" name="group-flows" checked={now === id} onChange={() => choose(id)} />
            {label}
          </label>
        ))}
      </div>
    </Popover>
  );
}
