import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mrg, openFeed, pid, pv1, says } from './feed.fixture.ts';
import { inEveryOrder } from './orders.fixture.ts';

let fed: Awaited<ReturnType<typeof openFeed>>;
beforeAll(async () => {
  fed = await openFeed();
});
afterAll(() => fed.close());

/** PID-5.7 `NB`, PID-21 the mother's number. */
const newborn = (number: string, name: string, mother: string) =>
  `PID|1||${number}^^^HOSP^MR||${name}||20261120|F|||||||||||||${mother}^^^HOSP^MR`;

async function linksOf(number: string) {
  const [row] = await fed.world.sql<{ id: string }>(
    'SELECT m.survivor_id AS id FROM patients.identifier i JOIN patients.member m ON m.patient_id = i.patient_id WHERE i.value = $1',
    [number],
  );
  const { body } = await fed.world.callAs<{ links: { kind: string; name: string; mrn: string }[] }>(
    fed.world.person(['coordinator']),
    'GET',
    `/patients/${row?.id}/links`,
  );
  return body.links.map(({ kind, name, mrn }) => `${kind} ${name} ${mrn}`).toSorted();
}

describe('newborns of one birth', () => {
  it('are two people, found from their mother and she from them, named later, in whatever order it is told', async () => {
    await inEveryOrder(
      fed,
      'G',
      (who) => [
        says(who, 'ADT^A01', 1, [pid(`${who}M`, 'Moreno^Elena', '19900203|F'), pv1(`${who}V`)]),
        says(who, 'ADT^A01', 2, [newborn(`${who}A`, 'Moreno^Girl A^^^^^NB', `${who}M`), pv1(`${who}VA`)]),
        says(who, 'ADT^A01', 3, [newborn(`${who}B`, 'Moreno^Girl B^^^^^NB', `${who}M`), pv1(`${who}VB`)]),
        says(who, 'ADT^A08', 4, [newborn(`${who}A`, 'Moreno^Ines', `${who}M`), pv1(`${who}VA`)]),
        says(who, 'ADT^A40', 5, [pid(`${who}N`, 'Moreno^Elena', '19900203|F'), mrg(`${who}M`)]),
      ],
      async (who) => {
        const links = [await linksOf(`${who}N`), await linksOf(`${who}A`), await linksOf(`${who}B`)];
        expect(links, who).toEqual([
          [`child Moreno, Girl B ${who}B`, `child Moreno, Ines ${who}A`],
          [`mother Moreno, Elena ${who}N`],
          [`mother Moreno, Elena ${who}N`],
        ]);
        return [links, await fed.recordOf([`${who}A`]), await fed.recordOf([`${who}B`])];
      },
    );
  });
});

describe('a person brought in unknown', () => {
  it('is found by the number of the first wristband after the name is known and the record merged', async () => {
    await inEveryOrder(
      fed,
      'T',
      (who) => [
        says(who, 'ADT^A01', 1, [
          `${pid(`${who}1`, 'Trauma 47^Unknown', '')}||||||||||||||||||||||||Y`,
          pv1(`${who}V1`),
        ]),
        says(who, 'ADT^A28', 2, [pid(`${who}2`, 'Moreno^Luis', '19700203|M')]),
        says(who, 'ADT^A08', 3, [pid(`${who}1`, 'Moreno^Luis', '19700203|M'), pv1(`${who}V1`)]),
        says(who, 'ADT^A50', 4, [
          pid(`${who}1`, 'Moreno^Luis', '19700203|M'),
          mrg(`${who}1`, { visit: `${who}V1` }),
          pv1(`${who}V2`),
        ]),
        says(who, 'ADT^A40', 5, [pid(`${who}2`, 'Moreno^Luis', '19700203|M'), mrg(`${who}1`)]),
      ],
      async (who) => {
        const rows = await fed.world.sql<{ value: string }>(
          `SELECT DISTINCT i.value FROM patients.identifier i JOIN patients.member m ON m.patient_id = i.patient_id
           JOIN patients.identifier s ON s.patient_id = m.survivor_id AND s.value = $1 ORDER BY 1`,
          [`${who}2`],
        );
        expect(
          rows.map(({ value }) => value),
          who,
        ).toEqual([`${who}1`, `${who}2`]);
        for (const [kind, number] of [
          ['mrn', `${who}1`],
          ['visit', `${who}V1`],
        ] as const)
          expect(await bearerOf(kind, number), `${who} ${kind}`).toBe(await bearerOf('mrn', `${who}2`));
        return fed.recordOf([`${who}1`]);
      },
    );
  });
});

/** Who a label of that number is read as. */
async function bearerOf(kind: 'mrn' | 'visit', number: string): Promise<string | undefined> {
  const [row] = await fed.world.sql<{ id: string }>(
    kind === 'mrn'
      ? 'SELECT m.survivor_id AS id FROM patients.identifier i JOIN patients.member m ON m.patient_id = i.patient_id WHERE i.value = $1'
      : `SELECT m.survivor_id AS id FROM patients.member m WHERE m.patient_id IN (SELECT patient_id FROM encounters.encounter WHERE visit_number = $1
         UNION SELECT patient_id FROM encounters.former_number WHERE number = $1)`,
    [number],
  );
  return row?.id;
}
