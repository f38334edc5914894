import { beforeAll, describe, it } from 'vitest';
import { samplePdf } from '../../src/modules/release/packet/sample-pdf.fixture.ts';
import { caseWithScope, registerAna } from './case-with-scope.ts';
import { type Desk, type Seat, useDesk } from './desk.ts';
import { press } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

const PACKET_MS = 60_000;

describe('A certified packet, from its wishes to the hand that takes it', () => {
  const desk = useDesk({ inOrder: true });
  let specialist: Seat;
  let address = '';
  beforeAll(async () => {
    address = `/release/requests/${await arrangeCase(desk())}`;
    specialist = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
  });

  it('is asked for with a statement, page numbers and a reason', async () => {
    const { page } = specialist;
    await page.goto(address);
    await page.getByRole('button', { name: 'Change how it is made' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'How the packet is made' });
    await dialog.getByRole('checkbox', { name: /^Certified copy/ }).check();
    await dialog.getByLabel('Who certifies').fill('June Abara');
    await dialog.getByLabel('In which office').fill('Custodian of records');
    await dialog.getByRole('checkbox', { name: 'For a court' }).check();
    await dialog.getByLabel(/^Caption/).fill('Superior Court, Doe v. Roe');
    await dialog.getByLabel(/^Prefix of page numbers/).fill('doe');
    await expectAccessible(page);
    await dialog.getByLabel('Reason').fill('The subpoena asks for a certified copy');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('certified for a court by June Abara').first().waitFor();
    await page.getByText('numbered from DOE000001').first().waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    specialist.watch.expectQuiet();
  });

  it('is approved as it was asked for', async () => {
    const approver = await desk().sit(await desk().member('Paul Approver', 'release-approver'));
    const { page } = approver;
    await page.goto(address);
    await page.getByText('Because: The subpoena asks for a certified copy').first().waitFor();
    for (const name of [/patient’s$/, /address are right/, /no more$/])
      await page.getByRole('checkbox', { name }).check();
    await press(page, 'Control+Enter');
    await page.getByText(/Approved. Packet .+ is being made/).waitFor();
    await desk().product.drain();
    approver.watch.expectQuiet();
  });

  it('is given at the counter against a signature, and shows who took it', async () => {
    const { page } = specialist;
    await page.reload();
    const give = page.getByRole('button', { name: 'Taken at the counter' });
    await give.waitFor({ timeout: PACKET_MS });
    await expectAccessible(page);
    await give.click();
    const dialog = page.getByRole('dialog', { name: 'Taken at the counter' });
    await dialog.getByLabel('Last four of its number').fill('q417');
    const pad = await dialog.getByRole('img', { name: 'Signature' }).boundingBox();
    if (pad === null) throw new Error('there is nowhere to sign');
    await page.mouse.move(pad.x + 20, pad.y + 60);
    await page.mouse.down();
    for (const step of [40, 80, 120, 160]) await page.mouse.move(pad.x + step, pad.y + 40 + (step % 80));
    await page.mouse.up();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Give it' }).click();
    await page.getByText('Given and confirmed.').waitFor();
    await page.getByRole('button', { name: /^Hand/ }).first().click();
    await page
      .getByText(/Taken by Dana Whitfield/)
      .first()
      .waitFor();
    specialist.watch.expectQuiet();
  });

  it('leaves the print run empty, and its seal is shown to the privacy officer', async () => {
    const officer = await desk().sit(await desk().member('Petra Privacy', 'privacy-officer'));
    const { page } = officer;
    await page.goto('/release/print-run');
    await page.getByText('Nothing waits to be printed or posted').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Seals of packets' }).click();
    await page.getByText(/^[0-9a-f]{64}$/).waitFor();
    await expectAccessible(page);
    officer.watch.expectQuiet();
  });
});

/** A case whose records are chosen and whose pages are gone over. */
async function arrangeCase({ product }: Desk): Promise<string> {
  const patientId = await registerAna({ product });
  const encounter = await product.arrange<{ id: string }>('POST', `/patients/${patientId}/encounters`, {
    ...{ class: 'AMB', typeText: 'Visit', startedAt: '2026-11-10T13:00:00Z' },
  });
  const scan = samplePdf([{ text: 'Rivera, Ana: report' }]);
  const id = await caseWithScope({ product }, { patientId, scan, encounterId: encounter.id });
  await product.drain();
  return id;
}
