/** Cache of the latest `most` values by key. */
export class Kept<Value> {
  private readonly values = new Map<string, Value>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  find(key: string): Value | undefined {
    const value = this.values.get(key);
    if (value !== undefined) this.add(key, value);
    return value;
  }

  add(key: string, value: Value): Value {
    this.values.delete(key);
    this.values.set(key, value);
    for (const oldest of this.values.keys()) {
      if (this.values.size <= this.most) break;
      this.values.delete(oldest);
    }
    return value;
  }

  /** The value with this key. Calls `make` if it is not cached. */
  async get(key: string, make: () => Value | Promise<Value>): Promise<Value> {
    return this.find(key) ?? this.add(key, await make());
  }
}
