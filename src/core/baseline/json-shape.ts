/** A value of the wrong form. Callers turn it into a `LogError` that names its place. */
export class ShapeError extends Error {}

export interface Limits {
  readonly least?: number;
  readonly most?: number;
}

/** A value of a parsed JSON text with its place. Each method returns it in the expected form or throws `ShapeError`. */
export class Shape {
  private readonly value: unknown;
  private readonly place: string;

  constructor(value: unknown, place = '') {
    this.value = value;
    this.place = place;
  }

  /** The value of a key. Inherited keys do not count: they are not in the file. */
  get(key: string): Shape {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.wrong('is no object');
    const place = this.place === '' ? key : `${this.place}.${key}`;
    if (!Object.hasOwn(value, key)) throw new ShapeError(`${place} is missing`);
    return new Shape((value as Record<string, unknown>)[key], place);
  }

  /** Entries of an object of at most `most` keys. */
  entries(most: number): [string, Shape][] {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.wrong('is no object');
    const entries = Object.entries(value);
    if (entries.length > most) throw this.wrong('has too many keys');
    return entries.map(([key, item]) => [key, new Shape(item, `${this.place}.${key}`)]);
  }

  list({ least = 0, most = Infinity }: Limits): Shape[] {
    if (!Array.isArray(this.value)) throw this.wrong('is no list');
    const { length } = this.value;
    if (length < least || length > most) {
      throw this.wrong(`has ${length} entries instead of ${least === most ? most : `${least} to ${most}`}`);
    }
    return this.value.map((item, i) => new Shape(item, `${this.place}[${i}]`));
  }

  /** A finite number. The text `-0` is minus zero. */
  number({ least = -Infinity, most = Infinity }: Limits = {}): number {
    const value = this.value === '-0' ? -0 : this.value;
    if (typeof value !== 'number' || !Number.isFinite(value)) throw this.wrong('is no finite number');
    if (value < least || value > most) throw this.wrong(`is ${value}, out of its range`);
    return value;
  }

  whole(limits: Limits): number {
    const value = this.number(limits);
    if (!Number.isSafeInteger(value)) throw this.wrong('is no whole number');
    return value;
  }

  text(most: number): string {
    if (typeof this.value !== 'string') throw this.wrong('is no text');
    if (this.value.length > most) throw this.wrong('is too long');
    return this.value;
  }

  flag(): boolean {
    if (typeof this.value !== 'boolean') throw this.wrong('is neither true nor false');
    return this.value;
  }

  isNull(): boolean {
    return this.value === null;
  }

  isText(): boolean {
    return typeof this.value === 'string';
  }

  wrong(why: string): ShapeError {
    return new ShapeError(`${this.place || 'it'} ${why}`);
  }
}
