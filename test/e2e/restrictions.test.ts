import { beforeAll, describe, expect, it } from 'vitest';
import { type Desk, type Seat, useDesk } from './desk.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

describe('What a patient asked to be kept from somebody', () => {
  const desk = useDesk({ inOrder: true });
  let seat: Seat;
  let patientId = '';
  let requestId = '';
  beforeAll(async () => {
    ({ patientId, requestId } = await arrangeRequest(desk()));
    seat = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
  });

  it('is recorded in the record, agreed to, and stays there to be read', async () => {
    const { page } = seat;
    await page.goto(`/patients/${patientId}?part=release-restriction-part`);
    await page.getByText('Nothing is restricted').waitFor();
    await page.getByRole('button', { name: 'Record a restriction' }).click();
    const dialog = page.getByRole('dialog', { name: 'Record a restriction' });
    await dialog.getByRole('radio', { name: /Not to certain people/ }).check();
    await dialog.getByLabel('What the patient asked, in words').fill('Nothing to my former employer');
    await dialog.getByLabel('Kept from this name or organisation').fill('Hill Foundry');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    const entry = page.getByRole('article');
    await entry.getByText('In force').waitFor();
    expect(await entry.innerText()).toContain('Kept from Hill Foundry');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    seat.watch.expectQuiet();
  });

  it('stands on each case of the patient, beside what may leave under its authority', async () => {
    const { page } = seat;
    await page.goto(`/release/requests/${requestId}`);
    await page.getByText('The patient asked for restrictions').waitFor();
    await page.locator('#stage-authority').getByRole('button').first().click();
    const table = page.getByRole('grid', { name: 'What may leave under this authority' });
    await table.waitFor();
    const row = (name: string) => table.getByRole('row', { name: new RegExp(name) });
    expect(await row('Ordinary records').innerText()).toContain('Allowed');
    expect(await row('Substance use').innerText()).toContain('Needs consent');
    expect(await row('Substance use').innerText()).toContain('42 CFR 2.31');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    seat.watch.expectQuiet();
  });

  it('a person states what the law asks for, and the answer follows', async () => {
    const { page } = seat;
    await page.getByRole('button', { name: 'State facts' }).click();
    const dialog = page.getByRole('dialog', { name: 'State facts' });
    await dialog.getByLabel(/The Part 2 records came here/).check();
    await dialog.getByLabel('How you know').fill('The consent lies in the chart');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    const table = page.getByRole('grid', { name: 'What may leave under this authority' });
    await table.getByRole('row', { name: /Substance use.*Allowed/s }).waitFor();
    await page.getByText('The consent lies in the chart').waitFor();
    seat.watch.expectQuiet();
  });

  it('is read on a phone without scrolling sideways', async () => {
    const phone = await desk().sit(await desk().member('Rosa Release', 'release-specialist'), { width: 390 });
    await phone.page.goto(`/release/requests/${requestId}`);
    await phone.page.getByText('The patient asked for restrictions').waitFor();
    await expectNoSidewaysScroll(phone.page);
    await expectAccessible(phone.page);
  });
});

/** Another provider asks for the record of Ana Rivera for treatment. */
async function arrangeRequest({ product }: Desk): Promise<{ patientId: string; requestId: string }> {
  const patient = await product.arrange<{ id: string }>('POST', '/patients', {
    sex: 'female',
    birthDate: '1961-03-05',
    names: [{ use: 'legal', family: 'Rivera', given: ['Ana'] }],
    identifiers: [],
    contacts: [],
  });
  const { id } = await product.arrange<{ id: string }>('POST', '/release/requests', {
    ...{ receivedAt: '2026-11-20T15:00:00Z', receivedVia: 'mail', purpose: 'treatment' },
    requester: { class: 'provider', name: 'Dr. Luis Ruiz', organisation: 'Valley Clinic', address: ['9 Night St'] },
  });
  await product.arrange('POST', `/release/requests/${id}/patient`, {
    patientId: patient.id,
    matchedOn: ['name', 'birth-date'],
  });
  await product.arrange('POST', `/release/requests/${id}/verification`, {
    how: 'Number of the verified directory',
    seen: { 'us/hipaa/verification-of-requester': { '*': 'found' } },
  });
  await product.arrange('POST', `/release/requests/${id}/authority`, { basis: 'treatment' });
  return { patientId: patient.id, requestId: id };
}
