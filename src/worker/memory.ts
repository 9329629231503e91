const GIGABYTE = 2 ** 30;
/** Gigabytes assumed for a browser that does not report memory, such as Firefox. */
const USUAL = 4;
/** A tab can use at most this, on any machine. */
const MOST = 2 * GIGABYTE;

/** Memory in bytes for the flows of a run: a quarter of the device's memory, at most 2 GB. */
export function memoryForFlows(): number {
  const { navigator } = globalThis as { readonly navigator?: { readonly deviceMemory?: number } };
  const deviceMemory = navigator?.deviceMemory ?? USUAL;
  return Math.min(MOST, (deviceMemory / 4) * GIGABYTE);
}
