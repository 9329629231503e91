/** A fraction as a length in CSS. */
export function percent(share: number): string {
  return `${100 * share}%`;
}

/** Aligns a label with a bin: its relative position equals the bin's, so it ends at the end of the axis. */
export function besideBin(bin: number, bins: number): { readonly left: string; readonly transform: string } {
  const at = percent((bin + 0.5) / bins);
  return { left: at, transform: `translateX(-${at})` };
}
