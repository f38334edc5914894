import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lines, mrg, openFeed, pid, pv1, says, txa } from './feed.fixture.ts';
import { inEveryOrder } from './orders.fixture.ts';

let fed: Awaited<ReturnType<typeof openFeed>>;
beforeAll(async () => {
  fed = await openFeed();
});
afterAll(() => fed.close());

const OF_ADA = 'Okafor^Ada||19700203';
const ada = (...numbers: string[]) => pid(numbers.join('^^^HOSP^MR~'), 'Okafor^Ada', '19700203|F');
const mary = (...numbers: string[]) => pid(numbers.join('^^^HOSP^MR~'));
const withAccount = (line: string, account: string) => `${line}||||||||||${account}`;
const ft1 = (number: string) => `FT1|1|${number}||20261120|20261121|CG|99213^Office visit^C4||||250.00&USD`;
/** Not signed yet. */
const dictated = (number: string) =>
  `TXA|1|DS^Discharge Summary|TX|202611191500|||||1^Reed^Alan|||${number}|||||DI||AV`;

/** The patient of a name and what is theirs: numbers, and visits that nothing else stands for with what is filed and charged. */
async function standingOf(who: string, family: string) {
  const rows = await fed.world.sql<{ standing: unknown }>(
    `SELECT jsonb_build_object(
       'given', (SELECT jsonb_agg(n.given[1]) FROM patients.name n WHERE n.patient_id = p.id),
       'born', p.birth_date,
       'numbers', (SELECT jsonb_agg(i.value ORDER BY i.value) FROM patients.identifier i WHERE i.patient_id = p.id AND i.retired_at IS NULL),
       'visits', (SELECT jsonb_agg(jsonb_build_object('visit', e.visit_number, 'ended', e.ended_at IS NOT NULL,
           'charges', (SELECT jsonb_agg(c.number ORDER BY c.number) FROM encounters.charge c WHERE c.patient_id = p.id AND c.visit_number = e.visit_number),
           'documents', (SELECT jsonb_agg(d.origin_id ORDER BY d.origin_id) FROM documents.document d WHERE d.encounter_id = e.id
             AND NOT EXISTS (SELECT FROM documents.entered_in_error x WHERE x.document_id = d.id AND x.withdrawn_at IS NULL))) ORDER BY e.visit_number)
         FROM encounters.encounter e WHERE e.patient_id = p.id
           AND NOT EXISTS (SELECT FROM encounters.change c WHERE c.encounter_id = e.id AND c.kind IN ('merged', 'moved')))) AS standing
     FROM patients.patient p WHERE EXISTS (SELECT FROM patients.name n WHERE n.patient_id = p.id AND n.family = $2 AND n.source = $1)`,
    [`hl7v2 APP-${who}`, family],
  );
  expect(rows.length, family).toBe(1);
  return rows[0]?.standing;
}

describe('a number of the wrong patient', () => {
  it('goes to the right one with the visits under it and what is filed and charged to them, in whatever order it is told', async () => {
    await inEveryOrder(
      fed,
      'N',
      (who) => [
        says(who, 'ADT^A28', 1, [mary(`${who}X`)]),
        says(who, 'ADT^A28', 2, [ada(`${who}Y`)]),
        says(who, 'ADT^A01', 3, [mary(`${who}X`), pv1(`${who}V`)]),
        says(who, 'MDM^T02', 4, [mary(`${who}X`), pv1(`${who}V`), dictated(`${who}D`), ...lines('Stable.')]),
        says(who, 'DFT^P03', 5, [mary(`${who}X`), pv1(`${who}V`), ft1(`${who}C1`)]),
        says(who, 'ADT^A43', 6, [ada(`${who}X`, `${who}Y`), mrg(`${who}X`)]),
        says(who, 'ADT^A03', 7, [ada(`${who}Y`), pv1(`${who}V`)]),
        says(who, 'DFT^P03', 8, [ada(`${who}Y`), pv1(`${who}V`), ft1(`${who}C2`)]),
      ],
      async (who) => {
        const [from, to] = [await standingOf(who, 'Whitfield'), await standingOf(who, 'Okafor')];
        expect(from, who).toEqual({ given: ['Mary'], born: '1948-04-17', numbers: null, visits: null });
        expect(to, who).toEqual({
          ...{ given: ['Ada'], born: '1970-02-03', numbers: [`${who}X`, `${who}Y`] },
          visits: [{ visit: `${who}V`, ended: true, charges: [`${who}C1`, `${who}C2`], documents: [`TXA ${who}D`] }],
        });
        return [from, to];
      },
      10,
    );
  });

  it('moved back by its sender takes back what came with it, and leaves both as they were', async () => {
    const enterprise = '~BE^^^MPI^PI';
    const maryAtMpi = mary(`BX^^^HOSP^MR${enterprise}`).replace('^PI^^^HOSP^MR', '^PI');
    await fed.feed([
      says('B-', 'ADT^A28', 1, [maryAtMpi]),
      says('B-', 'ADT^A01', 1, [ada('BY'), pv1('BV1')]),
      says('B-', 'ADT^A01', 2, [withAccount(maryAtMpi, 'BA'), pv1('BV2')]),
      says('B-', 'DFT^P03', 2, [withAccount(maryAtMpi, 'BA'), pv1('BV2'), ft1('BC')]),
      says('B-', 'MDM^T02', 3, [maryAtMpi, pv1('BV2'), dictated('BD'), ...lines('Stable.')]),
    ]);
    const before = [await standingOf('B-', 'Whitfield'), await standingOf('B-', 'Okafor')];
    await fed.feed([says('B-', 'ADT^A43', 4, [ada('BY'), mrg('BX')])]);
    expect(await standingOf('B-', 'Whitfield')).toMatchObject({ numbers: ['BE'], visits: null });
    expect(await standingOf('B-', 'Okafor')).toMatchObject({
      numbers: ['BX', 'BY'],
      visits: [{ visit: 'BV1' }, { visit: 'BV2', charges: ['BC'], documents: ['TXA BD'] }],
    });
    await fed.feed([says('B-', 'ADT^A43', 5, [maryAtMpi, mrg('BX')])]);
    expect([await standingOf('B-', 'Whitfield'), await standingOf('B-', 'Okafor')]).toEqual(before);
    await fed.feed([says('B-', 'ADT^A03', 6, [maryAtMpi, pv1('BV2')])]);
    expect(await standingOf('B-', 'Whitfield')).toMatchObject({ visits: [{ visit: 'BV2', ended: true }] });
    expect(new Set(await fed.statesOf('B-'))).toEqual(new Set(['applied']));
    const [entry] = await fed.world.sql<{ patients: number; moves: number }>(
      `SELECT cardinality(e.patient_ids)::int AS patients, (SELECT count(*)::int FROM patients.number_move WHERE value = 'BX') AS moves
       FROM audit.entry e WHERE e.verb = 'hl7v2.apply' AND EXISTS (SELECT FROM patients.number_move m
         WHERE m.value = 'BX' AND m.patient_id = ANY (e.patient_ids) AND m.to_patient_id = ANY (e.patient_ids) AND m.moved_at = e.at)`,
    );
    expect(entry).toMatchObject({ moves: 2 });
    expect(entry?.patients).toBeGreaterThanOrEqual(2);
  });

  it('stays where it is until a person decides, where what is under it is not certain or somebody relied on it', async () => {
    const moved = (who: string) => says(who, 'ADT^A43', 9, [ada(`${who}Y`), mrg(`${who}X`)]);
    const told = (who: string, ...rest: readonly string[]) => [
      says(who, 'ADT^A28', 1, [ada(`${who}Y`)]),
      says(who, 'ADT^A01', 2, [mary(`${who}X`), pv1(`${who}V`)]),
      ...rest,
      moved(who),
    ];
    const reasonOf = async (who: string) => (await fed.workOf(who)).at(-1);
    await fed.feed(
      told('S1-', says('S1-', 'MDM^T02', 3, [mary('S1-X'), pv1('S1-V'), txa('S1-D'), ...lines('Signed.')])),
    );
    await fed.feed(told('S2-', says('S2-', 'MDM^T02', 3, [mary('S2-X'), dictated('S2-D'), ...lines('Of no visit.')])));
    await fed.feed(
      told('S3-', says('S3-', 'ADT^A28', 3, [mary('S3-Z')]), says('S3-', 'ADT^A40', 4, [mary('S3-X'), mrg('S3-Z')])),
    );
    await fed.feed(
      told('S4-').map((each) => (each.includes('ADT^A43') ? each.replace(OF_ADA, 'Lund^Ida||19650101') : each)),
    );
    expect(await reasonOf('S1-')).toEqual({ state: 'failed', reason: expect.stringContaining('are signed') as string });
    expect(await reasonOf('S2-')).toEqual({
      state: 'failed',
      reason: expect.stringContaining('documents of no visit') as string,
    });
    expect(await reasonOf('S3-')).toEqual({ state: 'failed', reason: expect.stringContaining('was merged') as string });
    expect(await reasonOf('S4-')).toEqual({
      state: 'failed',
      reason: expect.stringContaining('Name and birth date') as string,
    });
    for (const who of ['S1-', 'S2-', 'S4-'])
      expect(await standingOf(who, 'Whitfield')).toMatchObject({
        numbers: [`${who}X`],
        visits: [{ visit: `${who}V` }],
      });
  });

  it('says what is missing where it does not name a number, or nobody to whom it goes', async () => {
    await fed.feed([
      says('M-', 'ADT^A28', 1, [mary('MX')]),
      says('M-', 'ADT^A43', 2, [mary('MX'), mrg('MX')]),
      says('M-', 'ADT^A43', 3, [ada('MY'), 'MRG|']),
      says('M-', 'ADT^A43', 4, [ada('MY'), mrg('MX')]),
    ]);
    expect(await fed.workOf('M-')).toMatchObject([
      { state: 'applied' },
      { state: 'failed', reason: expect.stringContaining('To whom the number goes is not said') as string },
      { state: 'failed', reason: expect.stringContaining('MRG-1 names no number') as string },
      { state: 'held', reason: expect.stringContaining('to whom the number goes is not registered yet') as string },
    ]);
    await fed.feed([says('M-', 'ADT^A28', 0, [ada('MY')])]);
    expect(await fed.statesOf('M-')).toEqual(['applied', 'failed', 'failed', 'applied', 'applied']);
  });
});
