import { describe, expect, it } from 'vitest';
import { fromFiles, toSource } from './drop.ts';

const blob = new Blob();
const paths = (...found: readonly string[]) => {
  const source = toSource(found.map((path) => ({ path, blob })));
  return source.kind === 'files' ? source.files.map(({ path }) => path) : [];
};

describe('what is dropped', () => {
  it('becomes a run in the natural order of the names', () => {
    expect(paths('conn.10.log', 'conn.2.log', 'conn.1.log')).toEqual(['conn.1.log', 'conn.2.log', 'conn.10.log']);
    expect(paths('b/conn.log', 'a/z.log')).toEqual(['a/z.log', 'b/conn.log']);
  });

  it('leaves out the hidden files of a folder, not a hidden file or folder that was itself dropped', () => {
    expect(paths('logs/.DS_Store', 'logs/.git/x', 'logs/conn.log', '.conn.log', '.zeek/conn.log')).toEqual([
      '.conn.log',
      '.zeek/conn.log',
      'logs/conn.log',
    ]);
  });

  it('is named by its file, or by how many there are', () => {
    const file = (name: string, webkitRelativePath = '') =>
      Object.assign(new File(['abc'], name), { webkitRelativePath });
    expect(fromFiles([])).toBeNull();
    expect(fromFiles([file('conn.log')])).toMatchObject({ name: 'conn.log', bytes: 3 });
    expect(fromFiles([file('a.log'), file('b.log')])).toMatchObject({ name: '2 files', bytes: 6 });
    expect(fromFiles([file('a.log', 'logs/a.log'), file('b.log', 'logs/b.log')])).toMatchObject({
      name: 'logs',
      source: { files: [{ path: 'logs/a.log' }, { path: 'logs/b.log' }] },
    });
  });
});
