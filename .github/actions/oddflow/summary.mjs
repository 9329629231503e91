import { appendFileSync, readFileSync } from 'node:fs';
import { markdownOf } from './markdown.mjs';

/**
 * `node summary.mjs RESULT.json`: appends the findings to the job summary and numbers to the outputs of the step. Exits
 * with 1 if a finding is as strong as ODDFLOW_FAIL_AT.
 */
const [path] = process.argv.slice(2);
const { GITHUB_STEP_SUMMARY, GITHUB_OUTPUT, ODDFLOW_FINDINGS = '20', ODDFLOW_FAIL_AT = '' } = process.env;
const limit = numberIn('findings', ODDFLOW_FINDINGS);
const failAt = ODDFLOW_FAIL_AT === '' ? Number.POSITIVE_INFINITY : numberIn('fail-at', ODDFLOW_FAIL_AT);
const result = JSON.parse(readFileSync(path, 'utf8'));
const findings = result.findings ?? [];
const strongest = Math.max(0, ...findings.map(({ strength }) => strength));

appendFileSync(GITHUB_STEP_SUMMARY, markdownOf(result, limit));
const outputs = { flows: result.flows, anomalies: result.anomalies, findings: findings.length, strongest };
for (const [name, value] of Object.entries(outputs)) appendFileSync(GITHUB_OUTPUT, `${name}=${Number(value)}\n`);
appendFileSync(GITHUB_OUTPUT, `json=${path}\n`);
if (strongest >= failAt) fail(`A finding has strength ${Number(strongest)}. The job fails from ${failAt} on.`);

function numberIn(input, text) {
  if (/^\d+$/.test(text)) return Number(text);
  fail(`The input ${input} is no whole number.`);
}

function fail(sentence) {
  process.stdout.write(`::error::${sentence}\n`);
  process.exit(1);
}
