import type { ReactNode } from 'react';
import { explainGroupNote } from '../../words/note-words.ts';
import type { GroupNote } from '../../worker/api.ts';
import lists from '../grid/list.module.css';
import { explainMissingGroups, type Missing } from '../missing-rows.ts';

/** Missing fields and rows that affect the numbers of hosts and channels. Null if none are missing. */
export function groupNotes(notes: readonly GroupNote[], missing: Missing | null): ReactNode {
  const sentences = [
    ...(missing?.isMuch === true ? [explainMissingGroups(missing)] : []),
    ...notes.map(explainGroupNote),
  ];
  if (sentences.length === 0) return null;
  return sentences.map((sentence) => (
    <p key={sentence} className={lists.note} role="note">
      {sentence}
    </p>
  ));
}
