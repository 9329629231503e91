import { lazy, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/global.css';
import { App } from './ui/app.tsx';
import { startEngine } from './ui/engine-client.ts';
import { ErrorBoundary } from './ui/failure/error-boundary.tsx';
import { explainError } from './ui/failure/explain-error.ts';
import { FailureAlert } from './ui/failure/failure-alert.tsx';
import { setZone } from './ui/parts/zone.ts';
import { countRequests } from './ui/privacy/count-requests.ts';
import { followHistory } from './ui/workspace/browser-history.ts';
import { createController } from './ui/workspace/controller.ts';
import { readHash } from './ui/workspace/url-hash.ts';
import EngineWorker from './worker/engine.ts?worker&inline';

const client = startEngine(
  () => new EngineWorker(),
  (error) => controller.lose(error),
);
const { workspace, page } = readHash(location.hash);
const controller = createController(client, workspace, page);
followHistory(controller);
setZone(controller.state().page.zone);
controller.subscribe(() => setZone(controller.state().page.zone));

// The charts come after the first paint and before the first log: from then on nothing may be asked for.
const charts = painted().then(() => import('./ui/strip/strip.tsx'));
const Charts = lazy(() => charts.then(({ Strip }) => ({ default: Strip })));
const Scree = lazy(() => charts.then(({ ScreeChart }) => ({ default: ScreeChart })));
const requests = countRequests(Promise.all([loaded(), charts]));

window.addEventListener('unhandledrejection', ({ reason }) => controller.report(reason));
window.addEventListener('error', ({ error }) => {
  if (error instanceof Error) controller.report(error); // not the browser's notes, such as those on ResizeObserver
});

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary onError={controller.report} fallback={(error) => <FailureAlert failure={explainError(error)} />}>
      <App controller={controller} Charts={Charts} Scree={Scree} requests={requests} />
    </ErrorBoundary>
  </StrictMode>,
);

function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

function loaded(): Promise<void> {
  return new Promise((resolve) => {
    if (document.readyState === 'complete') resolve();
    else window.addEventListener('load', () => resolve(), { once: true });
  });
}
