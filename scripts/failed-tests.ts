/** What is read of the JSON reports of vitest (`testResults`) and Playwright (`suites`) to name their tests. */
export interface TestReport {
  readonly testResults?: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
  readonly suites?: readonly Suite[];
}

interface Suite {
  readonly specs?: readonly { readonly title: string; readonly file: string; readonly ok: boolean }[];
  readonly suites?: readonly Suite[];
}

/**
 * The failed tests of a report, as `file › title`. A file that could not be loaded has no tests, and is named alone. A
 * test that Playwright repeated with success is not among them.
 */
export function failedTests({ testResults = [], suites = [] }: TestReport): string[] {
  return [
    ...testResults.flatMap(({ name, status, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed');
      if (failed.length === 0) return status === 'failed' ? [name] : [];
      return failed.map(({ fullName }) => `${name} › ${fullName}`);
    }),
    ...suites.flatMap(failedSpecs),
  ];
}

function failedSpecs({ specs = [], suites = [] }: Suite): string[] {
  const own = specs.filter(({ ok }) => !ok).map(({ file, title }) => `${file} › ${title}`);
  return [...own, ...suites.flatMap(failedSpecs)];
}
