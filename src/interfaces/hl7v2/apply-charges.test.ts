import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';
import { codes, message, send } from './client.fixture.ts';
import { type MllpServer, startMllp } from './receive-messages.ts';

let world: World;
let server: MllpServer;
beforeAll(async () => {
  world = await openWorld();
  server = await startMllp(world.services, { port: 0 });
});
afterAll(async () => {
  await server.stop();
  await world.close();
});

let serial = 0;
const says = (who: string, event: string, minute: number, rest: readonly string[]) =>
  message({ event, id: `${who}-${++serial}`, at: `2026112010${String(minute).padStart(2, '0')}00`, app: who, rest });
const pid = (number: string, account = `ACC-${number}`) =>
  `PID|1||${number}^^^HOSP^MR||Billed^Mary||19480417|F||||||||||${account}`;
const pv1 = (visit: string) => `PV1|1|I|4W^12^A||||||||||||||||${visit}`;
const ft1 = (number: string, amount: string, kind = 'CG') =>
  `FT1|1|${number}||20261120|20261121|${kind}|99213^Office visit^C4||||${amount}|125.00&USD|CARD^Cardiology||||||I10^^I10~E11.9^^I10`;

/** A stay with two charges, one said anew and one credited, and its account opened, coded and ended. */
const story = (n: string) => [
  says(n, 'ADT^A01', 1, [pid(n), pv1(`V-${n}`)]),
  says(n, 'BAR^P01', 2, [pid(n), pv1(`V-${n}`)]),
  says(n, 'DFT^P03', 3, [pid(n), pv1(`V-${n}`), ft1(`${n}.1`, '250.00&USD'), ft1(`${n}.2`, '10.10&USD')]),
  says(n, 'DFT^P03', 4, [pid(n), ft1(`${n}.1`, '200.00&USD')]),
  says(n, 'BAR^P12', 5, [pid(n), pv1(`V-${n}`), 'DG1|1||I10^Hypertension^I10', 'PR1|1||5A1D^Dialysis^I10P|20261120']),
  says(n, 'BAR^P06', 6, [pid(n), pv1(`V-${n}`)]),
];

async function feed(messages: readonly string[], wanted = messages.map(() => 'AA')): Promise<void> {
  for (const [at, each] of messages.entries()) {
    expect(codes(await send(server.port, [each]))).toEqual([wanted[at]]);
    await world.stack.drain();
  }
}
async function visitOf(number: string) {
  const [row] = await world.sql<{ patient_id: string; id: string }>(
    `SELECT patient_id, id FROM encounters.encounter WHERE visit_number = $1`,
    [number],
  );
  return row === undefined ? '' : `/patients/${row.patient_id}/encounters/${row.id}/charges`;
}
interface Billing {
  readonly account: { state: string; number: string; codes: { code: string }[] };
  readonly charges: { number: string; amount: string; currency: string; diagnoses: string[]; chargedAt: string }[];
}
const reasons = (who: string) =>
  world.sql<{ state: string; reason: string }>(
    `SELECT w.state, w.reason FROM hl7v2.work w JOIN hl7v2.sender s ON s.id = w.sender_id WHERE s.application = $1`,
    [who],
  );

describe('what billing says', () => {
  it('stands at the encounter, the latest of each transaction, whatever came first', async () => {
    const [one, two] = [story('C1'), story('C2').reverse()];
    await feed(one);
    await feed(two);
    for (const n of ['C1', 'C2']) {
      const { status, body } = await world.callAs<Billing>(
        world.person(['coordinator']),
        'GET',
        await visitOf(`V-${n}`),
      );
      expect(status).toBe(200);
      expect(body.account).toMatchObject({ number: `ACC-${n}`, state: 'ended' });
      expect(body.account.codes.map(({ code }) => code)).toEqual(['I10', '5A1D']);
      const charges = body.charges.map(({ number, amount, currency }) => [number, amount, currency]);
      expect(charges).toContainEqual([`${n}.2`, '10.10', 'USD']);
      expect(charges).toContainEqual([`${n}.1`, '200.00', 'USD']);
      expect(charges).toHaveLength(2);
      expect(body.charges[0]).toMatchObject({ diagnoses: ['I10', 'E11.9'], chargedAt: '2026-11-20T00:00:00.000Z' });
    }
  });

  it('is told by account alone where no visit is named, and once however often it is sent', async () => {
    const by = [
      says('C3', 'ADT^A01', 1, [pid('C3'), pv1('V-C3')]),
      says('C3', 'DFT^P03', 2, [pid('C3'), ft1('', '-5', 'CD'), ft1('', '7.', 'PY')]),
    ];
    await feed([...by, by[1] ?? '']);
    const { body } = await world.callAs<Billing>(world.person(['coordinator']), 'GET', await visitOf('V-C3'));
    expect(body.charges.map(({ amount }) => amount)).toEqual(['-5', '7']);
  });

  it('waits in error where it cannot be read, and is refused where it says nothing', async () => {
    await feed([says('C4', 'ADT^A28', 1, [pid('C4')])]);
    await feed([
      says('C5', 'DFT^P03', 2, [pid('C4'), ft1('9', 'twelve')]),
      says('C5', 'DFT^P03', 2, [pid('C4', ''), ft1('9', '12')]),
    ]);
    expect((await reasons('C5')).map(({ state }) => state)).toEqual(['failed', 'failed']);
    await feed([says('C6', 'DFT^P03', 3, [pid('C4')]), says('C6', 'BAR^P01', 4, ['PV1|1|I'])], ['AE', 'AE']);
  });

  it('is seen by nobody who may not see the encounter', async () => {
    const nobody = await world.callAs(world.person([]), 'GET', await visitOf('V-C1'));
    expect(nobody.status).toBe(403);
    const other = (await visitOf('V-C1')).replace(
      /encounters\/[^/]+/,
      'encounters/00000000-0000-7000-8000-000000000000',
    );
    expect((await world.callAs(world.person(['coordinator']), 'GET', other)).status).toBe(404);
  });
});
