/**
 * Bins of `count` doubles, a byte each, to `out`: that of a value's upper 16 bits in `least`, and those after it whose
 * edges the value reaches. The edges end with one that none reaches. See `AxisScale` in `query/density.ts`.
 */
export function binAll(values: usize, count: u32, least: usize, edges: usize, out: usize): void {
  for (let i: u32 = 0; i < count; i++, values += 8) {
    const value = load<f64>(values);
    let bin = <u32>load<u8>(least + <usize>load<u16>(values, 6));
    while (value >= load<f64>(edges + (<usize>bin << 3))) bin++;
    store<u8>(out + i, bin);
  }
}
