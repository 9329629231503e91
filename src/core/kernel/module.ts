import { inflateSync } from 'fflate';
import { kernelModule } from './kernel-module.ts';

let compiled: WebAssembly.Module | undefined;

/**
 * A new instance of the kernel with `bytes` of memory for the caller from `free` on. The memory never grows. Null
 * without WebAssembly or SIMD, or if the page's policy forbids it; callers then use plain code.
 */
export function startKernel<Exports>(
  bytes: (exports: Exports) => number,
): { readonly exports: Exports; readonly buffer: ArrayBuffer; readonly free: number } | null {
  try {
    compiled ??= new WebAssembly.Module(unpacked(kernelModule));
    const { exports } = new WebAssembly.Instance(compiled);
    const { memory, firstFree } = exports as { memory: WebAssembly.Memory; firstFree: () => number };
    const free = aligned(firstFree());
    const missing = free + bytes(exports as Exports) - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    return { exports: exports as Exports, buffer: memory.buffer, free };
  } catch {
    return null;
  }
}

function unpacked(base64: string): Uint8Array<ArrayBuffer> {
  return inflateSync(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))) as Uint8Array<ArrayBuffer>;
}

/** Rounds up to a whole cache line. */
export function aligned(at: number): number {
  return (at + 63) & ~63;
}

const PAGE = 65536;
