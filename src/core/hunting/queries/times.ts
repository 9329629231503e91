import { ADDRESS_RECORDS, LONG_ANSWER, SHORT_ANSWER, weights } from '../../behaviour/dns-questions.ts';
import { HALF_HOUR } from '../../behaviour/parts/dns-half-hours.ts';
import { ICMP, UDP } from '../../behaviour/words.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { CHANNELS } from '../channels-view.ts';
import { CHANNEL, CONN } from '../conn-view.ts';
import { type HuntingQuery, listOf } from '../hunting-query.ts';

const keys = ['source', 'destination', 'port', 'proto'];
/** Condition of a flow to a name server. */
const IS_DNS = `port = 53 AND transport <> ${ICMP} AND (transport = ${UDP} OR has_service = 1)`;

/** The flows with what the lists of DNS questions need: by how many bytes the answer is longer, and whether the channel has a service. */
const QUESTIONS = `SELECT source, unscored, since_start, has_time, transport, port, sent, received, received - sent AS growth,
        max(CASE WHEN service IS NULL THEN 0 ELSE 1 END) OVER (PARTITION BY ${CHANNEL}) AS has_service
      FROM ${CONN} AS every`;

/** Conditions of a long answer, and of a short one that has addresses. */
function answersOf(double: Dialect['double']): { readonly long: string; readonly address: string } {
  const isAddress = [
    `growth < ${SHORT_ANSWER}`,
    ...ADDRESS_RECORDS.map((bytes) => `growth = ${bytes} * floor(growth / ${double(bytes)})`),
  ].join(' OR ');
  return { long: `growth > ${LONG_ANSWER}`, address: `(growth > 0 AND (${isAddress}))` };
}

/** A time of 0 has no logarithm. */
const TINY = 1e-9;

export const long: HuntingQuery = {
  part: 'long',
  keys,
  lists:
    'longest: the seconds of the longest flow of a channel, total: of all its flows, share: of the log that the longest was open, open: the ' +
    'cube root of total x longest x longest, at most the log. From 30 s open',
  lacks:
    'the tail of the times of all channels, the rarity of the port, the number of sources of the destination, and the corrections',
  query: ({ double, once }, top) => {
    const logOf = (seconds: string) => `ln(greatest(${seconds}, ${double(TINY)}))`;
    return listOf(
      `  SELECT times.*, least(${double(1)}, longest / span) AS share,
    least(span, exp((${logOf('total')} + 2 * ${logOf('longest')}) / 3)) AS open_seconds
  FROM (
    SELECT ${CHANNEL}, flows, longest, seconds AS total, span
    FROM ${CHANNELS} AS channels
    CROSS JOIN (SELECT greatest(${double(1)}, max(last_start)) AS span FROM ${CHANNELS}) AS spans
    WHERE unscored = 0 AND seconds > 0${once}
  ) AS times`,
      {
        keys,
        columns: ['longest', 'total', 'share', 'flows', 'open_seconds'],
        where: 'open_seconds > 30',
        by: ['open_seconds'],
        top,
      },
    );
  },
};

export const repeat: HuntingQuery = {
  part: 'repeat',
  keys,
  lists:
    'flows of a channel and the seconds between the first and the last, rate: flows / (1 + (seconds / 30 min) squared). From 4 flows',
  lacks: 'the tail of the rates of all channels, the spread of the sizes sent and received, and the corrections',
  query: ({ double, once }, top) =>
    listOf(
      `  SELECT ranges.*, flows / (1 + seconds_range / ${double(1800)} * (seconds_range / ${double(1800)})) AS rate
  FROM (
    SELECT ${CHANNEL}, flows, last_start - first_start AS seconds_range
    FROM ${CHANNELS} AS channels
    WHERE unscored = 0 AND flows >= 4${once}
  ) AS ranges`,
      { keys, columns: ['flows', 'seconds_range', 'rate'], where: 'flows >= 4', by: ['rate'], top },
    ),
};

export const dnsBurst: HuntingQuery = {
  part: 'dnsburst',
  keys: ['source', 'minute'],
  lists:
    'questions: flows of a source to name servers in a minute, counted from the first flow of the log, others: its other flows in it. ' +
    'weighed: the questions by their answers, 1 for one that leads nowhere, .3 for an address, .1 for a long one. ' +
    'From 8 more than twice the others. Flows without a time are left out',
  lacks: 'what is usual in other minutes and for this source, and the corrections',
  query: ({ double, once }, top) => {
    const { long, address } = answersOf(double);
    const [ofLong, ofAddress, fruitless] = weights;
    const tenths = `CASE WHEN ${long} THEN ${ofLong} WHEN ${address} THEN ${ofAddress} ELSE ${fruitless} END`;
    return listOf(
      `  SELECT source, minute, sum(is_dns) AS questions, sum(is_dns * tenths) / ${double(10)} AS weighed,
    sum(CASE WHEN is_dns = 0 AND unscored = 0 THEN 1 ELSE 0 END) AS others
  FROM (
    SELECT source, unscored, floor(since_start / ${double(60)}) AS minute, CASE WHEN ${IS_DNS} THEN 1 ELSE 0 END AS is_dns,
      ${tenths} AS tenths
    FROM (
      ${QUESTIONS}
    ) AS conn
    WHERE has_time = 1${once}
  ) AS minutes
  GROUP BY source, minute`,
      {
        keys: dnsBurst.keys,
        columns: ['questions', 'weighed', 'others'],
        where: 'weighed - 2 * others >= 8',
        by: ['weighed - 2 * others'],
        top,
      },
    );
  },
};

export const dnsFail: HuntingQuery = {
  part: 'dnsfail',
  keys: ['source', 'half_hour'],
  lists:
    'answered: questions of a source to name servers that were answered, in a half hour counted from the first flow of the log, failed: ' +
    'those whose answer leads nowhere, sizes: how many different sizes these questions have. From 10 failed that are more than half',
  lacks: 'the share that fails elsewhere, and the corrections',
  query: ({ double, once }, top) => {
    const { long, address } = answersOf(double);
    const hasFailed = `CASE WHEN ${long} OR ${address} THEN 0 ELSE 1 END`;
    return listOf(
      `  SELECT source, half_hour, count(*) AS answered, sum(failing) AS failed,
    count(DISTINCT CASE WHEN failing = 1 THEN asked END) AS sizes
  FROM (
    SELECT source, floor(since_start / ${double(HALF_HOUR)}) AS half_hour, sent AS asked, ${hasFailed} AS failing
    FROM (
      ${QUESTIONS}
    ) AS conn
    WHERE has_time = 1 AND received > 0 AND unscored = 0 AND ${IS_DNS}${once}
  ) AS answers
  GROUP BY source, half_hour`,
      {
        keys: dnsFail.keys,
        columns: ['answered', 'failed', 'sizes'],
        where: 'failed >= 10 AND 2 * failed > answered',
        by: ['failed', 'sizes'],
        top,
      },
    );
  },
};
