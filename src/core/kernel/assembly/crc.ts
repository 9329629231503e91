/** Tables for sixteen bytes a step: table k is the checksum of a byte followed by k zero bytes. */
const tables = memory.data(16384);
let isReady = false;

/** CRC-32 (ISO 3309) of what came before, with checksum `crc`, followed by `length` bytes. */
export function crc32(crc: u32, at: usize, length: usize): u32 {
  if (!isReady) prepare();
  let state = ~crc;
  let p = at;
  const end = at + length;
  for (; p + 16 <= end; p += 16) {
    const a = load<u32>(p) ^ state;
    const b = load<u32>(p, 4);
    const c = load<u32>(p, 8);
    const d = load<u32>(p, 12);
    state =
      look(15, a) ^ look(14, a >> 8) ^ look(13, a >> 16) ^ look(12, a >> 24) ^
      look(11, b) ^ look(10, b >> 8) ^ look(9, b >> 16) ^ look(8, b >> 24) ^
      look(7, c) ^ look(6, c >> 8) ^ look(5, c >> 16) ^ look(4, c >> 24) ^
      look(3, d) ^ look(2, d >> 8) ^ look(1, d >> 16) ^ look(0, d >> 24);
  }
  for (; p < end; p++) state = look(0, state ^ load<u8>(p)) ^ (state >> 8);
  return ~state;
}

function look(table: u32, value: u32): u32 {
  return load<u32>(tables + (<usize>table << 10) + (<usize>(value & 255) << 2));
}

function prepare(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
    store<u32>(tables + (<usize>byte << 2), crc);
  }
  for (let table: u32 = 1; table < 16; table++) {
    for (let byte: u32 = 0; byte < 256; byte++) {
      const before = load<u32>(tables + (<usize>(table - 1) << 10) + (<usize>byte << 2));
      store<u32>(tables + (<usize>table << 10) + (<usize>byte << 2), look(0, before) ^ (before >> 8));
    }
  }
  isReady = true;
}
