const KEPT = 6;

/** Cache of the latest orders and selections by key. 4 bytes per row each. */
export class KeptOrders {
  private readonly orders = new Map<string, Uint32Array>();

  /** The order with this key. Calls `make` if it is not cached. */
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
