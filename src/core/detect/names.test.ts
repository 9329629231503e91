import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { detectors } from './index.ts';

const root = new URL('../../', import.meta.url).pathname;

/** Source files below a folder, without tests. */
function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.tsx?$/.test(name) && !name.includes('.test.') ? [path] : [];
  });
}

it('each detector has one name and one short form, and no two detectors share one', () => {
  const labels = detectors.map(({ label }) => label);
  const shorts = detectors.map(({ short }) => short);
  expect(new Set(labels).size).toBe(detectors.length);
  expect(new Set(shorts).size).toBe(detectors.length);
  expect(detectors[0]).toMatchObject({ label: 'PCA (PyOD-compatible)', short: 'Size (PCA)' });
});

it('the page does not write the names of detectors itself', () => {
  const names = /Size \(PCA|PCA \(PyOD|as zeek_anomaly_detector\)|by Volume|'Incidents'|'Combined'/;
  const withoutComments = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  const writing = sources(join(root, 'ui')).filter((path) => names.test(withoutComments(readFileSync(path, 'utf8'))));
  expect(writing.map((path) => path.slice(root.length))).toEqual([]);
});
