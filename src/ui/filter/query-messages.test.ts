import { describe, expect, it } from 'vitest';
import { describeField } from '../../core/schema/conn.ts';
import { parse } from '../../core/selection/parse.ts';
import { isParseError } from '../../core/selection/parse-error.ts';
import { queryMessage } from './query-messages.ts';

const fields = ['ts', 'id.orig_h', 'id.resp_p', 'service', 'duration', 'orig_bytes', 'orig_pkts'];
const schema = { fields: fields.map((name) => describeField(name, '')), firstDay: null };

describe('queryMessage', () => {
  it.each([
    ['servce:dns', 'There is no field servce. Did you mean service?'],
    ['http://x', 'There is no field http. To search for a text with a colon, put it in quotes.'],
    ['label:x', 'This log has no field for label. Remove label: from the filter.'],
    ['tag:x', 'There is no field tag. To search for a text with a colon, put it in quotes.'],
    ['port:', 'Write a value after port: or - for an unset one.'],
    ['port:abc', 'abc is not a value of this field. Write a port from 0 to 65535.'],
    ['port:99999', '99999 is not a value of this field. Write a port from 0 to 65535.'],
    ['10.0.0.300', /10\.0\.0\.300 is not an address\. Write one such as .*quotes/],
    ['score:3x', 'A multiple of the threshold needs a comparison. Write >=3x or <3x.'],
    ['score:>x', />x is not .* a score such as 3×/],
    ['src:10.0.0', /10\.0\.0 is not .* an address such as/],
    ['time:noon', /a time such as/],
    ['duration:>x', />x is not .* a duration such as/],
    ['sent:x', /a size such as/],
    ['orig_pkts:x', /a number such as 500/],
    ['src:10.0.0.0/40', /10\.0\.0\.0\/40 is not a block/],
    ['score:>p101', />p101 is not a percentile/],
    ['score:p99', 'A percentile needs a comparison. Write >=p99 or <p99.'],
    ['port:<1..5', /not a range/],
    ['port:22-80', '22-80 is not a range. Write 22..80.'],
    ['bytes:5..1', 'The first limit of 5..1 is larger than the second. Write 1..5.'],
    ['duration:1m..<2s', /Write 2s\.\.<1m\./],
    ['service:>dns', /service holds text/],
    ['noise:loud', /multicast, broadcast, names, dhcp, ntp/],
    ['service:dns or', /beside “or”/],
    ['"x', /not closed/],
    ['(x', /not closed/],
    ['x)', /closes nothing/],
    ['('.repeat(200), /too many/],
  ])('explains %s', (text, sentence) => {
    const found = parse(text, schema);
    if (!isParseError(found)) throw new Error('that is a filter');
    expect(queryMessage(found)).toMatch(sentence);
    expect(queryMessage(found)).not.toMatch(/undefined|;/);
  });
});
