const GIGABYTE = 2 ** 30;
/** Of a browser that does not tell, such as Firefox. */
const USUAL = 4;
/** A tab has no more, whatever the machine. */
const MOST = 2 * GIGABYTE;

/** Bytes of memory that the flows of a run may take: a quarter of what the device has, 2 GB at most. */
export function memoryForFlows(): number {
  const { navigator } = globalThis as { readonly navigator?: { readonly deviceMemory?: number } };
  const deviceMemory = navigator?.deviceMemory ?? USUAL;
  return Math.min(MOST, (deviceMemory / 4) * GIGABYTE);
}
