const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Stands for the byte 0: a lone surrogate, which no UTF-8 has. Python calls it `surrogateescape`, PEP 383. */
const ESCAPE = 0xdc00;
/** Longest UTF-8 of one character, in bytes. */
const LONGEST = 4;

/**
 * A label as text that no other label has: as the log writes it, escapes included. A byte that is not UTF-8 becomes
 * U+DC80 to U+DCFF. `labelOf` gives the label back.
 */
export function labelText(label: Uint8Array): string {
  const text = decoder.decode(label);
  return text.includes('\ufffd') ? escaped(label) : text;
}

/** The label that has this text. */
export function labelOf(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return encoder.encode(text);
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code > ESCAPE && code <= ESCAPE + 0xff) bytes.push(code - ESCAPE);
    else bytes.push(...encoder.encode(character));
  }
  return Uint8Array.from(bytes);
}

function escaped(label: Uint8Array): string {
  let text = '';
  for (let at = 0; at < label.length; ) {
    const [character, taken] = characterAt(label, at);
    text += character;
    at += taken;
  }
  return text;
}

function characterAt(label: Uint8Array, at: number): readonly [character: string, taken: number] {
  for (let taken = 1; taken <= LONGEST && at + taken <= label.length; taken++) {
    try {
      return [strict.decode(label.subarray(at, at + taken)), taken];
    } catch {
      // not yet a whole character, or none
    }
  }
  return [String.fromCharCode(ESCAPE + label[at]), 1];
}
