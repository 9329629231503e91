import type { Control } from '../../control.ts';
import { countOf } from '../../number-words.ts';
import type { Facts } from '../facts.ts';
import { namesOf, secondsText } from '../naming.ts';
import { inStretches } from '../pace.ts';
import { NONE } from '../pair-table.ts';
import { entitiesIn, type Measured, type Part, settle } from '../part.ts';
import { capped } from '../surprise.ts';
import { type Callbacks, findCallbacks, LEAST_SECONDS } from './callbacks.ts';

/** Scores host pairs by how soon their first contact follows a request from another network. Two passes over the flows. */
export const callback: Part = {
  name: 'callback',
  label: 'Callback',
  entity: 'pair',
  measures:
    'A host contacts a host of another network for the first time right after a request from another network: a server that was ' +
    'exploited fetches the next stage or opens a shell.',
  formula:
    '-log10(1 - e^(-λ t)), t = seconds from the last answered TCP request of another network to the first TCP contact of the pair, at ' +
    'least .01 s, λ = number of these requests to the host / span of the log; not on port 113 and for FTP data; half the flow-count ' +
    'penalty; x .9 / √flows for the channel of the request',
  source: 'chance of a request within t before an unrelated contact (Poisson); MITRE ATT&CK T1190',
  measure,
};

/** Share of the score that the request gets: less than what it led to. */
const REQUEST_SHARE = 0.9;

async function measure(facts: Facts, control: Control): Promise<Measured> {
  const { channels, flows } = facts;
  const found = await findCallbacks(facts, control);
  const surprise = new Float32Array(channels.pairs.count);
  const count = new Float64Array(channels.pairs.count);
  await inStretches(control, surprise.length, (from, to) => {
    for (let id = from; id < to; id++) surprise[id] = surpriseOf(found, id, flows.span);
  });
  const entity = new Uint32Array(channels.count).fill(NONE);
  await inStretches(control, channels.count, (from, to) =>
    addContacts(channels, found, surprise, from, to, entity, count),
  );
  const entityOf = entitiesIn(entity);
  return {
    ...(await settle(facts, 'callback', entityOf, surprise, (id) => Math.sqrt(count[id]), control)),
    entityOf,
    share: await addRequests(facts, found, surprise, entity, control),
    evidence: (id, row) => evidenceOf(facts, found, id, row),
    derive: (id) => ({
      terms: [
        {
          name: 't',
          meaning: `seconds from the request to the contact, at least ${LEAST_SECONDS}`,
          value: secondsOf(found, id),
        },
        { name: 'r', meaning: 'answered requests of other networks to the host', value: found.requests[id] },
        { name: 'span', meaning: 'seconds of the log', value: flows.span },
        {
          name: 's',
          meaning: 'min(6, −log10(1 − e^(−r t / span)))',
          value: ({ t, r, span }) => capped(-Math.log10(-Math.expm1((-r * t) / span))),
        },
      ],
      penalised: [
        { name: 'n', meaning: 'flows of the contact', value: count[id] },
        { name: 'w', meaning: '√n', value: ({ n }) => Math.sqrt(n) },
      ],
      share: `${REQUEST_SHARE} / √flows of the request’s channel`,
    }),
  };
}

function surpriseOf(found: Callbacks, id: number, span: number): number {
  if (Number.isNaN(found.seconds[id])) return 0;
  return capped(-Math.log10(-Math.expm1(-(found.requests[id] / span) * secondsOf(found, id))));
}

/** Writes the pair of each channel that may be a first contact to `entity`, and adds up their flows. */
function addContacts(
  { pair, flows }: Facts['channels'],
  { isOut }: Callbacks,
  surprise: Float32Array,
  from: number,
  to: number,
  entity: Uint32Array,
  count: Float64Array,
): void {
  for (let channel = from; channel < to; channel++) {
    const id = pair[channel];
    if (isOut[channel] === 0 || surprise[id] === 0) continue;
    entity[channel] = id;
    count[id] += flows[channel];
  }
}

function secondsOf({ seconds }: Callbacks, id: number): number {
  return Math.max(seconds[id], LEAST_SECONDS);
}

/** Adds the channel of each request to the entity of the most unusual contact that followed it. By channel: its share. */
async function addRequests(
  { channels, flows }: Facts,
  { request }: Callbacks,
  surprise: Float32Array,
  entity: Uint32Array,
  control: Control,
): Promise<Float32Array> {
  const share = new Float32Array(channels.count).fill(1);
  await inStretches(control, surprise.length, (from, to) => {
    for (let id = from; id < to; id++) {
      if (surprise[id] < 1) continue;
      const channel = flows.channel[request[id]];
      const other = entity[channel];
      if (other !== NONE && surprise[other] >= surprise[id]) continue;
      entity[channel] = id;
      share[channel] = REQUEST_SHARE / Math.sqrt(channels.flows[channel]);
    }
  });
  return share;
}

function evidenceOf(facts: Facts, found: Callbacks, id: number, row: number) {
  const { channels, flows, reader } = facts;
  const { pairs } = channels;
  const asked = namesOf(facts, flows.channel[found.request[id]]);
  const numbers = { seconds: secondsOf(found, id), requests: found.requests[id] };
  const isRequest = channels.pair[flows.channel[row]] !== id;
  const to = isRequest
    ? reader.label('id.resp_h', pairs.destination[id])
    : `${reader.label('id.resp_h', pairs.destination[id])} on ${namesOf(facts, flows.channel[row]).port}`;
  const sentence = `${secondsText(numbers.seconds)} after a request of ${asked.source} to its port ${asked.port}, ${reader.label('id.orig_h', pairs.source[id])} contacted ${to} for the first time; it got ${countOf(numbers.requests, 'request')} from other networks`;
  return { numbers, sentence };
}
