import { beforeAll, describe, expect, it } from 'vitest';
import { samplePdf } from '../../src/modules/release/packet/sample-pdf.fixture.ts';
import { type Desk, type Seat, useDesk } from './desk.ts';
import { press } from './typing.ts';
import { expectAccessible, expectLoaded, expectNoSidewaysScroll } from './watch.ts';

const PHONE = 390;

describe('Screens that are seldom open', () => {
  const desk = useDesk();
  let record: { id: string };
  let restricted: { id: string; mrn: string };
  let coordinator: Seat;
  beforeAll(async () => {
    record = await arrangeRecord(desk());
    restricted = await register(desk(), 'Okafor');
    await desk().product.arrange('POST', `/patients/${restricted.id}/flags`, { kind: 'vip', reason: 'Known in town' });
    coordinator = await desk().sit(await desk().member('Cora Coordinator', 'coordinator'), { width: PHONE });
  });

  it('the intake monitor shows each state on a phone, and says when a state has nothing', async () => {
    const { page, watch } = coordinator;
    const shown = { 'To index': 'waiting.pdf', 'Could not be read': 'broken.pdf', Settled: 'filed.pdf' };
    await page.goto('/intake');
    await page.getByText('filed.pdf').waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    for (const [state, file] of Object.entries(shown)) {
      await page.getByRole('radiogroup', { name: 'Show' }).getByText(state, { exact: true }).click();
      await page.getByRole('row', { name: new RegExp(file) }).waitFor();
      expect(await page.getByRole('row').count(), `${state}: the header and one row`).toBe(2);
    }
    await page.getByRole('radiogroup', { name: 'Show' }).getByText('Being read', { exact: true }).click();
    await page.getByText('No item: Being read').waitFor();
    await expectAccessible(page);
    watch.expectQuiet();
  });

  it('a queue names what waits in it, and a row opens it', async () => {
    const { page, watch } = coordinator;
    await page.goto('/queues/intake.to-index');
    const row = page.getByRole('row', { name: /waiting\.pdf · 1 page/ });
    await row.waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await row.focus();
    await press(page, 'Enter');
    await page.getByRole('heading', { name: 'Index', level: 1 }).waitFor();
    await expectNoSidewaysScroll(page);
    watch.expectQuiet();
  });

  it('every part of a record with something in it fits a phone', async () => {
    const { page, watch } = coordinator;
    await page.goto(`/patients/${record.id}`);
    await page.getByRole('grid', { name: 'Documents of the record' }).waitFor();
    for (const name of await page.getByRole('tab').allInnerTexts()) {
      await page.getByRole('tab', { name, exact: true }).click();
      await page.getByRole('tabpanel').waitFor();
      await expectLoaded(page);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
    watch.expectQuiet();
  });

  it('a restricted record opens in need, and the privacy officer says what the look found', async () => {
    const clinician = await desk().sit(await desk().member('Hal Clinician', 'clinician'));
    await clinician.page.goto('/break-glass');
    const open = clinician.page.getByRole('button', { name: 'Open and log it' });
    await open.click();
    await clinician.page.getByText('There is a problem').waitFor();
    await expectAccessible(clinician.page);
    await clinician.page.getByLabel('Whole medical record number').fill(restricted.mrn);
    await clinician.page.getByRole('combobox', { name: 'Why' }).fill('emergency');
    await press(clinician.page, 'Enter');
    await clinician.page.getByLabel('What you need it for').fill('Called to the bedside tonight.');
    await expectNoSidewaysScroll(clinician.page);
    await open.click();
    await clinician.page.getByRole('region', { name: 'Whose record this is' }).getByText('Okafor').waitFor();
    await expectAccessible(clinician.page);
    clinician.watch.expectQuiet();

    const { page, watch } = await desk().sit(await desk().member('Petra Privacy', 'privacy-officer'));
    await page.goto('/access/glass');
    const row = page.getByRole('row', { name: /Emergency treatment/ });
    await row.waitFor();
    await row.getByRole('rowheader', { name: 'Hal Clinician' }).waitFor();
    await row.getByRole('link', { name: /Okafor/ }).waitFor();
    await expectAccessible(page);
    await row.getByRole('button', { name: 'Appropriate', exact: true }).click();
    await page.getByText('No access waits for review').waitFor();
    await expectAccessible(page);
    watch.expectQuiet();
  });

  it('a letter is written from its case and can be taken back within its minute', async () => {
    const { page, watch } = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
    const { id } = await desk().product.arrange<{ id: string }>('POST', '/release/requests', {
      receivedAt: '2026-11-20T15:00:00Z',
      receivedVia: 'mail',
      requester: { class: 'attorney', name: 'Dana Whitfield' },
      purpose: 'legal-claim',
      askedFor: 'The visit of November',
    });
    await page.goto(`/release/requests/${id}`);
    await page.getByRole('heading', { level: 1, name: /R-/ }).waitFor();
    await press(page, 'l');
    await page.getByRole('button', { name: 'Write a letter' }).click();
    const dialog = page.getByRole('dialog', { name: 'Write a letter' });
    await dialog.getByRole('combobox', { name: 'Letter' }).click();
    await page
      .getByRole('option', { name: /Acknowledgement/ })
      .first()
      .click();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Make the draft' }).click();
    await page.getByText(/Draft .+ is made/).waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expectAccessible(page);
    await page.getByRole('dialog', { name: 'Send the letter' }).getByRole('button', { name: /^Send/ }).click();
    await page.goto('/letters');
    const row = page.getByRole('row', { name: /Acknowledgement/ });
    await row.getByText('Can be undone').waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await row.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Nothing waits to leave').waitFor();
    await expectAccessible(page);
    watch.expectQuiet();
  });

  it('a machine gets a token that is shown once, and is refused when it is revoked', async () => {
    const { page, watch } = await desk().sit(await desk().administrator());
    await page.goto('/clients');
    await page.getByText('No machine client').waitFor();
    await page.getByRole('button', { name: 'Issue a token' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Client').fill('Laboratory feed');
    await dialog.getByLabel('Scope').fill('system/Patient.rs');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Issue', exact: true }).click();
    const token = await dialog.locator('pre').innerText();
    await dialog.getByRole('button', { name: 'Copy the token' }).waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('row', { name: /Laboratory feed/ }).waitFor();
    await expectAccessible(page);
    const ask = async () =>
      (await fetch(`${desk().product.url}/fhir/R4/Patient`, { headers: { authorization: `Bearer ${token}` } })).status;
    expect(await ask()).toBe(200);
    await page.getByRole('button', { name: 'Revoke' }).click();
    await dialog.getByLabel('Reason').fill('The machine was replaced');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('The client is revoked.').waitFor();
    expect(await ask()).toBe(401);
    watch.expectQuiet();
  });
});

function register({ product }: Desk, family: string): Promise<{ id: string; mrn: string }> {
  return product.arrange('POST', '/patients', {
    sex: 'female',
    birthDate: '1961-03-05',
    names: [{ use: 'legal', family, given: ['Ana'] }],
    identifiers: [],
    contacts: [],
  });
}

/** A record with an encounter and a document; beside it a file that waits, and one that cannot be read. */
async function arrangeRecord(desk: Desk): Promise<{ id: string }> {
  const { product } = desk;
  const patient = await register(desk, 'Rivera');
  const encounter = await product.arrange<{ id: string }>('POST', `/patients/${patient.id}/encounters`, {
    class: 'AMB',
    typeText: 'Visit',
    startedAt: '2026-11-10T13:00:00Z',
  });
  const filed = await product.takeIn('filed.pdf', samplePdf([{ text: 'Rivera, Ana: progress note' }]));
  await product.arrange('POST', `/intake/items/${filed}/file`, {
    ...{ patientId: patient.id, encounterId: encounter.id, typeCode: 'progress-note', date: '2026-11-10' },
    mismatchReason: 'Arranged for the test',
  });
  await product.takeIn('waiting.pdf', samplePdf([{ text: 'Rivera, Ana: referral' }]));
  await product.takeIn('broken.pdf', Buffer.from('%PDF-1.7\nnothing of the kind'));
  return patient;
}
