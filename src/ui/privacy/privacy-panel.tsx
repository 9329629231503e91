import buttons from '../parts/button.module.css';
import { countOf, formatCount } from '../parts/format.ts';
import { Lines } from '../parts/lines.tsx';
import type { Requests } from './count-requests.ts';
import styles from './privacy-panel.module.css';
import { EXITS, STATES } from './tested.ts';

/** How the log stays in the page, and how to verify it. */
export function PrivacyPanel({ requests }: { readonly requests: Requests }) {
  return (
    <section className={styles.panel} aria-labelledby="privacy">
      <h3 id="privacy">
        Nothing leaves this page: <span>{describeRequests(requests)}</span>
      </h3>
      <p>
        Your browser reads the log in this tab. Nothing is stored, and closing the tab forgets the log. This page cannot
        request anything: its policy forbids it to send or connect to any server.
      </p>
      <details>
        <summary>The policy, and how to check</summary>
        <code>
          <Lines lines={policyOf(document).split(/(?<=;) /)} />
        </code>
        <ul>
          <li>
            The policy is in the source of this page, and your browser enforces it. Scripts and style sheets may come
            from this site, nothing else from anywhere. All of them are loaded before a log is opened.
          </li>
          <li>
            What counts as a request: anything that goes over the network after the page’s own files are loaded. “Get
            the offline file” downloads a file of this site, so it counts as one. Saving an export does not.
          </li>
          <li>
            Browsers have no policy against three things: WebRTC, navigation to another page, and connecting ahead of a
            navigation (preconnect). The code of this page does none of them, and a test of the built code checks that.
          </li>
          <li>
            Tested: {STATES} states of the page made 0 requests, and {EXITS} ways out were tried, in the page and in its
            worker.
          </li>
          <li>
            The build below is a SHA-256 hash over the page’s scripts and styles. Compare it with that of the published
            page. The file SHA256SUMS beside the page lists the hash of each of them.
          </li>
          <li>Check it: disconnect from the network now. Everything still works.</li>
          <li>Or open the browser’s developer tools, choose Network, and open a log. No request is added.</li>
        </ul>
      </details>
      <p className={styles.version}>
        <span>Oddflow {__VERSION__}</span>
        <span>
          Build <code>{buildOf(document)}</code>
        </span>
        {import.meta.env.PROD && location.protocol !== 'file:' && (
          <a className={buttons.link} href="./oddflow.html" download="oddflow.html">
            Get the offline file
          </a>
        )}
      </p>
    </section>
  );
}

/** The content security policy that the browser enforces. The development server has none. */
function policyOf(page: Document): string {
  const meta = page.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]');
  return meta?.content ?? 'none';
}

/** The hash of the built files. See scripts/build-hash.ts. */
function buildOf(page: Document): string {
  return page.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? 'of the development server';
}

function describeRequests({ made, blocked }: Requests): string {
  const stopped = blocked > 0 ? `, ${formatCount(blocked)} blocked` : '';
  return `${countOf(made, 'request')} since load${stopped}`;
}
