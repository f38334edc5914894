import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lines, mrg, openFeed, pid, pv1, says, txa } from './feed.fixture.ts';
import { inEveryOrder } from './orders.fixture.ts';

let fed: Awaited<ReturnType<typeof openFeed>>;
beforeAll(async () => {
  fed = await openFeed();
});
afterAll(() => fed.close());

/** PID-18 is the account. */
const withAccount = (number: string, account: string) => `${pid(number)}||||||||||${account}`;
const ft1 = (number: string) => `FT1|1|${number}||20261120|20261121|CG|99213^Office visit^C4||||250.00&USD`;

interface Encounters {
  readonly encounters: {
    readonly id: string;
    readonly patientId: string;
    readonly visitNumber: string | null;
    readonly accountNumber: string;
    readonly formerVisitNumbers: string[];
    readonly formerAccountNumbers: string[];
    readonly status: string;
    readonly location: string | null;
    readonly attending: string | null;
    readonly referring: string | null;
    readonly consulting: string[];
  }[];
}

async function visitsOf(number: string) {
  const [row] = await fed.world.sql<{ id: string }>(
    'SELECT m.survivor_id AS id FROM patients.identifier i JOIN patients.member m ON m.patient_id = i.patient_id WHERE i.value = $1',
    [number],
  );
  const coordinator = fed.world.person(['coordinator']);
  const { body } = await fed.world.callAs<Encounters>(coordinator, 'GET', `/patients/${row?.id}/encounters`);
  const visits = [];
  for (const each of body.encounters) {
    const { body: billing } = await fed.world.callAs<{ charges: { number: string }[] }>(
      coordinator,
      'GET',
      `/patients/${each.patientId}/encounters/${each.id}/charges`,
    );
    const documents = await fed.world.sql<{ origin_id: string }>(
      'SELECT origin_id FROM documents.document WHERE encounter_id = $1 ORDER BY origin_id',
      [each.id],
    );
    visits.push({
      ...{ visit: each.visitNumber, account: each.accountNumber, status: each.status },
      formerly: each.formerVisitNumbers.toSorted(),
      accounts: each.formerAccountNumbers.toSorted(),
      charges: billing.charges.map((charge) => charge.number).toSorted(),
      documents: documents.map((document) => document.origin_id),
    });
  }
  return visits.toSorted((a, b) => (a.visit ?? '').localeCompare(b.visit ?? ''));
}

describe('accounts', () => {
  it('that became one, or have another number, are read together in whatever order it is told', async () => {
    await inEveryOrder(
      fed,
      'A',
      (who) => [
        says(who, 'ADT^A01', 1, [withAccount(`${who}1`, `${who}X`), pv1(`${who}V1`)]),
        says(who, 'ADT^A04', 2, [withAccount(`${who}1`, `${who}Y`), pv1(`${who}V2`)]),
        says(who, 'DFT^P03', 3, [withAccount(`${who}1`, `${who}X`), ft1(`${who}C1`)]),
        says(who, 'ADT^A41', 4, [withAccount(`${who}1`, `${who}Y`), mrg(`${who}1`, { account: `${who}X` })]),
        says(who, 'DFT^P03', 5, [withAccount(`${who}1`, `${who}Y`), ft1(`${who}C2`)]),
        says(who, 'ADT^A49', 6, [withAccount(`${who}1`, `${who}Z`), mrg(`${who}1`, { account: `${who}Y` })]),
        says(who, 'ADT^A35', 7, [withAccount(`${who}1`, `${who}Z`), mrg(`${who}1`, { account: `${who}W` })]),
        says(who, 'DFT^P03', 8, [withAccount(`${who}1`, `${who}W`), ft1(`${who}C3`)]),
      ],
      async (who) => {
        const visits = await visitsOf(`${who}1`);
        expect(visits, who).toMatchObject(
          [`${who}V1`, `${who}V2`].map((visit) => ({
            visit,
            account: `${who}Z`,
            charges: ['C1', 'C2', 'C3'].map((n) => who + n),
          })),
        );
        return visits;
      },
    );
  });

  it('of two patients wait for a person, and change nothing', async () => {
    await fed.feed([
      says('B', 'ADT^A04', 1, [withAccount('B1', 'BX'), pv1('BV1')]),
      says('B', 'ADT^A04', 2, [withAccount('B2', 'BY').replace('Whitfield^Mary', 'Okafor^Ada'), pv1('BV2')]),
      says('B', 'ADT^A41', 3, [withAccount('B1', 'BX'), mrg('B2', { account: 'BY' })]),
      says('B', 'ADT^A49', 4, [pid('B1'), mrg('B1', { account: 'BX' })]),
    ]);
    expect(await fed.statesOf('B')).toEqual(['applied', 'applied', 'failed', 'failed']);
    expect(await visitsOf('B1')).toMatchObject([{ account: 'BX', accounts: [] }]);
  });
});

describe('visits', () => {
  it('that were one all along become one, with what is filed and charged to them, in whatever order it is told', async () => {
    await inEveryOrder(
      fed,
      'C',
      (who) => [
        says(who, 'ADT^A01', 1, [pid(`${who}1`), pv1(`${who}V1`)]),
        says(who, 'ADT^A01', 2, [pid(`${who}1`), pv1(`${who}V2`)]),
        says(who, 'MDM^T02', 3, [pid(`${who}1`), pv1(`${who}V1`), txa(`${who}D1`), ...lines('Stable.')]),
        says(who, 'DFT^P03', 4, [pid(`${who}1`), pv1(`${who}V1`), ft1(`${who}C1`)]),
        says(who, 'ADT^A42', 5, [pid(`${who}1`), mrg(`${who}1`, { visit: `${who}V1` }), pv1(`${who}V2`)]),
        says(who, 'ADT^A03', 6, [pid(`${who}1`), pv1(`${who}V2`)]),
        says(who, 'ADT^A42', 7, [pid(`${who}1`), mrg(`${who}1`, { visit: `${who}V2` }), pv1(`${who}V3`)]),
      ],
      async (who) => {
        const visits = await visitsOf(`${who}1`);
        expect(visits, who).toMatchObject([
          { visit: `${who}V1`, status: 'merged', documents: [] },
          { visit: `${who}V2`, status: 'merged', documents: [] },
          {
            visit: `${who}V3`,
            status: 'planned',
            documents: [`TXA ${who}D1`],
            charges: [`${who}C1`],
            formerly: [`${who}V1`, `${who}V2`],
          },
        ]);
        return visits;
      },
    );
  });

  it('get another number in whatever order it is told, and are found by the former one', async () => {
    await inEveryOrder(
      fed,
      'D',
      (who) => [
        says(who, 'ADT^A01', 1, [pid(`${who}1`), pv1(`${who}V1`)]),
        says(who, 'ADT^A50', 2, [pid(`${who}1`), mrg(`${who}1`, { visit: `${who}V1` }), pv1(`${who}V2`)]),
        says(who, 'ADT^A03', 3, [pid(`${who}1`), pv1(`${who}V2`)]),
        says(who, 'ADT^A50', 4, [pid(`${who}1`), mrg(`${who}1`, { visit: `${who}V2` }), pv1(`${who}V3`)]),
        says(who, 'ADT^A13', 5, [pid(`${who}1`), pv1(`${who}V3`)]),
      ],
      async (who) => {
        const visits = (await visitsOf(`${who}1`)).filter(({ status }) => status !== 'merged');
        expect(visits, who).toMatchObject([{ visit: `${who}V3`, status: 'open', formerly: [`${who}V1`, `${who}V2`] }]);
        return visits;
      },
    );
  });

  it('say where they are and who answers for them, as it was said last', async () => {
    const unit = '01900000-0000-7000-8000-0000000000aa';
    await fed.world.sql(
      `INSERT INTO directory.unit (id, facility_id, name, recorded_at) VALUES ($1, '01900000-0000-7000-8000-000000000002', '5E', '2026-11-01Z')`,
      [unit],
    );
    const at = (place: string, people: string) => `PV1|1|I|${place}||||${people}||||||||||EV1`;
    await fed.feed([
      says('E', 'ADT^A01', 1, [pid('E1'), at('4W^12^A', '7^Reed^Alan|8^Okafor^Ada|9^Lund^Ida~10^Moss^Ben')]),
      says('E', 'ADT^A02', 3, [pid('E1'), at('5E^2^B', '||""')]),
      says('E', 'ADT^A02', 2, [pid('E1'), at('6N^1', '11^Late^Tom||')]),
    ]);
    const [row] = await fed.world.sql(
      'SELECT location, attending_name, referring_name, consulting_names, unit_id FROM encounters.encounter WHERE visit_number = $1',
      ['EV1'],
    );
    expect(row).toEqual({
      ...{ location: '5E · 2 · B', attending_name: 'Late, Tom', referring_name: 'Okafor, Ada', consulting_names: [] },
      unit_id: unit,
    });
  });
});

describe('a link of two registrations', () => {
  const linked = () => (who: string) =>
    fed.world.sql<{ n: string; ended: boolean }>(
      `SELECT l.ended_at IS NOT NULL AS ended FROM patients.link l JOIN patients.identifier i ON i.patient_id IN (l.patient_id, l.other_id) WHERE i.value = $1`,
      [`${who}1`],
    );
  const both = (who: string) => [pid(`${who}1`), pid(`${who}2`, 'Whitfield^Marie')];

  it('merges nobody, is shown with both, comes to the identity desk, and leaves it when it is taken back', async () => {
    await fed.feed([says('L', 'ADT^A24', 1, both('L'))]);
    expect(await fed.recordOf(['L1', 'L2'])).toMatchObject({ people: 2, merges: 0 });
    const [one] = await fed.world.sql<{ patient_id: string }>(
      `SELECT patient_id FROM patients.identifier WHERE value = 'L1'`,
    );
    const at = `/patients/${one?.patient_id}/links`;
    const coordinator = fed.world.person(['coordinator']);
    expect((await fed.world.callAs(coordinator, 'GET', at)).body).toMatchObject({
      links: [{ name: 'Whitfield, Marie', mrn: 'L2', origin: 'hl7v2 APP-L' }],
    });
    const { body } = await fed.world.callAs<{
      pairs: { left: { mrn: string }; right: { mrn: string }; foundHow: string }[];
    }>(coordinator, 'GET', '/identity/pairs?kind=duplicate');
    expect(body.pairs.filter((pair) => pair.foundHow === 'feed')).toHaveLength(1);
    await fed.feed([says('L', 'ADT^A37', 2, both('L'))]);
    expect((await fed.world.callAs(coordinator, 'GET', at)).body).toEqual({ links: [] });
    expect((await fed.world.callAs(fed.world.person([]), 'GET', at)).status).toBe(403);
  });

  it('ends as it was said last, in whatever order it is told', async () => {
    await inEveryOrder(
      fed,
      'M',
      (who) => [
        says(who, 'ADT^A24', 1, both(who)),
        says(who, 'ADT^A37', 2, both(who)),
        says(who, 'ADT^A28', 3, [pid(`${who}1`)]),
        says(who, 'ADT^A40', 4, [pid(`${who}1`), mrg(`${who}2`)]),
      ],
      async (who) => {
        expect(
          (await linked()(who)).filter(({ ended }) => !ended),
          who,
        ).toEqual([]);
        return fed.recordOf([`${who}1`, `${who}2`]);
      },
    );
  });

  it('taken back after the two were merged waits for a person; those kept apart are never linked', async () => {
    await fed.feed([
      says('N', 'ADT^A28', 1, [pid('N2')]),
      says('N', 'ADT^A40', 1, [pid('N1'), mrg('N2')]),
      says('N', 'ADT^A37', 2, both('N')),
      says('N', 'ADT^A24', 3, [pid('N3'), pid('N4')]),
    ]);
    expect(await fed.statesOf('N')).toEqual(['applied', 'applied', 'failed', 'applied']);
    const ids = await fed.world.sql<{ patient_id: string }>(
      `SELECT patient_id FROM patients.identifier WHERE value IN ('N5', 'N6')`,
    );
    expect(ids).toEqual([]);
    await fed.feed([says('N', 'ADT^A28', 4, [pid('N5')]), says('N', 'ADT^A28', 4, [pid('N6')])]);
    await fed.world.sql(
      `INSERT INTO patients.kept_apart (patient_id, id, facility_id, other_id, reason, kept_at, kept_by)
       SELECT a.patient_id, a.patient_id, a.facility_id, b.patient_id, 'twins', '2026-11-20Z', 'test' FROM patients.identifier a, patients.identifier b WHERE a.value = 'N5' AND b.value = 'N6'`,
    );
    await fed.feed([says('N', 'ADT^A24', 5, [pid('N5'), pid('N6')])]);
    expect((await fed.workOf('N')).at(-1)).toMatchObject({ state: 'failed' });
  });
});
