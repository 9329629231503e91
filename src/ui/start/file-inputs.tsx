import type { ChangeEvent, RefObject } from 'react';
import type { Drop } from '../workspace/controller.ts';
import { fromFiles } from './drop.ts';

/** What opens the file dialogs. They stay in the page in every state; buttons elsewhere click them. */
export function FileInputs({
  files,
  folder,
  added,
  onDrop,
  onAdd,
}: {
  readonly files: RefObject<HTMLInputElement | null>;
  readonly folder: RefObject<HTMLInputElement | null>;
  /** For files that are opened together with those of the open run. */
  readonly added: RefObject<HTMLInputElement | null>;
  readonly onDrop: (drop: Drop) => void;
  readonly onAdd: (drop: Drop) => void;
}) {
  function take(event: ChangeEvent<HTMLInputElement>, open = onDrop): void {
    const drop = fromFiles([...(event.target.files ?? [])]);
    event.target.value = ''; // so that the same file can be chosen again
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
    </div>
  );
}
