/** What the built page may do. Written into the page itself, so that it holds on any static host. */
export const policyFor = (scripts: string, styles: string): string =>
  [
    "default-src 'none'",
    // WebAssembly for the reader's kernel, and nothing else that is made of text.
    `script-src ${scripts} 'wasm-unsafe-eval'`,
    `style-src ${styles}`,
    ...forAnyFile,
  ].join('; ');

/** The part of the policy that is the same for the page and for the offline file, whose scripts are named by hashes. */
const forAnyFile = [
  'worker-src blob:',
  'img-src data: blob:',
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** Features of browsers that the page does not use. */
const unused = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

/**
 * Headers for a server. They repeat the page's policy, without what its own `<meta>` says of scripts and styles, and
 * add what only a header can say: that no other site may frame the page. `public/_headers`, docs/deploy.md and
 * docs/deploy/nginx.conf have the same.
 */
export const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    ...forAnyFile,
    "font-src 'none'",
    "frame-src 'none'",
    "manifest-src 'none'",
    "media-src 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': unused.map((feature) => `${feature}=()`).join(', '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
};
