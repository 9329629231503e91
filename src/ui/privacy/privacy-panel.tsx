import buttons from '../parts/button.module.css';
import { countOf, formatCount } from '../parts/format.ts';
import { Lines } from '../parts/lines.tsx';
import type { Requests } from './count-requests.ts';
import styles from './privacy-panel.module.css';

/** What holds the log in the page, and how to check it. */
export function PrivacyPanel({ requests }: { readonly requests: Requests }) {
  return (
    <section className={styles.panel} aria-labelledby="privacy">
      <h3 id="privacy">
        Nothing leaves this page: <span>{describeRequests(requests)}</span>
      </h3>
      <p>
        Your browser reads the log in this tab, stores nothing, and forgets it when the tab is closed. The page’s own
        policy forbids it to connect anywhere or to load anything from another server.
      </p>
      <details>
        <summary>The policy, and how to check</summary>
        <code>
          <Lines lines={policyOf(document).split(/(?<=;) /)} />
        </code>
        <ul>
          <li>Disconnect from the network once this page is here: everything still works.</li>
          <li>Or open the browser’s developer tools, choose Network, and open a log: no request is added.</li>
          <li>The policy stands in the page’s source, where the browser enforces it.</li>
        </ul>
      </details>
      <p className={styles.version}>
        <span>Oddflow {__VERSION__}</span>
        {import.meta.env.PROD && location.protocol !== 'file:' && (
          <a className={buttons.link} href="./oddflow.html" download="oddflow.html">
            Get the offline file
          </a>
        )}
      </p>
    </section>
  );
}

/** As the browser enforces it; a page that is being developed has none. */
function policyOf(page: Document): string {
  const meta = page.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]');
  return meta?.content ?? 'none';
}

/** The same in one line, for when a log is open. */
export function PrivacyLine({ requests }: { readonly requests: Requests }) {
  return <span className={styles.line}>Nothing leaves this page: {describeRequests(requests)}</span>;
}

function describeRequests({ made, blocked }: Requests): string {
  const stopped = blocked > 0 ? `, ${formatCount(blocked)} blocked` : '';
  return `${countOf(made, 'request')} since load${stopped}`;
}
