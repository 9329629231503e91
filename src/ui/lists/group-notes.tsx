import type { GroupNote, RunLoss } from '../../worker/api.ts';
import { explainLossOfLists } from '../loss-words.ts';
import { explainGroupNote } from '../note-words.ts';
import lists from './lists.module.css';

/** What the log lacks, and which rows were lost, where that changes the numbers of hosts and channels. */
export function GroupNotes({
  notes,
  loss,
}: {
  readonly notes: readonly GroupNote[];
  /** What the run lacks of its rows. */
  readonly loss: RunLoss | null;
}) {
  const sentences = [...(loss === null ? [] : [explainLossOfLists(loss)]), ...notes.map(explainGroupNote)];
  return sentences.map((sentence) => (
    <p key={sentence} className={lists.note} role="note">
      {sentence}
    </p>
  ));
}
