/** Examples for `--help` and the man page. */
export const examples: readonly { readonly what: string; readonly command: string }[] = [
  { what: 'The twenty oddest flows of a log', command: 'oddflow -a 20 -f conn.log' },
  { what: 'A day of rotated logs as one run', command: 'oddflow -a 20 /opt/zeek/logs/2026-11-29/conn.*.log.gz' },
  { what: 'From another program', command: 'zcat conn.log.gz | grep -v 10.0.0.7 | oddflow -f -' },
  { what: 'The findings in words, page by page', command: 'oddflow --findings conn.log | less' },
  { what: 'All flows with scores, for other tools', command: 'oddflow -D scores.csv conn.log' },
  {
    what: 'The filters of strong findings',
    command: "oddflow -J - conn.log | jq -r '.findings[] | select(.strength > 75) | .filter'",
  },
  {
    what: 'The model of an ordinary day',
    command: 'oddflow --save-model monday.json /opt/zeek/logs/2026-11-30/conn.*.log.gz',
  },
  { what: 'Another day by that model', command: 'oddflow --baseline monday.json -a 20 conn.log' },
  {
    what: 'New odd flows while Zeek writes',
    command: 'oddflow -R -f current/conn.log --state follow.json --refit 24h',
  },
  { what: 'One line for a monitoring system', command: 'oddflow --summary-line conn.log' },
];
