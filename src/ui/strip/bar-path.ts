/** Gap between two bars in pixels, and the minimum bar width with a gap. */
const GAP = 1;
const NARROWEST = 3;

/**
 * An SVG path of bars of equal width, `across` pixels wide in all. A bar of `highest` is `up` pixels high. Bars are
 * separate if they are wide enough. Bins of 0 have no bar.
 */
export function barPath(heights: readonly number[], across: number, up: number, highest: number): string {
  const each = across / heights.length;
  const width = round(each > NARROWEST ? each - GAP : each);
  const bars = heights.map((height, bin) => {
    const tall = round((height / highest) * up);
    return tall > 0 ? `M${round(bin * each)} ${round(up)}v${-tall}h${width}v${tall}z` : '';
  });
  return bars.join('');
}

/** Hundredths of a pixel. */
function round(pixels: number): number {
  return Math.round(100 * pixels) / 100;
}
