import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { headers } from '../policy.ts';

const lines = readFileSync('docs/deploy/nginx.conf', 'utf8').split('\n');
const directives = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));

it('sends exactly the headers of the policy, and one for the cache', () => {
  const sent = directives.filter((line) => line.startsWith('add_header'));
  expect(sent).toEqual([
    'add_header Cache-Control $cache_control;',
    ...Object.entries(headers).map(([name, value]) => `add_header ${name} "${value}" always;`),
  ]);
});

it('has no location, which would drop the headers of the server', () => {
  expect(directives.filter((line) => line.startsWith('location'))).toEqual([]);
});

it('leaves out what the official images give as arguments: nginx refuses a directive twice', () => {
  expect(directives.filter((line) => line.startsWith('daemon'))).toEqual([]);
});

it('writes below /tmp only, and logs no request', () => {
  expect(directives).toContain('access_log off;');
  expect(directives).toContain('error_log stderr crit;');
  const written = directives.filter((line) => /^(pid|lock_file)\b|_temp_path\b/.test(line));
  expect(written.map((line) => line.split(' ')[0])).toEqual([
    'pid',
    ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path`),
  ]);
  for (const line of written) expect(line).toMatch(/ \/tmp\/[a-z.-]+;$/);
});
