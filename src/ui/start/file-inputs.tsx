import type { ChangeEvent, RefObject } from 'react';
import type { Drop } from '../workspace/drop.ts';
import { fromFiles } from './drop.ts';

/** The file inputs behind the open buttons. They are mounted in every state; buttons click them. */
export function FileInputs({
  files,
  folder,
  added,
  renewed,
  onDrop,
  onAdd,
  onRenew,
}: {
  readonly files: RefObject<HTMLInputElement | null>;
  readonly folder: RefObject<HTMLInputElement | null>;
  /** For files that are added to the open run. */
  readonly added: RefObject<HTMLInputElement | null>;
  /** For a later state of the open files. */
  readonly renewed: RefObject<HTMLInputElement | null>;
  readonly onDrop: (drop: Drop) => void;
  readonly onAdd: (drop: Drop) => void;
  readonly onRenew: (drop: Drop) => void;
}) {
  function take(event: ChangeEvent<HTMLInputElement>, open = onDrop): void {
    const drop = fromFiles([...(event.target.files ?? [])]);
    event.target.value = ''; // allows choosing the same file again
    if (drop !== null) open(drop);
  }

  return (
    <div className="visually-hidden">
      <input ref={files} type="file" multiple aria-label="Open logs" tabIndex={-1} onChange={(event) => take(event)} />
      <input
        ref={folder}
        type="file"
        aria-label="Open a folder"
        tabIndex={-1}
        onChange={(event) => take(event)}
        {...{ webkitdirectory: '' }}
      />
      <input
        ref={added}
        type="file"
        multiple
        aria-label="Add files"
        tabIndex={-1}
        onChange={(event) => take(event, onAdd)}
      />
      <input
        ref={renewed}
        type="file"
        multiple
        aria-label="Files to read again"
        tabIndex={-1}
        onChange={(event) => take(event, onRenew)}
      />
    </div>
  );
}
