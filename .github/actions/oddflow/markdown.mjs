/**
 * The result of `oddflow -J` as Markdown for a job summary, with the strongest `limit` findings. Titles and evidence
 * contain values of the log, which an attacker may have chosen: they cannot form Markdown, HTML, links, mentions or
 * further lines.
 */
export function markdownOf(result, limit) {
  const findings = result.findings ?? [];
  const shown = findings.slice(0, limit);
  return [
    `## Oddflow: ${counted(findings.length, 'finding')} in ${counted(result.flows, 'flow')}`,
    '',
    `Detector ${code(result.detector.label)}, ${counted(result.anomalies, 'flow')} above the threshold, ${counted(result.skipped, 'skipped line')}, ${counted(result.files.length, 'file')}.`,
    '',
    ...(result.findings === null ? ['The log was not searched for findings.', ''] : []),
    ...(shown.length > 0 ? [table(shown), ''] : []),
    ...(shown.length < findings.length ? [`The table has the strongest ${number(shown.length)}.`, ''] : []),
    'A score is a ranking, not a verdict.',
    '',
  ].join('\n');
}

function table(findings) {
  const rows = findings.map(({ strength, title, evidence, flows, techniques, filter }) => {
    const sentences = evidence.map(code).join('<br>');
    return `| ${number(strength)} | ${code(title)} | ${sentences} | ${number(flows)} | ${techniques.map(code).join(' ')} | ${code(filter)} |`;
  });
  return ['| Strength | Finding | Evidence | Flows | ATT&CK | Filter |', '|--:|---|---|--:|---|---|', ...rows].join(
    '\n',
  );
}

const LONGEST = 300;

/** A text as code, cut if it is long. */
function code(text) {
  const characters = [...String(text)];
  const cut = characters.length > LONGEST ? [...characters.slice(0, LONGEST), '…'] : characters;
  return `<code>${cut.map(visible).join('')}</code>`;
}

/**
 * A character as Markdown that shows it. References such as `&#124;` are never Markdown
 * (https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references). Characters that are invisible or change
 * their neighbours are shown as `\u{202e}`.
 */
function visible(character) {
  if (/^[A-Za-z0-9 ]$/.test(character)) return character;
  const point = character.codePointAt(0);
  // The comment divides what would be an e-mail address, which GitHub makes a link.
  if (character === '@') return `&#${point};<!-- -->`;
  if (/^[!-~]$/.test(character)) return `&#${point};`;
  if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)) return character;
  return `&#92;u&#123;${point.toString(16)}&#125;`;
}

function counted(count, noun) {
  return `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function number(value) {
  return Number(value).toLocaleString('en-US');
}
