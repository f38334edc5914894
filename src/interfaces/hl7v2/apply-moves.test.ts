import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lines, mrg, openFeed, pid, pv1, says, txa } from './feed.fixture.ts';
import { inEveryOrder } from './orders.fixture.ts';

let fed: Awaited<ReturnType<typeof openFeed>>;
beforeAll(async () => {
  fed = await openFeed();
});
afterAll(() => fed.close());

const ada = (number: string) => pid(number, 'Okafor^Ada', '19700203|F');
const withAccount = (line: string, account: string) => `${line}||||||||||${account}`;
const ft1 = (number: string) => `FT1|1|${number}||20261120|20261121|CG|99213^Office visit^C4||||250.00&USD`;
/** Not signed yet. */
const dictated = (number: string) =>
  `TXA|1|DS^Discharge Summary|TX|202611191500|||||1^Reed^Alan|||${number}|||||DI||AV`;

/** What stands with the patient of a number: visits with what is charged and filed to them; what was moved away is left out. */
async function standingOf(number: string) {
  const [row] = await fed.world.sql<{ id: string }>(
    'SELECT m.survivor_id AS id FROM patients.identifier i JOIN patients.member m ON m.patient_id = i.patient_id WHERE i.value = $1',
    [number],
  );
  const coordinator = fed.world.person(['coordinator']);
  const { body } = await fed.world.callAs<{
    encounters: { id: string; patientId: string; visitNumber: string; accountNumber: string; status: string }[];
  }>(coordinator, 'GET', `/patients/${row?.id}/encounters`);
  const visits = [];
  for (const each of body.encounters.filter(({ status }) => status !== 'moved')) {
    const { body: billing } = await fed.world.callAs<{ charges: { number: string }[] }>(
      coordinator,
      'GET',
      `/patients/${each.patientId}/encounters/${each.id}/charges`,
    );
    const documents = await fed.world.sql<{ origin_id: string }>(
      `SELECT d.origin_id FROM documents.document d WHERE d.encounter_id = $1 AND NOT EXISTS (SELECT FROM documents.entered_in_error e WHERE e.document_id = d.id) ORDER BY 1`,
      [each.id],
    );
    visits.push({
      ...{ visit: each.visitNumber, account: each.accountNumber, status: each.status },
      charges: billing.charges.map((charge) => charge.number).toSorted(),
      documents: documents.map((document) => document.origin_id),
    });
  }
  return visits.toSorted((a, b) => a.visit.localeCompare(b.visit));
}

describe('a visit of the wrong patient', () => {
  it('moves with what is filed and charged to it, in whatever order it is told', async () => {
    await inEveryOrder(
      fed,
      'V',
      (who) => [
        says(who, 'ADT^A01', 1, [pid(`${who}1`), pv1(`${who}V`)]),
        says(who, 'ADT^A28', 2, [ada(`${who}2`)]),
        says(who, 'MDM^T02', 3, [pid(`${who}1`), pv1(`${who}V`), dictated(`${who}D`), ...lines('Stable.')]),
        says(who, 'DFT^P03', 4, [pid(`${who}1`), pv1(`${who}V`), ft1(`${who}C1`)]),
        says(who, 'ADT^A45', 5, [ada(`${who}2`), mrg(`${who}1`, { visit: `${who}V` }), pv1(`${who}V`)]),
        says(who, 'ADT^A03', 6, [ada(`${who}2`), pv1(`${who}V`)]),
        says(who, 'DFT^P03', 7, [ada(`${who}2`), pv1(`${who}V`), ft1(`${who}C2`)]),
      ],
      async (who) => {
        const visits = await standingOf(`${who}2`);
        expect(visits, who).toMatchObject([
          { visit: `${who}V`, status: 'ended', charges: [`${who}C1`, `${who}C2`], documents: [`TXA ${who}D`] },
        ]);
        return [await standingOf(`${who}1`), visits];
      },
    );
  });

  it('moves on to a third, and with a merge after it, in whatever order it is told', async () => {
    await inEveryOrder(
      fed,
      'W',
      (who) => [
        says(who, 'ADT^A01', 1, [pid(`${who}1`), pv1(`${who}V`)]),
        says(who, 'ADT^A45', 2, [ada(`${who}2`), mrg(`${who}1`, { visit: `${who}V` }), pv1(`${who}V`)]),
        says(who, 'ADT^A45', 3, [
          pid(`${who}3`, 'Lund^Ida', '19650101|F'),
          mrg(`${who}2`, { visit: `${who}V` }),
          pv1(`${who}V`),
        ]),
        says(who, 'ADT^A03', 4, [pid(`${who}3`, 'Lund^Ida', '19650101|F'), pv1(`${who}V`)]),
        says(who, 'ADT^A40', 5, [pid(`${who}4`, 'Lund^Ida', '19650101|F'), mrg(`${who}3`)]),
      ],
      async (who) => {
        expect(await standingOf(`${who}4`), who).toMatchObject([{ visit: `${who}V`, status: 'ended' }]);
        expect(await standingOf(`${who}1`), who).toEqual([]);
        return [await standingOf(`${who}2`), await standingOf(`${who}4`)];
      },
    );
  });

  it('stays until a person decides where somebody relied on it, and nothing is half done', async () => {
    await fed.feed([
      says('X', 'ADT^A01', 1, [pid('X1'), pv1('XV')]),
      says('X', 'MDM^T02', 2, [pid('X1'), pv1('XV'), dictated('XD'), ...lines('One.')]),
      says('X', 'MDM^T02', 2, [pid('X1'), pv1('XV'), txa('XS'), ...lines('Signed.')]),
      says('X', 'ADT^A45', 3, [ada('X2'), mrg('X1', { visit: 'XV' }), pv1('XV')]),
    ]);
    expect((await fed.workOf('X')).at(-1)).toEqual({
      state: 'failed',
      reason: expect.stringContaining('are signed') as string,
    });
    expect(await standingOf('X1')).toMatchObject([{ visit: 'XV', documents: ['TXA XD', 'TXA XS'] }]);
    expect(await fed.recordOf(['X2'])).toMatchObject({ people: 0 });
  });

  it('only changes its account where the patient is the same', async () => {
    await fed.feed([
      says('Z', 'ADT^A01', 1, [withAccount(pid('Z1'), 'ZA'), pv1('ZV')]),
      says('Z', 'ADT^A45', 2, [withAccount(pid('Z1'), 'ZB'), mrg('Z1', { account: 'ZA', visit: 'ZV' }), pv1('ZV')]),
    ]);
    expect(await standingOf('Z1')).toMatchObject([{ visit: 'ZV', account: 'ZB', status: 'open' }]);
  });
});

describe('an account of the wrong patient', () => {
  it('moves with its visits and charges, in whatever order it is told', async () => {
    await inEveryOrder(
      fed,
      'K',
      (who) => [
        says(who, 'ADT^A01', 1, [withAccount(pid(`${who}1`), `${who}A`), pv1(`${who}V1`)]),
        says(who, 'ADT^A04', 2, [withAccount(pid(`${who}1`), `${who}B`), pv1(`${who}V2`)]),
        says(who, 'DFT^P03', 3, [withAccount(pid(`${who}1`), `${who}A`), ft1(`${who}C1`)]),
        says(who, 'ADT^A44', 4, [withAccount(ada(`${who}2`), `${who}A`), mrg(`${who}1`, { account: `${who}A` })]),
        says(who, 'DFT^P03', 5, [withAccount(ada(`${who}2`), `${who}A`), ft1(`${who}C2`)]),
      ],
      async (who) => {
        const [one, two] = [await standingOf(`${who}1`), await standingOf(`${who}2`)];
        expect(one, who).toMatchObject([{ visit: `${who}V2`, account: `${who}B`, charges: [] }]);
        expect(two, who).toMatchObject([{ visit: `${who}V1`, account: `${who}A`, charges: [`${who}C1`, `${who}C2`] }]);
        return [one, two];
      },
    );
  });
});
