import { lazy, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LogError } from './core/errors.ts';
import './ui/global.css';
import { App } from './ui/app.tsx';
import { startEngine } from './ui/engine-client.ts';
import { ErrorBoundary } from './ui/failure/error-boundary.tsx';
import { explainError } from './ui/failure/explain-error.ts';
import { FailureAlert } from './ui/failure/failure-alert.tsx';
import { loadingWorker } from './ui/loading-worker.ts';
import { setZone } from './ui/parts/zone.ts';
import { countRequests } from './ui/privacy/count-requests.ts';
import { followHistory } from './ui/workspace/browser-history.ts';
import { createController } from './ui/workspace/controller.ts';
import { readHash } from './ui/workspace/url-hash.ts';

// Loads the rest of the page after the first paint and before a log is opened: then the page makes no more requests.
const firstPaint = painted();
const openLog = firstPaint.then(() => import('./ui/frame/open-log.tsx')).catch(failToLoad);
const charts = firstPaint.then(() => import('./ui/strip/strip.tsx')).catch(failToLoad);
const engine = firstPaint.then(() => import('virtual:engine')).catch(failToLoad);
const OpenLog = lazy(() => openLog.then(({ OpenLog }) => ({ default: OpenLog })));
const FollowBar = lazy(() => openLog.then(({ FollowBar }) => ({ default: FollowBar })));
const Charts = lazy(() => charts.then(({ Strip }) => ({ default: Strip })));
const Scree = lazy(() => charts.then(({ ScreeChart }) => ({ default: ScreeChart })));
const requests = countRequests(Promise.allSettled([loaded(), openLog, charts, engine]));

// A log can be opened when all files are loaded. The page also works without its charts.
const startWorker = Promise.allSettled([openLog, charts]).then(() => engine.then(({ loadEngine }) => loadEngine()));
const client = startEngine(
  () => loadingWorker(startWorker),
  (error) => controller.lose(error),
);
const { workspace, page } = readHash(location.hash);
const controller = createController(client, workspace, page);
followHistory(controller);
setZone(controller.state().page.zone);
controller.subscribe(() => setZone(controller.state().page.zone));

window.addEventListener('unhandledrejection', ({ reason }) => controller.report(reason));
window.addEventListener('error', ({ error }) => {
  if (error instanceof Error) controller.report(error); // skips browser notes such as ResizeObserver loops
});

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary onError={controller.report} fallback={(error) => <FailureAlert failure={explainError(error)} />}>
      <App
        controller={controller}
        OpenLog={OpenLog}
        FollowBar={FollowBar}
        Charts={Charts}
        Scree={Scree}
        requests={requests}
      />
    </ErrorBoundary>
  </StrictMode>,
);

function failToLoad(cause: unknown): never {
  throw new LogError('not-loaded', { why: cause instanceof Error ? cause.message : String(cause) });
}

function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

function loaded(): Promise<void> {
  return new Promise((resolve) => {
    if (document.readyState === 'complete') resolve();
    else window.addEventListener('load', () => resolve(), { once: true });
  });
}
