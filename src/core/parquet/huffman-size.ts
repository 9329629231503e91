/** The one constant that Brotli needs of `gzip.huffman.js` in hyparquet-compressors. Builds have it in place of the tables. */
export const HUFFMAN_MAX_TABLE_SIZE = 1080;
