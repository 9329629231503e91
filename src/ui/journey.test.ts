import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allByScore, type Place } from './asked.ts';
import { beginJourney, closeSpot, goOn, type Journey, openSpot, spotBefore, visitSpot } from './journey.ts';

const all = allByScore;
const dns: Place = { ...allByScore, where: [{ op: 'in', field: 'service', values: ['dns'] }], label: 'dns' };
const start = beginJourney(1);
const ids = ({ past, spot, future }: Journey) => [...past, { spot }, ...future].map((visit) => visit.spot.id);

describe('a journey', () => {
  it('has a spot for every row that is opened, but one for all that are stepped through', () => {
    const opened = openSpot(openSpot(start, all, { flow: 3 }, false), all, { flow: 5 }, false);
    expect(opened.past.map(({ spot }) => spot.flow)).toEqual([null, 3]);
    const stepped = openSpot(opened, all, { flow: 6 }, true);
    expect(stepped.spot).toMatchObject({ id: opened.spot.id, flow: 6, isStepped: true });
    expect(ids(stepped)).toEqual(ids(opened));
    expect(openSpot(opened, all, { flow: 5 }, false)).toBe(opened);
  });

  it('goes back to where a row was opened when it is closed, and can be walked forth again', () => {
    const opened = openSpot(openSpot(start, all, { flow: 3 }, false), all, { flow: 5 }, false);
    const closed = closeSpot(opened, all, 'flow');
    expect(closed.spot).toBe(start.spot);
    expect(closed.future.map(({ spot }) => spot.flow)).toEqual([3, 5]);
  });

  it('closes a row in place when it came along from elsewhere', () => {
    const related = goOn(openSpot(start, all, { flow: 3 }, false), all, {});
    const closed = closeSpot(related, dns, 'flow');
    expect(closed.spot).toEqual({ ...related.spot, flow: null });
    expect(closeSpot(closed, dns, 'flow')).toBe(closed);
  });

  it('knows the way back to other flows, past what was opened since', () => {
    const at = openSpot(goOn(start, all, {}), dns, { flow: 3 }, false);
    expect(spotBefore(at, dns)).toBe(start.spot.id);
    expect(spotBefore(start, all)).toBeNull();
  });

  it('of another log has other ids', () => {
    expect(ids(beginJourney(11))).not.toContain(ids(goOn(start, all, {}))[1]);
    expect(beginJourney(2).spot.id).not.toBe(start.spot.id);
  });

  it('keeps all spots in order and every id once, whatever is visited', () => {
    const walks = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 20 });
    fc.assert(
      fc.property(walks, (walk) => {
        const long = [1, 2, 3, 4, 5].reduce((journey, n) => goOn(journey, all, { tab: String(n) }), start);
        const known = ids(long);
        for (const step of walk) {
          const found = visitSpot(long, all, known[step] ?? 'nowhere');
          expect(found === null).toBe(step >= known.length);
          if (found !== null) expect(ids(found.journey)).toEqual(known);
        }
        expect(new Set(known).size).toBe(known.length);
      }),
    );
  });
});
