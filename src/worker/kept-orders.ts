const KEPT = 6;

/** Orders and selections that were asked for last, by key; each takes four bytes a row. */
export class KeptOrders {
  private readonly orders = new Map<string, Uint32Array>();

  /** The order with this key, made if it is not there any more. */
  async get(key: string, make: () => Uint32Array | Promise<Uint32Array>): Promise<Uint32Array> {
    const order = this.orders.get(key) ?? (await make());
    this.orders.delete(key);
    this.orders.set(key, order);
    for (const oldest of this.orders.keys()) {
      if (this.orders.size <= KEPT) break;
      this.orders.delete(oldest);
    }
    return order;
  }
}
