const decoder = new TextDecoder();
const latin = (bytes: Uint8Array) => String.fromCharCode(...bytes);

/** The bytes that Zeek's escapes stand for: `\xHH` is a byte, `\\` a backslash, anything else is left as it is. */
export function unescapeBytes(cell: Uint8Array): Uint8Array {
  if (!cell.includes(92)) return cell;
  const out = new Uint8Array(cell.length);
  let length = 0;
  for (let i = 0; i < cell.length; i++) {
    if (cell[i] === 92) {
      const hex = cell[i + 1] === 120 ? latin(cell.subarray(i + 2, i + 4)) : '';
      if (/^[0-9a-fA-F]{2}$/.test(hex)) {
        out[length++] = Number.parseInt(hex, 16);
        i += 3;
        continue;
      }
      if (cell[i + 1] === 92) i++;
    }
    out[length++] = cell[i];
  }
  return out.subarray(0, length);
}

/** A cell as text: escapes undone, then UTF-8, with U+FFFD for bytes that are none. */
export function decodeCell(cell: Uint8Array): string {
  return decoder.decode(unescapeBytes(cell));
}

const strict = new TextDecoder('utf-8', { fatal: true });

/** Whether bytes are UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
