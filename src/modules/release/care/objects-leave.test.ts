import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangePerson, releaseDesk, type ReleaseDesk } from '../../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import type { Actor } from '../../../platform/act.ts';

let world: World;
let desk: ReleaseDesk;
/** Holds no right of release at all. */
let clerk: Actor;
beforeAll(async () => {
  world = await openWorld();
  desk = releaseDesk(world);
  clerk = world.person(['chart-room-clerk']);
});
afterAll(() => world.close());

type Answer = { id: string; code?: string; at?: string };
async function disc(patientId?: string): Promise<string> {
  const { body, status } = await world.callAs<Answer>(clerk, 'POST', '/intake/objects', {
    ...{ kind: 'cd', description: 'CT head', receivedHow: 'mail', condition: 'good', readable: 'yes' },
    ...{ place: 'Shelf 4', disposition: 'keep' },
    ...(patientId === undefined ? {} : { patientId }),
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
}
const move = async (id: string, more: object) => {
  const { body } = await world.callAs<{ object: { seen: number } }>(clerk, 'GET', `/intake/objects/${id}`);
  return world.callAs<Answer>(clerk, 'POST', `/intake/objects/${id}/movements`, { seen: body.object.seen, ...more });
};
interface Logged {
  recipientName: string;
  basis: string;
  channel: string;
  purpose: string;
  description: string;
  accountable: boolean;
  outcome: string;
}
const log = async (patient: string) =>
  (await world.callAs<{ disclosures: Logged[] }>(desk.specialist, 'GET', `/patients/${patient}/disclosures`)).body
    .disclosures;

describe('A disc that leaves the house', () => {
  it('handed to the patient stands in the disclosure log in the same transaction, once', async () => {
    const patient = await arrangePerson(world, 'Disc', 'Dora');
    const id = await disc(patient);
    const given = await move(id, { kind: 'handed-over', recipient: 'patient', identityChecked: 'Passport' });
    expect(given.status).toBe(201);
    expect(await log(patient)).toMatchObject([
      {
        ...{ recipientName: 'The patient', basis: 'to-individual', channel: 'in-person', accountable: false },
        ...{ purpose: 'At the request of the individual', outcome: 'handed-over' },
        description: expect.stringContaining('CT head'),
      },
    ]);
    await world.stack.drain();
    expect(await log(patient)).toHaveLength(1);
    await move(id, { kind: 'returned', place: 'Shelf 4' });
    expect(await log(patient)).toHaveLength(1);
  });

  it('given to a designee or sent away asks on what basis; a return to its owner is no disclosure', async () => {
    const patient = await arrangePerson(world, 'Sent', 'Sara');
    const id = await disc(patient);
    const bare = await move(id, {
      kind: 'handed-over',
      recipient: 'designee',
      recipientName: 'Ben',
      identityChecked: 'ID',
    });
    expect([bare.status, bare.body.at]).toEqual([400, 'basis']);
    expect((await move(id, { kind: 'sent', organisation: 'Lakeside', method: 'Parcel' })).body.at).toBe('basis');
    expect(await log(patient)).toEqual([]);
    const sent = await move(id, {
      kind: 'sent',
      organisation: 'Lakeside',
      method: 'Parcel',
      basis: 'required-by-law',
      purpose: 'Order 7',
    });
    expect(sent.status).toBe(201);
    expect(await log(patient)).toMatchObject([
      { recipientName: 'Lakeside', basis: 'required-by-law', channel: 'mail', purpose: 'Order 7', accountable: true },
    ]);
    const other = await disc(patient);
    await move(other, { kind: 'sent', organisation: 'Lakeside', method: 'Parcel', basis: 'return' });
    expect(await log(patient)).toHaveLength(1);
  });

  it('that nobody knows whose it is leaves without an entry', async () => {
    const id = await disc();
    expect((await move(id, { kind: 'sent', organisation: 'Lakeside', method: 'Parcel' })).status).toBe(201);
  });
});
