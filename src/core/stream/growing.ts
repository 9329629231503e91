type Numbers = Uint8Array | Uint32Array | Float32Array | Float64Array;

/** A typed array that becomes longer. `values` is another array after each `reserve`. */
export class Growing<A extends Numbers> {
  values: A;

  constructor(empty: A) {
    this.values = empty;
  }

  /** Makes room for `length` numbers; new ones are 0. */
  reserve(length: number): A {
    if (length <= this.values.length) return this.values;
    const longer = new (this.values.constructor as new (length: number) => A)(
      Math.max(length, 2 * this.values.length, 1024),
    );
    longer.set(this.values);
    this.values = longer;
    return longer;
  }

  /** The first `length` numbers, in an array of that length. */
  take(length: number): A {
    return this.values.slice(0, length) as A;
  }
}
