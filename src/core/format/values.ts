const encoder = new TextEncoder();
const decoder = new TextDecoder();

const MINUS = 45;
const DOT = 46;
const COMMA = 44;

/** Where canonical cells are written: bytes as Zeek's ASCII writer would have them. */
export interface CellSink {
  byte(value: number): void;
  bytes(from: Uint8Array, start: number, end: number): void;
  text(value: string): void;
}

/**
 * A time as epoch seconds. Numbers beyond 1e11, 1e14 and 1e17 are milli-, micro- and nanoseconds; ISO 8601 with 0 to 9 digits
 * of a second and any offset, UTC where there is none; `Jan 11, 2019 @ 06:33:35.857` as Kibana writes it. What is none of
 * these is written as it is.
 */
export function writeTime(out: CellSink, bytes: Uint8Array, start: number, end: number): void {
  const digits = plainDigits(bytes, start, end);
  if (digits > 0 && digits < 12) out.bytes(bytes, start, end);
  else if (digits === 0) writeDate(out, bytes, start, end);
  else {
    const whole = wholeLength(bytes, start, end);
    const size = bytes[start] === MINUS ? whole - 1 : whole;
    const shift = size > 17 ? 9 : size > 14 ? 6 : size > 11 ? 3 : 0;
    writeShifted(out, bytes, start, start + whole, shift);
  }
}

/** A whole number of nanoseconds as seconds: the point moves, no digit is lost. */
export function writeNanoseconds(out: CellSink, bytes: Uint8Array, start: number, end: number): void {
  const digits = ungrouped(bytes.subarray(start, end));
  if (plainDigits(digits, 0, digits.length) === 0) out.bytes(bytes, start, end);
  else writeShifted(out, digits, 0, wholeLength(digits, 0, digits.length), 9);
}

/** A number, without commas that group thousands, as Kibana has them, and the `.0` that pandas puts behind counts. */
export function writeNumber(out: CellSink, bytes: Uint8Array, start: number, end: number): void {
  let stop = end;
  if (end - start > 2 && bytes[end - 1] === 48 && bytes[end - 2] === DOT) stop = end - 2;
  let comma = start;
  while (comma < stop && bytes[comma] !== COMMA) comma++;
  const isGrouped =
    comma < stop && grouped.test(String.fromCharCode(...bytes.subarray(start, Math.min(stop, start + 40))));
  if (!isGrouped) out.bytes(bytes, start, stop);
  else for (let at = start; at < stop; at++) if (bytes[at] !== COMMA) out.byte(bytes[at]);
}

/** `T` or `F`; what is no truth value is written as it is. */
export function writeBool(out: CellSink, bytes: Uint8Array, start: number, end: number): void {
  const first = bytes[start] | 32;
  const length = end - start;
  if (first === 116 && (length === 1 || length === 4)) out.byte(84);
  else if (first === 102 && (length === 1 || length === 5)) out.byte(70);
  else if (length === 1 && (first === 49 || first === 48)) out.byte(first === 49 ? 84 : 70);
  else out.bytes(bytes, start, end);
}

export function writeLower(out: CellSink, bytes: Uint8Array, start: number, end: number): void {
  for (let at = start; at < end; at++) out.byte(bytes[at] >= 65 && bytes[at] <= 90 ? bytes[at] | 32 : bytes[at]);
}

/**
 * A string with the escapes that Zeek's ASCII writer would give it: `\xHH` for control bytes, `\\` for a backslash, and for
 * what would else read as unset or empty.
 */
export function writeString(out: CellSink, bytes: Uint8Array, start: number, end: number): void {
  if (start === end) {
    out.text('(empty)');
    return;
  }
  if (end - start === 1 && bytes[start] === MINUS) {
    out.text('\\x2d');
    return;
  }
  if (bytes[start] === 40 && end - start === 7 && decoder.decode(bytes.subarray(start, end)) === '(empty)') {
    out.text('\\x28empty)');
    return;
  }
  let plain = start;
  while (plain < end && bytes[plain] >= 32 && bytes[plain] !== 92 && bytes[plain] !== 127) plain++;
  out.bytes(bytes, start, plain);
  for (let at = plain; at < end; at++) {
    const byte = bytes[at];
    if (byte === 92) out.text('\\\\');
    else if (byte < 32 || byte === 127) out.text(`\\x${byte.toString(16).padStart(2, '0')}`);
    else out.byte(byte);
  }
}

/** Elements of a set or vector, joined as in Zeek's log. */
export function writeSet(out: CellSink, elements: readonly string[]): void {
  if (elements.length === 0) {
    out.text('(empty)');
    return;
  }
  elements.forEach((element, i) => {
    if (i > 0) out.byte(COMMA);
    const inner = encoder.encode(element);
    let from = 0;
    // A comma inside an element is none between them.
    for (let at = 0; at <= inner.length; at++) {
      if (at < inner.length && inner[at] !== COMMA) continue;
      if (at > from || inner.length === 0) writeString(out, inner, from, at);
      if (at < inner.length) out.text('\\x2c');
      from = at + 1;
    }
  });
}

/** Without commas between thousands. */
function ungrouped(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(COMMA) || bytes.length > 40 || !grouped.test(String.fromCharCode(...bytes))) return bytes;
  return bytes.filter((byte) => byte !== COMMA);
}

/** Number of digits before the point of a plain decimal number, 0 when it is none. */
function plainDigits(bytes: Uint8Array, start: number, end: number): number {
  let at = bytes[start] === MINUS ? start + 1 : start;
  const first = at;
  while (at < end && isDigit(bytes[at])) at++;
  const digits = at - first;
  if (at < end && bytes[at] === DOT) for (at++; at < end && isDigit(bytes[at]); ) at++;
  // An exponent is left to `Number`; a time has none.
  return at === end ? digits : 0;
}

function wholeLength(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== DOT) at++;
  return at - start;
}

function writeShifted(out: CellSink, bytes: Uint8Array, start: number, end: number, shift: number): void {
  let from = start;
  if (bytes[from] === MINUS) out.byte(bytes[from++]);
  const length = end - from;
  if (shift === 0) {
    out.bytes(bytes, from, end);
    return;
  }
  if (length <= shift) out.byte(48);
  else out.bytes(bytes, from, end - shift);
  out.byte(DOT);
  for (let zero = length; zero < shift; zero++) out.byte(48);
  out.bytes(bytes, Math.max(from, end - shift), end);
}

const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;
const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i;
const kibana = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}) @ (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function writeDate(out: CellSink, bytes: Uint8Array, start: number, end: number): void {
  const text = end - start > 40 ? '' : String.fromCharCode(...bytes.subarray(start, end));
  const standard = iso.exec(text);
  if (standard !== null) {
    const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = standard;
    writeInstant(out, Number(year), Number(month) - 1, Number(day), +hour, +minute, +second, fraction, zone);
    return;
  }
  const written = kibana.exec(text);
  if (written === null) {
    writeString(out, bytes, start, end);
    return;
  }
  const [, month, day, year, hour, minute, second, fraction = ''] = written;
  if (!months.includes(month)) {
    writeString(out, bytes, start, end);
    return;
  }
  writeInstant(out, Number(year), months.indexOf(month), Number(day), +hour, +minute, +second, fraction, 'Z');
}

function writeInstant(
  out: CellSink,
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  fraction: string,
  zone: string,
): void {
  const offset = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  const minutes = offset === null ? 0 : Number(`${offset[1]}1`) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0));
  let seconds = Date.UTC(year, month, day, hour, minute, second) / 1000 - minutes * 60;
  let digits = fraction;
  // Zeek rounds .9999996 s up to `.1000000`: seven digits that mean a whole second.
  if (digits === '1000000') {
    seconds += 1;
    digits = '000000';
  }
  if (seconds < 0 && Number(digits) > 0) {
    out.text(String(seconds + Number(`0.${digits}`)));
    return;
  }
  out.text(digits === '' ? `${seconds}.000000` : `${seconds}.${digits.padEnd(6, '0')}`);
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}
