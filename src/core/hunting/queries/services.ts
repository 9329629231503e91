import { FACTOR, MOST_QUESTION, SAME_SIZE } from '../../behaviour/parts/amplify.ts';
import { UDP } from '../../behaviour/words.ts';
import { CHANNELS } from '../channels-view.ts';
import { type HuntingQuery, listOf } from '../hunting-query.ts';

const keys = ['destination', 'port', 'proto'];
const lacks = 'the corrections for the number of entities, of tests and of flows';

export const guess: HuntingQuery = {
  part: 'guess',
  keys,
  lists:
    'flows with data from other networks to a log-in port of a destination, sources: how many hosts they come from, seconds: their mean duration, ' +
    'deviation: standard deviation of log2(1 + bytes sent) of flows with data. From 10 flows',
  lacks,
  query: ({ double }, top) => {
    // Flows without data have a logarithm of 0, so the sums are those of the flows with data.
    const mean = 'sum(log_sizes) / sum(channels.with_data)';
    const variance = `sum(log_squares) / sum(channels.with_data) - ${mean} * ${mean}`;
    return listOf(
      `  SELECT destination, port, proto, sum(channels.flows) AS flows, count(*) AS sources,
    sum(channels.seconds) / sum(channels.flows) AS mean_seconds,
    sqrt(greatest(${double(0)}, ${variance})) / ${double(Math.LN2)} AS deviation
  FROM ${CHANNELS} AS channels
  WHERE log_in = 1 AND inside = 0 AND unscored = 0 AND with_data > 0
  GROUP BY destination, port, proto`,
      {
        keys,
        columns: ['flows', 'sources', 'mean_seconds', 'deviation'],
        where: 'flows >= 10',
        by: ['flows / (1 + deviation)'],
        top,
      },
    );
  },
};

export const amplify: HuntingQuery = {
  part: 'amplify',
  keys,
  lists:
    'flows from other networks to a UDP port of a destination, over channels with at most 300 bytes a question and answers of 6 times as much, not on the web, ' +
    'sources: how many hosts they come from, times: by how much the answers are larger. From 5 flows',
  lacks,
  query: ({ double }, top) => {
    const mean = 'log_sizes / channels.flows';
    const packet = `${mean} <= ${double(Math.log(1 + MOST_QUESTION))} AND log_squares / channels.flows - ${mean} * ${mean} <= ${double(SAME_SIZE ** 2)}`;
    return listOf(
      `  SELECT destination, port, proto, sum(channels.flows) AS flows, count(*) AS sources,
    ${double(1)} * sum(channels.received) / sum(channels.sent) AS times
  FROM ${CHANNELS} AS channels
  WHERE transport = ${UDP} AND inside = 0 AND unscored = 0 AND web = 0 AND sent > 0
    AND received >= ${FACTOR} * sent AND (sent <= ${MOST_QUESTION} * channels.flows OR (${packet}))
  GROUP BY destination, port, proto`,
      { keys, columns: ['flows', 'sources', 'times'], where: 'flows >= 5', by: ['times', 'flows'], top },
    );
  },
};
