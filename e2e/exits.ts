/** A way out: code that tries to reach `URL` (or `PORT`), run in the page or in a worker. */
export interface Exit {
  readonly name: string;
  readonly code: string;
  /**
   * The most that can arrive where browsers have no policy against it: a request, or a connection that a browser opens
   * ahead of a navigation that it then refuses.
   */
  readonly noPolicy?: 'request' | 'connection';
  readonly isUdp?: boolean;
}

const element = (tag: string, attributes: Readonly<Record<string, string>>): string =>
  `const one = document.createElement('${tag}'); Object.entries(${JSON.stringify(attributes)}).forEach(([name, value]) => one.setAttribute(name, value.replace('URL', URL))); document.body.append(one);`;
const link = (rel: string, more: Readonly<Record<string, string>> = {}): string =>
  element('link', { rel, href: 'URL', ...more }).replace('document.body', 'document.head');
const style = (rule: string): string =>
  `const sheet = new CSSStyleSheet(); sheet.replaceSync(${JSON.stringify(rule)}.replaceAll('URL', URL)); document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; const one = document.createElement('p'); one.className = 'exit'; one.textContent = 'x'; document.body.append(one);`;
const markup = (html: string): string =>
  `const box = document.createElement('div'); document.body.append(box); box.innerHTML = ${JSON.stringify(html)}.replaceAll('URL', URL);`;

/** Those that both a page and a worker have. */
const shared: readonly Exit[] = [
  { name: 'fetch', code: 'await fetch(URL)' },
  { name: 'fetch, no-cors', code: "await fetch(URL, { mode: 'no-cors', method: 'POST', body: 'log' })" },
  { name: 'fetch, keepalive', code: "await fetch(URL, { mode: 'no-cors', keepalive: true })" },
  {
    name: 'XMLHttpRequest',
    code: "const ask = new XMLHttpRequest(); ask.open('GET', URL); ask.send(); await new Promise((resolve) => { ask.onloadend = resolve; })",
  },
  { name: 'WebSocket', code: "new WebSocket(URL.replace('http', 'ws'))" },
  { name: 'WebTransport', code: "await new WebTransport(URL.replace('http:', 'https:')).ready" },
  { name: 'EventSource', code: 'new EventSource(URL)' },
  { name: 'import() of an address', code: 'await import(URL)' },
  { name: 'worker of an address', code: 'new Worker(URL)' },
  {
    name: 'worker that imports an address',
    code: "new Worker(window_URL.createObjectURL(new Blob(['importScripts(\"' + URL + '\")'])))",
  },
  { name: 'WebAssembly of an address', code: 'await WebAssembly.compileStreaming(fetch(URL))' },
  { name: 'font by FontFace', code: "await new FontFace('exit', 'url(' + URL + ')').load()" },
];

export const pageExits: readonly Exit[] = [
  ...shared,
  { name: 'sendBeacon', code: "navigator.sendBeacon(URL, 'log')" },
  { name: 'shared worker', code: 'new SharedWorker(URL)' },
  { name: 'service worker', code: "await navigator.serviceWorker.register('./icon.svg')" },
  { name: 'worklet', code: 'const context = new AudioContext(); await context.audioWorklet.addModule(URL)' },
  { name: 'image', code: 'new Image().src = URL' },
  { name: 'image by srcset', code: element('img', { srcset: 'URL 1x' }) },
  { name: 'image of SVG', code: markup('<svg><image href="URL" width="9" height="9"/></svg>') },
  { name: 'symbol of SVG', code: markup('<svg><use href="URL#a"/></svg>') },
  { name: 'image of a form', code: element('input', { type: 'image', src: 'URL' }) },
  { name: 'script', code: element('script', { src: 'URL' }) },
  { name: 'module', code: element('script', { type: 'module', src: 'URL' }) },
  {
    name: 'script in the page',
    code: "const one = document.createElement('script'); one.textContent = 'fetch(\"' + URL + '\")'; document.body.append(one)",
  },
  { name: 'handler in markup', code: markup('<img src="data:," onerror="fetch(\'URL\')">') },
  { name: 'eval', code: "(0, eval)('fetch(\"' + URL + '\")')" },
  { name: 'style sheet', code: link('stylesheet') },
  {
    name: '@import',
    code: "const one = document.createElement('style'); one.textContent = '@import url(' + URL + ')'; document.head.append(one)",
  },
  { name: 'background', code: style('.exit { background: url(URL) }') },
  { name: 'style attribute', code: element('p', { style: 'background: url(URL)' }) },
  { name: 'cursor', code: style('.exit { cursor: url(URL), auto }') },
  { name: 'list style', code: style('.exit { display: list-item; list-style-image: url(URL) }') },
  { name: 'mask', code: style('.exit { mask-image: url(URL) }') },
  {
    name: 'font by @font-face',
    code: style('@font-face { font-family: exit; src: url(URL) } .exit { font-family: exit }'),
  },
  { name: 'iframe', code: element('iframe', { src: 'URL' }), noPolicy: 'connection' },
  { name: 'iframe of markup', code: element('iframe', { srcdoc: '<img src="URL">' }) },
  { name: 'object', code: element('object', { data: 'URL' }) },
  { name: 'embed', code: element('embed', { src: 'URL' }) },
  { name: 'video', code: element('video', { src: 'URL', preload: 'auto' }) },
  { name: 'poster', code: element('video', { poster: 'URL' }) },
  { name: 'audio', code: element('audio', { src: 'URL', preload: 'auto' }) },
  { name: 'subtitles', code: markup('<video><track default kind="subtitles" src="URL"></video>') },
  { name: 'form', code: `${element('form', { action: 'URL', method: 'post' })} one.submit()`, noPolicy: 'connection' },
  {
    name: 'form in another window',
    code: `${element('form', { action: 'URL', target: '_blank' })} one.submit()`,
    noPolicy: 'connection',
  },
  { name: 'icon', code: link('icon') },
  { name: 'manifest', code: link('manifest') },
  { name: 'prefetch', code: link('prefetch') },
  { name: 'preload', code: link('preload', { as: 'image' }) },
  { name: 'modulepreload', code: link('modulepreload') },
  { name: 'prerender', code: link('prerender') },
  {
    name: 'speculation rules',
    code: "const one = document.createElement('script'); one.type = 'speculationrules'; one.textContent = JSON.stringify({ prefetch: [{ urls: [URL] }] }); document.head.append(one)",
  },
  {
    name: 'base and a relative image',
    code: "const one = document.createElement('base'); one.href = URL; document.head.prepend(one); new Image().src = 'x.png'",
  },
  { name: 'ping of a link', code: `${element('a', { href: '#ping', ping: 'URL' })} one.click()` },
  { name: 'dns-prefetch', code: link('dns-prefetch'), noPolicy: 'connection' },
  { name: 'preconnect', code: link('preconnect'), noPolicy: 'connection' },
  {
    name: 'WebRTC (STUN)',
    code: "const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:' + PORT }] }); peer.createDataChannel('x'); await peer.setLocalDescription(await peer.createOffer())",
    noPolicy: 'request',
    isUdp: true,
  },
  { name: 'window.open', code: 'window.open(URL)', noPolicy: 'request' },
  {
    name: 'link in another window',
    code: `${element('a', { href: 'URL', target: '_blank' })} one.click()`,
    noPolicy: 'request',
  },
  {
    name: 'meta refresh',
    code: "const one = document.createElement('meta'); one.httpEquiv = 'refresh'; one.content = '0;url=' + URL; document.head.append(one)",
    noPolicy: 'request',
  },
  { name: 'link', code: `${element('a', { href: 'URL' })} one.click()`, noPolicy: 'request' },
  { name: 'location', code: 'location.href = URL', noPolicy: 'request' },
];

export const workerExits: readonly Exit[] = [...shared, { name: 'importScripts', code: 'importScripts(URL)' }];
