import { replaceHidden } from '../../core/hidden-characters.ts';

/** Hands a file to the browser's downloads. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // a large file is still being copied when click returns
}

/**
 * Names end in what they are: the name of a log may hold characters that turn its end around, or that no file may have.
 */
export function fileName(name: string): string {
  const stem = replaceHidden(name, () => '_').replace(/[\\/:*?"<>|]/g, '_');
  return stem.length <= MOST ? stem : `${stem.slice(0, MOST / 2)}…${stem.slice(-MOST / 2)}`;
}

/** Letters of a name: at three bytes each it fits into the 255 bytes that file systems allow. */
const MOST = 80;
