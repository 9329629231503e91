/** Advice for files that are no log, by their kind. */
export const whatToDoWith: Readonly<Record<string, string>> = {
  JSON: 'It looks like JSON, but none of its objects is a row of a Zeek log. Open the conn.log that Zeek, Filebeat, Splunk or Elastic wrote.',
  CSV: 'It looks like CSV, but its first line does not name the fields of a conn.log (ts, uid, id.orig_h and so on).',
  'cut-header':
    'The line #fields, which names the columns, is missing or not whole. Open the log with its whole header.',
  pcap: 'It is a packet capture (pcap or pcapng). Make a log of it first: zeek -r capture.pcap writes conn.log.',
  xlsx: 'It is an Excel workbook. Open the log that it was made of, or save the sheet as CSV with the names of the fields in its first row and open that.',
  ods: 'It is a spreadsheet (OpenDocument). Open the log that it was made of, or save the sheet as CSV with the names of the fields in its first row and open that.',
  xls: 'It is a file of an older Excel or Word. Open the log that it was made of, or save the sheet as CSV with the names of the fields in its first row and open that.',
  office: 'It is a document of a word processor or a presentation. Open the conn.log itself.',
  PDF: 'It is a PDF document. Open the conn.log itself.',
  bzip2: 'It is compressed with bzip2. Unpack it first: bunzip2.',
  xz: 'It is compressed with xz. Unpack it first: unxz.',
  sqlite:
    'It is an SQLite database. Write its table as CSV first: sqlite3 -header -csv FILE "select * from conn" > conn.csv.',
  'git-lfs': 'It is a pointer to a file that Git LFS keeps elsewhere. Fetch the file itself first: git lfs pull.',
  'conn-summary': 'It is a summary that trace-summary made of a conn.log. Open the conn.log itself.',
  SUP: 'It is a Super (ZSON) text. Turn it into a log first: super -f zeek FILE > conn.log.',
  'UTF-32': 'It is UTF-32 text. Copy the log without changing it, or save it as UTF-8.',
  binary: 'It is a binary file. If it is BSUP (ZNG), turn it into a log first: super -f zeek FILE > conn.log.',
};

/** Damage of a compressed file. */
export const damage: Readonly<Record<string, string>> = {
  cut: 'cut off before its end',
  damaged: 'damaged',
  checksum: 'damaged: checksum mismatch',
  trailing: 'followed by bytes that are not gzip',
  window: 'compressed with a window that is too large for a page (zstd --long)',
  dictionary: 'compressed with a zstd dictionary, which Oddflow does not have',
};

/** Why a Parquet file cannot be read. */
export const parquetTrouble: Readonly<Record<string, string>> = {
  encrypted: 'is an encrypted Parquet file',
  codec: 'is compressed with a codec that Oddflow does not read',
  'large-group': 'has a row group of more than 1 GB, which does not fit into a page’s memory',
  damaged: 'is a damaged Parquet file',
};

/** Advice for Parquet files where a new copy does not help. */
export const parquetAdvice: Readonly<Record<string, string>> = {
  encrypted: 'Write it again without encryption, then open it.',
  codec: 'Write it again with zstd, snappy or gzip, then open it.',
  'large-group': 'Write it again with smaller row groups, such as 100,000 rows each, then open it.',
};

/** Damage of an archive or of a file in it. */
export const archiveDamage: Readonly<Record<string, string>> = {
  cut: 'is cut off before its end',
  damaged: 'is damaged',
  checksum: 'is damaged: its checksum does not match its content',
  trailing: 'is damaged: its size does not match its content',
  encrypted: 'is encrypted',
  method: 'is packed in a way that Oddflow does not read',
  sparse: 'is stored as a sparse file, which Oddflow does not read',
};

/** Advice for archives where a new copy does not help. */
export const archiveAdvice: Readonly<Record<string, string>> = {
  encrypted: 'Unpack it with its password first, then open the log.',
  method: 'Unpack it with the program that packed it, then open the log.',
  sparse: 'Unpack the archive with tar, then open the log.',
};
