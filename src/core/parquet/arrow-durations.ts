/** Type numbers of Arrow's Schema.fbs. */
const STRUCT = 13;
const DURATION = 18;
/** Digits behind the point of a second, by Arrow's TimeUnit: seconds, milliseconds, microseconds, nanoseconds. */
const DIGITS = [0, 3, 6, 9];
const MILLISECONDS = 1;

/**
 * Columns that hold durations, with the number of decimal digits of their unit, by path joined with points. Parquet
 * itself has no type for durations: Arrow writes plain INT64 and keeps its own schema in base64 beside them, as a
 * FlatBuffer in an IPC message. Empty where there is no schema or it cannot be read. Source: Arrow's Message.fbs and
 * Schema.fbs.
 */
export function arrowDurations(schema: string | undefined): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  if (schema === undefined) return found;
  try {
    const bytes = Uint8Array.from(atob(schema), (char) => char.charCodeAt(0));
    const buffer = new FlatBuffer(bytes);
    const prefix = buffer.uint32(0) === 0xffffffff ? 8 : 4;
    const message = buffer.table(prefix);
    const header = buffer.child(message, 2);
    if (header !== null) addFields(buffer, header, 1, '', found);
  } catch {
    // Not Arrow's schema as we know it: the columns stay numbers.
  }
  return found;
}

function addFields(buffer: FlatBuffer, table: number, slot: number, before: string, found: Map<string, number>): void {
  for (const field of buffer.vector(table, slot)) {
    const path = `${before}${buffer.text(field, 0)}`;
    const type = buffer.byte(field, 2);
    if (type === STRUCT) addFields(buffer, field, 5, `${path}.`, found);
    if (type !== DURATION) continue;
    const of = buffer.child(field, 3);
    found.set(path, DIGITS[of === null ? MILLISECONDS : buffer.short(of, 0, MILLISECONDS)]);
  }
}

/** As much of FlatBuffers as a schema needs. A table begins with how far before it its list of slots is. */
class FlatBuffer {
  private readonly view: DataView;

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  uint32(at: number): number {
    return this.view.getUint32(at, true);
  }

  /** The table that a place points to. */
  table(at: number): number {
    return at + this.uint32(at);
  }

  child(table: number, slot: number): number | null {
    const at = this.slot(table, slot);
    return at === 0 ? null : this.table(at);
  }

  byte(table: number, slot: number): number {
    const at = this.slot(table, slot);
    return at === 0 ? 0 : this.view.getUint8(at);
  }

  short(table: number, slot: number, missing: number): number {
    const at = this.slot(table, slot);
    return at === 0 ? missing : this.view.getInt16(at, true);
  }

  text(table: number, slot: number): string {
    const at = this.child(table, slot);
    if (at === null) return '';
    return new TextDecoder().decode(new Uint8Array(this.view.buffer, this.view.byteOffset + at + 4, this.uint32(at)));
  }

  *vector(table: number, slot: number): Generator<number> {
    const at = this.child(table, slot);
    if (at === null) return;
    for (let i = 0, from = at + 4; i < this.uint32(at); i++, from += 4) yield this.table(from);
  }

  /** Place of a table's value, 0 when it has none. */
  private slot(table: number, slot: number): number {
    const slots = table - this.view.getInt32(table, true);
    const place = 4 + 2 * slot;
    if (place + 2 > this.view.getUint16(slots, true)) return 0;
    const offset = this.view.getUint16(slots + place, true);
    return offset === 0 ? 0 : table + offset;
  }
}
