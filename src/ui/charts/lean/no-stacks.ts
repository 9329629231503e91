/** Takes the place of d3-shape, which recharts uses to stack series. We stack none. */
export function stack(): never {
  throw new Error('The bundle has no code for stacked series (scripts/lean-recharts.ts)');
}

export const stackOffsetExpand = stack;
export const stackOffsetNone = stack;
export const stackOffsetSilhouette = stack;
export const stackOffsetWiggle = stack;
export const stackOrderNone = stack;
