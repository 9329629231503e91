/** A scale as recharts uses it: `domain` and `range` return the values, or replace them and return the scale. */
export interface Scale<Value> {
  /** Position of a value in pixels. Undefined for a value without one. */
  (value: Value): number | undefined;
  domain(): readonly Value[];
  domain(values: Iterable<Value>): this;
  range(): readonly number[];
  range(ends: Iterable<number>): this;
  copy(): Scale<Value>;
  /** Width of a band. Only of a scale of bands. */
  bandwidth?(): number;
}

/** The position of each value, for a domain and a range. */
type Placing<Value> = (domain: readonly Value[], range: readonly number[]) => (value: Value) => number | undefined;

/**
 * Numbers to pixels, with the values of d3-scale 4. If the domain is one number, every number is in the middle of the
 * range. There are no ticks: our axes have their own.
 */
export function scaleLinear(): Scale<number> {
  return scaleOf(linear, [0, 1], [0, 1], (values) => [...values]);
}

/** Categories to the starts of their bands, which have equal widths and no gaps, with the values of d3-scale 4. */
export function scaleBand(): Scale<string> {
  return withBands(scaleOf(bands, [], [0, 1], (values) => [...new Set(values)]));
}

function withBands(scale: Scale<string>): Scale<string> {
  const { copy } = scale;
  return Object.assign(scale, {
    bandwidth: () => widthOfBands(scale.domain(), scale.range()),
    copy: () => withBands(copy()),
  });
}

function scaleOf<Value>(
  placing: Placing<Value>,
  domain: readonly Value[],
  range: readonly number[],
  listOf: (values: Iterable<Value>) => readonly Value[],
): Scale<Value> {
  let place = placing(domain, range);
  const change = (values: readonly Value[], ends: readonly number[]) => {
    domain = values;
    range = ends;
    place = placing(values, ends);
    return scale;
  };
  const scale = Object.assign((value: Value) => place(value), {
    domain: (values?: Iterable<Value>) => (values === undefined ? domain : change(listOf(values), range)),
    range: (ends?: Iterable<number>) => (ends === undefined ? range : change(domain, [...ends])),
    copy: () => scaleOf(placing, domain, range, listOf),
  }) as Scale<Value>;
  return scale;
}

function linear(domain: readonly number[], range: readonly number[]) {
  // From the lower end, as d3 does, so that rounding is equal in both directions.
  const isReversed = domain[1] < domain[0];
  const [from, to] = isReversed ? domain.toReversed() : domain;
  const [first, last] = isReversed ? range.toReversed() : range;
  const size = to - from;
  return (value: number) => {
    if (Number.isNaN(+value)) return undefined;
    const part = size === 0 ? 0.5 : (value - from) / size;
    return first * (1 - part) + last * part;
  };
}

function bands(domain: readonly string[], range: readonly number[]) {
  const width = widthOfBands(domain, range);
  const start = Math.min(...range);
  const inOrder = range[1] < range[0] ? domain.toReversed() : domain;
  const places = new Map(inOrder.map((value, i) => [value, start + width * i]));
  return (value: string) => places.get(value);
}

function widthOfBands(domain: readonly string[], [start, end]: readonly number[]): number {
  return Math.abs(end - start) / Math.max(1, domain.length);
}
