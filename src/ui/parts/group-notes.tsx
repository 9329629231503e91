import type { GroupNote } from '../../worker/api.ts';
import lists from '../grid/list.module.css';
import { explainMissingGroups, type Missing } from '../missing-rows.ts';
import { explainGroupNote } from '../note-words.ts';

/** Which fields and rows are missing, where that changes the numbers of hosts and channels. */
export function GroupNotes({
  notes,
  missing,
}: {
  readonly notes: readonly GroupNote[];
  readonly missing: Missing | null;
}) {
  const sentences = [
    ...(missing?.isMuch === true ? [explainMissingGroups(missing)] : []),
    ...notes.map(explainGroupNote),
  ];
  return sentences.map((sentence) => (
    <p key={sentence} className={lists.note} role="note">
      {sentence}
    </p>
  ));
}
