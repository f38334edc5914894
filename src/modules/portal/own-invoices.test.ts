import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { releaseDesk, type ReleaseDesk, step } from '../../../test/world/release-case.ts';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';
import { arrangePatient, BEHIND_A_PROXY, PASSPHRASE, type PortalSeat, settle } from './portal.fixture.ts';

let world: World;
let desk: ReleaseDesk;
let ana: string;
let anas: PortalSeat;
let belas: PortalSeat;

beforeAll(async () => {
  world = await openWorld(BEHIND_A_PROXY);
  desk = releaseDesk(world);
  ana = await arrangePatient(world, 'Núñez', 'Ana', { address: true });
  const bela = await arrangePatient(world, 'Bartos', 'Bela');
  anas = await settle(world, desk.specialist, ana, 'ana@example.org');
  belas = await settle(world, desk.specialist, bela, 'bela');
  await world.callAs(desk.officer, 'PUT', `/release/facilities/${FACILITY}/rights-setting`, {
    ...{ statementChars: 5_000, accountingCents: 1_500, staffNames: true },
  });
  const free = await askAccounting('Ana Núñez', true);
  await work(`/release/rights/${free.id}/accounting`);
});
afterAll(() => world.close());

const work = <T>(path: string, body: Record<string, unknown> = {}) =>
  step<T>(world, { actor: desk.specialist, path, body });

function askAccounting(askerName: string, askerIsPatient: boolean) {
  return work<{ id: string }>(`/patients/${ana}/accountings`, {
    ...{ inWriting: true, askerName, askerIsPatient, askerAddress: ['1 Elm Street'] },
    receivedAt: new Date(world.clock.now().getTime() - 1_000).toISOString(),
  });
}

/** Another accounting within twelve months, priced, agreed to by whoever asked, and invoiced. */
async function invoiceAccounting(askerName: string, askerIsPatient: boolean, cents: number) {
  const { id } = await askAccounting(askerName, askerIsPatient);
  const { letterId } = await work<{ letterId: string }>(`/release/rights/${id}/price`, { cents });
  const { deliveryId } = await work<{ deliveryId: string }>(`/letters/${letterId}/send`, { way: { channel: 'print' } });
  await print(deliveryId);
  await work(`/release/rights/${id}/price/agreement`, { note: 'By telephone' });
  return work<{ number: string; invoiceId: string }>(`/release/rights/${id}/invoice`, {
    ...{ way: { channel: 'print' }, dueInDays: 10 },
  });
}

async function print(deliveryId: string): Promise<void> {
  world.clock.advance(61_000);
  await world.stack.drain();
  await work(`/outbox/${deliveryId}/printed`);
  await world.stack.drain();
}

async function invoicesOf(seat: PortalSeat, name: string) {
  expect((await seat.call('POST', '/portal/sign-in', { name, passphrase: PASSPHRASE })).status).toBe(204);
  return seat.call<{ invoices: { number: string; letterId: string | null }[]; code?: string }>(
    'GET',
    `/portal/records/${ana}/invoices`,
  );
}

describe('An invoice to somebody in the portal', () => {
  it('is shown with what is still to pay, to whom it asks and to nobody else', async () => {
    const own = await invoiceAccounting('Ana Núñez', true, 1_200);
    const mothers = await invoiceAccounting('Maria Núñez', false, 1_500);
    await work(`/release/invoices/${own.invoiceId}/payments`, { amountCents: 200, method: 'cash' });
    const { body } = await invoicesOf(anas, 'ana@example.org');
    expect(body.invoices).toEqual([
      expect.objectContaining({ number: own.number, of: 'accounting', total: 1_200, balance: 1_000, letterId: null }),
    ]);
    expect(JSON.stringify(body)).not.toContain(mothers.number);
    expect((await invoicesOf(belas, 'bela')).body.code).toBe('portal/not-reached');
  });

  it('is fetched as PDF once its letter left', async () => {
    const [waiting] = await world.sql<{ id: string; letter_id: string }>(
      `SELECT d.id, d.letter_id FROM correspondence.delivery d JOIN release.fee_invoice i ON i.letter_id = d.letter_id
        WHERE i.payer_name = 'Ana Núñez'`,
    );
    await print(waiting?.id ?? '');
    const { body } = await invoicesOf(anas, 'ana@example.org');
    expect(body.invoices[0]?.letterId).toBe(waiting?.letter_id);
    const file = await anas.call<Buffer>('GET', `/portal/records/${ana}/letters/${body.invoices[0]?.letterId}`);
    expect(Buffer.from(file.body).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
