/** Standardises a column of `count` doubles, a multiple of 2: (x - mean) / scale, to `out`. */
export function standardise(from: usize, out: usize, count: u32, mean: f64, scale: f64): void {
  const means = f64x2.splat(mean);
  const scales = f64x2.splat(scale);
  const end = from + (<usize>count << 3);
  for (; from < end; from += 16, out += 16) v128.store(out, f64x2.div(f64x2.sub(v128.load(from), means), scales));
}

/**
 * Of standardised rows z: out = the sum over components k of |z - axis_k| / ratio_k, eight rows a step. Each row's
 * arithmetic is that of `scoreRows` in `detect/pyod-pca.ts`, in its order.
 */
export function tipDistances(
  block: usize,
  stride: u32,
  count: u32,
  columns: u32,
  axes: usize,
  ratio: usize,
  components: u32,
  out: usize,
): void {
  const step = <usize>stride << 3;
  for (let i: u32 = 0; i < count; i += 8, block += 64, out += 64) {
    let t0 = f64x2.splat(0);
    let t1 = f64x2.splat(0);
    let t2 = f64x2.splat(0);
    let t3 = f64x2.splat(0);
    let axis = axes;
    for (let c: u32 = 0; c < components; c++) {
      let s0 = f64x2.splat(0);
      let s1 = f64x2.splat(0);
      let s2 = f64x2.splat(0);
      let s3 = f64x2.splat(0);
      let at = block;
      for (let j: u32 = 0; j < columns; j++, axis += 8, at += step) {
        const tip = v128.load64_splat(axis);
        const d0 = f64x2.sub(v128.load(at), tip);
        const d1 = f64x2.sub(v128.load(at, 16), tip);
        const d2 = f64x2.sub(v128.load(at, 32), tip);
        const d3 = f64x2.sub(v128.load(at, 48), tip);
        s0 = f64x2.add(s0, f64x2.mul(d0, d0));
        s1 = f64x2.add(s1, f64x2.mul(d1, d1));
        s2 = f64x2.add(s2, f64x2.mul(d2, d2));
        s3 = f64x2.add(s3, f64x2.mul(d3, d3));
      }
      const share = v128.load64_splat(ratio + (<usize>c << 3));
      t0 = f64x2.add(t0, f64x2.div(f64x2.sqrt(s0), share));
      t1 = f64x2.add(t1, f64x2.div(f64x2.sqrt(s1), share));
      t2 = f64x2.add(t2, f64x2.div(f64x2.sqrt(s2), share));
      t3 = f64x2.add(t3, f64x2.div(f64x2.sqrt(s3), share));
    }
    v128.store(out, t0);
    v128.store(out, t1, 16);
    v128.store(out, t2, 32);
    v128.store(out, t3, 48);
  }
}

/**
 * Largest and smallest projection of standardised rows on each component, to `most` and `least`. Rows as in
 * `tipDistances`; all `count` of them are looked at.
 */
export function extremes(
  block: usize,
  stride: u32,
  count: u32,
  columns: u32,
  axes: usize,
  components: u32,
  most: usize,
  least: usize,
): void {
  const step = <usize>stride << 3;
  for (let c: u32 = 0; c < components; c++, axes += <usize>columns << 3, most += 8, least += 8) {
    let high = f64x2.splat(-Infinity);
    let low = f64x2.splat(Infinity);
    const end = block + (<usize>count << 3);
    for (let rows = block; rows < end; rows += 64) {
      let s0 = f64x2.splat(0);
      let s1 = f64x2.splat(0);
      let s2 = f64x2.splat(0);
      let s3 = f64x2.splat(0);
      let at = rows;
      let axis = axes;
      for (let j: u32 = 0; j < columns; j++, axis += 8, at += step) {
        const factor = v128.load64_splat(axis);
        s0 = f64x2.add(s0, f64x2.mul(v128.load(at), factor));
        s1 = f64x2.add(s1, f64x2.mul(v128.load(at, 16), factor));
        s2 = f64x2.add(s2, f64x2.mul(v128.load(at, 32), factor));
        s3 = f64x2.add(s3, f64x2.mul(v128.load(at, 48), factor));
      }
      high = f64x2.pmax(high, f64x2.pmax(f64x2.pmax(s0, s1), f64x2.pmax(s2, s3)));
      low = f64x2.pmin(low, f64x2.pmin(f64x2.pmin(s0, s1), f64x2.pmin(s2, s3)));
    }
    store<f64>(most, max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1)));
    store<f64>(least, min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1)));
  }
}

/** Projection of standardised rows on one component, to `out`. Rows as in `tipDistances`. */
export function project(block: usize, stride: u32, count: u32, columns: u32, axis: usize, out: usize): void {
  const step = <usize>stride << 3;
  const end = block + (<usize>count << 3);
  for (; block < end; block += 16, out += 16) {
    let sum = f64x2.splat(0);
    for (let j: u32 = 0, at = block; j < columns; j++, at += step) {
      sum = f64x2.add(sum, f64x2.mul(v128.load(at), v128.load64_splat(axis + (<usize>j << 3))));
    }
    v128.store(out, sum);
  }
}
