import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { kernelModule } from '../src/core/kernel/kernel-module.ts';

/** Source patterns of every way to reach a network. The build may contain only the matches explained below. */
const exits: Readonly<Record<string, RegExp>> = {
  WebRTC: /\b(?:webkit|moz)?RTC[A-Z]\w+/g,
  fetch: /(?<![\w$.])fetch\s*\(|[.[]['"`]?fetch\b/g,
  XMLHttpRequest: /\bXMLHttpRequest\b/g,
  WebSocket: /\bWebSocket\w*/g,
  WebTransport: /\bWebTransport\w*/g,
  EventSource: /\bEventSource\b/g,
  sendBeacon: /\bsendBeacon\b/g,
  'service worker': /\bserviceWorker\b/g,
  'shared worker': /\bSharedWorker\b/g,
  worklet: /\baddModule\b|\b\w*Worklet\b/g,
  importScripts: /\bimportScripts\b/g,
  'import of an address': /\bimport\([^)]{0,80}\)?/g,
  'worker of an address': /\bnew (?:\w+\.)*Worker\([^),]{0,60}/g,
  'window.open': /\b(?:window|self|globalThis|top|parent)\.open\b/g,
  'assigning location': /\blocation(?:\.href)?\s*=(?!=)|\blocation\.(?:assign|replace)\b/g,
  'navigation API': /\bnavigation\.navigate\b/g,
  'sending a form': /\.(?:requestSubmit|submit)\(.{0,12}/g,
  'loading a font': /\bFontFace\b/g,
  'XSL document': /\bXSLTProcessor\b/g,
  'push, cast, payment': /\b(?:PushManager|PresentationRequest|PaymentRequest|Notification)\b/g,
  'link element': /createElement\(.link.\)/g,
  'element that loads': /createElement\(.(?:script|iframe|frame|object|embed|audio|video|form|base|meta|portal)\b/g,
  'hint to the browser': /\b(?:dns-prefetch|preconnect|prefetch|prerender|modulepreload|speculationrules)\b/g,
  'address of another server': /\b(?:https?|wss?|ftp):\/\/[\w.-]*[^\s"'`)<>]*/g,
  'style that loads': /@import\b|\burl\((?!["']?(?:data:|#|\)|\$\{))[^)]{0,60}/g,
  'refreshing the page': /http-equiv=.?refresh/gi,
  'ping of a link': /\bping=/g,
};

/** Allowed matches in the build, and why they cause no request. */
const explained: readonly { readonly what: RegExp; readonly why: string }[] = [
  {
    what: /^import\(`?["']?\.\//,
    why: 'the page’s own view of a log, charts and engine, loaded before a log can be opened',
  },
  { what: /^new Worker\(\w+$/, why: 'the engine from a blob: URL' },
  { what: /^new Worker\(self\.location\.href$/, why: 'the engine’s inflater from the engine’s own blob: URL' },
  { what: /^\.(submit\(\) manually|requestSubmit\(\) instead)/, why: 'text of an error of React' },
  {
    what: /^navigation\.navigate$/,
    why: 'React: marks a slow transition by going to the address that is there already',
  },
  { what: /^https:\/\/bit\.ly\//, why: 'text of an error of Recharts' },
  { what: /^https?:\/\/www\.w3\.org\//, why: 'names of XML namespaces' },
  { what: /^https:\/\/(react\.dev|redux-toolkit\.js\.org|redux\.js\.org)\//i, why: 'text of errors of libraries' },
  {
    what: /^createElement\(.link.\)$/,
    why: 'React: style sheets and hints of components; Vite: the style sheets of its chunks',
  },
  { what: /^createElement\(.script\b/, why: 'React: script elements of components, of which the page has none' },
  {
    what: /^(dns-prefetch|preconnect|prefetch|modulepreload)$/,
    why: 'React DOM’s functions for hints, which nothing calls',
  },
];

/** The files of the build, and the script that is packed into the offline file. */
function builtTexts(): { readonly file: string; readonly text: string }[] {
  const files = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(js|css|html)$/.test(file),
  );
  return files.flatMap((file) => {
    const text = readFileSync(join('dist', file), 'utf8');
    return [text, ...packedScripts(text)].map((part) => ({ file, text: part }));
  });
}

/** Scripts in a text that are encoded as base64 of deflate. */
function packedScripts(text: string): readonly string[] {
  const packed = [...text.matchAll(/atob\([`"']([\w+/=]{100000,})[`"']\)/g)];
  return packed.map(([, base64]) => inflateRawSync(Buffer.from(base64, 'base64')).toString());
}

test('the built code, its workers and the offline file contain no way to reach a network', () => {
  const texts = builtTexts();
  expect(texts.map(({ file }) => file)).toContain('oddflow.html');
  expect(texts.filter(({ file }) => file === 'oddflow.html').length).toBe(2);
  expect(texts.filter(({ file }) => /engine/.test(file)).length).toBe(1);
  const found = texts.flatMap(({ file, text }) =>
    Object.entries(exits).flatMap(([exit, pattern]) =>
      (text.match(pattern) ?? [])
        .filter((match) => !explained.some(({ what }) => what.test(match)))
        .map((match) => `${file}: ${exit}: ${match}`),
    ),
  );
  expect([...new Set(found)]).toEqual([]);
});

test('every explanation matches something in the build', () => {
  const texts = builtTexts();
  const matches = Object.values(exits).flatMap((pattern) => texts.flatMap(({ text }) => text.match(pattern) ?? []));
  expect(explained.filter(({ what }) => !matches.some((match) => what.test(match)))).toEqual([]);
});

test('the engine is once in the page and once in the offline file, and contains the kernel once', () => {
  const holding = (part: string) =>
    builtTexts().flatMap(({ file, text }) => Array(text.split(part).length - 1).fill(file.replace(/-[\w-]{8}\./, '.')));
  expect(holding(kernelModule).sort()).toEqual(['assets/engine.js', 'oddflow.html']);
  expect(readFileSync('dist/index.html', 'utf8')).not.toMatch(/engine|strip|open-log/);
});

test('the pages link only to their own files', () => {
  for (const file of ['index.html', 'oddflow.html']) {
    const html = readFileSync(join('dist', file), 'utf8').replace(/<(script|style)\b[^>]*>.*?<\/\1>/gs, '');
    const links = [...html.matchAll(/\b(?:src|href|action|poster|srcset)="([^"]*)"/g)].map(([, link]) => link);
    expect(links.filter((link) => !/^(?:\.\/|data:)/.test(link))).toEqual([]);
  }
});
