import type { ChangeEvent, RefObject } from 'react';
import type { Drop } from '../controller.ts';
import { fromFiles } from './drop.ts';

/** What opens the file and the folder dialog. Both stay in the page in every state; buttons elsewhere click them. */
export function FileInputs({
  files,
  folder,
  onDrop,
}: {
  readonly files: RefObject<HTMLInputElement | null>;
  readonly folder: RefObject<HTMLInputElement | null>;
  readonly onDrop: (drop: Drop) => void;
}) {
  function take(event: ChangeEvent<HTMLInputElement>): void {
    const drop = fromFiles([...(event.target.files ?? [])]);
    event.target.value = ''; // so that the same file can be chosen again
    if (drop !== null) onDrop(drop);
  }

  return (
    <div className="visually-hidden">
      <input ref={files} type="file" multiple aria-label="Open logs" tabIndex={-1} onChange={take} />
      <input
        ref={folder}
        type="file"
        aria-label="Open a folder"
        tabIndex={-1}
        onChange={take}
        {...{ webkitdirectory: '' }}
      />
    </div>
  );
}
