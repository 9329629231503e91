import type { GroupNote } from '../../worker/api.ts';
import { explainGroupNote } from '../messages.ts';
import lists from './lists.module.css';

/** What the log lacks, where that changes what can be told of hosts and channels. */
export function GroupNotes({ notes }: { readonly notes: readonly GroupNote[] }) {
  return notes.map((note) => (
    <p key={note} className={lists.note} role="note">
      {explainGroupNote(note)}
    </p>
  ));
}
