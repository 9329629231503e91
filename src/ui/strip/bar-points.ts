import type { Bins } from './bars.tsx';

/** A corner of the bars: its position, and the height of each series there. */
export interface BarPoint {
  readonly x: number;
  readonly whole: number;
  readonly flows: number;
  readonly anomalies: number;
}

/** Gap between two bars in pixels, and the minimum bar width with a gap. */
const GAP = 1;
const NARROWEST = 3;

/** Four corners per bin, so that one path per series draws separate bars. `pixels` is the width of all bars. */
export function barPoints({ whole, flows, anomalies, start, end }: Bins, pixels: number): BarPoint[] {
  if (flows.length === 0) return [];
  const width = (end - start) / flows.length;
  const each = pixels / flows.length;
  const gap = each > NARROWEST ? (GAP / each) * width : 0;
  return flows.flatMap((height, bin) => {
    const [left, right] = [start + bin * width, start + (bin + 1) * width - gap];
    const top = { whole: whole[bin] ?? 0, flows: height, anomalies: anomalies[bin] };
    return [
      { x: left, ...ground },
      { x: left, ...top },
      { x: right, ...top },
      { x: right, ...ground },
    ];
  });
}

const ground = { whole: 0, flows: 0, anomalies: 0 };
