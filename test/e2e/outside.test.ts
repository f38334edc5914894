import { beforeAll, describe, expect, it } from 'vitest';
import { scan, stack } from '../world/scan.ts';
import { type Member, type Seat, useDesk } from './desk.ts';
import { press, type } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

const MERCY = 'Mercy Hospital (fictional)';

describe('A record that another hospital made, from the fax to what is kept of it, by keyboard', () => {
  const desk = useDesk({ inOrder: true });
  let patientId = '';
  let mrn = '';
  let partId = '';
  let clerk: Member;
  let clinician: Member;
  let reader: Member;
  let seat: Seat;
  beforeAll(async () => {
    const { product } = desk();
    const registered = await product.arrange<{ id: string; mrn: string }>('POST', '/patients', {
      ...{ sex: 'female', birthDate: '1961-03-05', identifiers: [], contacts: [] },
      names: [{ use: 'legal', family: 'Rivera', given: ['Ana'] }],
    });
    [patientId, mrn] = [registered.id, registered.mrn];
    clerk = await desk().member('Ina Index', 'index-clerk');
    clinician = await desk().member('Dr. Ada Okafor', 'clinician');
    reader = await desk().member('Cora Coder', 'coder');
    const page = (text: string) => scan([text, '', 'Mercy Hospital', 'MRN: 7712345']);
    const itemId = await product.takeIn(
      'fax.tif',
      await stack([await page('Summary of the stay'), await page('Lines of numbers'), await page('Copies of cards')]),
    );
    const opened = await product.arrange<{ parts: { id: string }[] }>('GET', `/intake/items/${itemId}`);
    partId = opened.parts[0]?.id ?? '';
    expect(partId).not.toBe('');
  });

  it('is filed with who made it and who decides, and needs no visit of ours', async () => {
    seat = await desk().sit(clerk);
    const { page } = seat;
    await page.goto(`/intake/desk/${partId}`);
    const patient = page.getByRole('searchbox', { name: 'Patient', exact: true });
    await patient.waitFor();
    await patient.focus();
    await type(page, mrn);
    await page.getByText('03/05/1961').first().waitFor();
    await press(page, 'Enter');
    await press(page, 'Enter');
    await page.locator('#index-encounter:enabled').waitFor();
    const kind = page.getByRole('combobox', { name: 'Document type' });
    await kind.focus();
    await type(page, 'discharge summary');
    await page
      .getByRole('option', { name: /^Discharge summary/ })
      .first()
      .waitFor();
    await press(page, 'Enter');
    expect(await page.getByLabel('Organisation that made it').count()).toBe(0);
    await press(page, 'F9');
    const organisation = page.locator('#index-outside-organisation');
    await organisation.waitFor();
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    await page.getByText('Say which organisation made it.').first().waitFor();
    await organisation.focus();
    await type(page, MERCY);
    await press(page, 'Tab');
    await page.getByLabel('Reviewing clinician').focus();
    await type(page, 'Dr. Ada');
    await page.getByLabel('Who wrote it there').focus();
    await type(page, 'Dr. Gray');
    await expectNoSidewaysScroll(page);
    await press(page, 'Control+Enter');
    await page.waitForURL(/\/intake\/desk$/);
  });

  it('stands in the record as made elsewhere, not yet reviewed', async () => {
    const { page } = seat;
    await page.goto(`/patients/${patientId}`);
    await page.getByText(`Outside: ${MERCY}`).first().waitFor();
    await page.getByText('Not reviewed yet').first().waitFor();
    await page.getByRole('button', { name: /Outside records/ }).waitFor();
    expect(await page.getByText('Unsigned', { exact: true }).count()).toBe(1); // the filter alone
  });

  it('comes to its reviewing clinician, who keeps the first page and says why', async () => {
    seat = await desk().sit(clinician);
    const { page } = seat;
    await page.goto('/queues/documents.outside-review');
    await page.getByText(`Discharge summary from ${MERCY}, for Dr. Ada Okafor`).waitFor();
    await page.getByRole('button', { name: /Start/ }).first().focus();
    await press(page, 'Enter');
    await page.waitForURL(/outside-review$/);
    await page.getByRole('radio', { name: /^Keep part/ }).waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await press(page, 'x');
    await press(page, '2');
    await page.getByText('Kept pages: 1 of 3').waitFor();
    await press(page, 'Control+Enter');
    await page.getByText('Say why, in a few words.').first().waitFor();
    await page.getByRole('textbox', { name: 'Reason' }).focus();
    await type(page, 'The summary is of use here, the rest is not.');
    await press(page, 'Control+Enter');
    await page.getByText('The chosen pages are kept.').waitFor();
    await page.waitForURL(new RegExp(`/patients/${patientId}$`));
  });

  it('shows others the kept page alone, and what was decided', async () => {
    seat = await desk().sit(reader);
    const { page } = seat;
    const { documents } = await desk().product.arrange<{ documents: { id: string }[] }>(
      'GET',
      `/patients/${patientId}/documents`,
    );
    await page.goto(`/patients/${patientId}/documents/${documents[0]?.id ?? ''}`);
    await page.getByText('Pages 1 of 3 are kept; the others are out of sight, not destroyed.').waitFor();
    await page.getByText('The summary is of use here, the rest is not.').first().waitFor();
    await page.getByText('Dr. Ada Okafor').first().waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    expect(await page.getByRole('button', { name: /Version 1/ }).isDisabled()).toBe(true);
  });

  it('is decided again, and then nobody but those who decide sees it', async () => {
    seat = await desk().sit(clinician);
    const { page } = seat;
    const { documents } = await desk().product.arrange<{ documents: { id: string }[] }>(
      'GET',
      `/patients/${patientId}/documents`,
    );
    const path = `/patients/${patientId}/documents/${documents[0]?.id ?? ''}`;
    await page.goto(path);
    await page.getByRole('link', { name: 'Decide again' }).focus();
    await press(page, 'Enter');
    await page.getByRole('radio', { name: /^Do not keep/ }).waitFor();
    await press(page, '3');
    await type(page, 'It turned out to be of no use.');
    await press(page, 'Control+Enter');
    await page.getByText('Not kept. It is out of ordinary sight.').waitFor();
    await page.goto(path);
    await page.getByText('There is no such document here').waitFor();
    await page.goto(`${path}/outside-review`);
    await page.getByText('It turned out to be of no use.').waitFor();
    await expectAccessible(page);
  });
});
