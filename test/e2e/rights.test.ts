import { beforeAll, describe, expect, it } from 'vitest';
import { samplePdf } from '../../src/modules/release/packet/sample-pdf.fixture.ts';
import { type Desk, type Seat, useDesk } from './desk.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

describe('What a patient asks of the record itself', () => {
  const desk = useDesk({ inOrder: true });
  let seat: Seat;
  let patientId = '';
  beforeAll(async () => {
    patientId = await arrangeChart(desk());
    seat = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
  });

  it('is recorded on the page of the patient, and sent to a clinician', async () => {
    const { page } = seat;
    await page.goto(`/patients/${patientId}?part=release-patientRights-part`);
    await page.getByText('Nothing was asked of this record').waitFor();
    await page.getByRole('button', { name: 'Record an amendment request' }).click();
    const dialog = page.getByRole('dialog', { name: 'Record an amendment request' });
    await dialog.getByLabel('Who asks').fill('Ana Rivera');
    await dialog.getByLabel('Where the answer goes').fill('1 Elm Street\nMarrow Falls');
    await dialog.getByLabel('Entries').first().click();
    await page.getByRole('option').first().click();
    await dialog.getByLabel('What is wrong').fill('It says that I smoke');
    await dialog.getByLabel('What it should say').fill('Never smoked');
    await dialog.getByRole('textbox', { name: 'Why', exact: true }).fill('I never did');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: /Request AM-/ }).waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: 'Send to the author' }).click();
    await page.getByRole('dialog', { name: 'Send to the author' }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('A clinician has it.', { exact: false }).waitFor();
    seat.watch.expectQuiet();
  });

  it('is answered by the clinician, and the desk writes to the patient', async () => {
    const id = new URL(seat.page.url()).pathname.split('/').at(-1) ?? '';
    const doctor = await desk().sit(await desk().member('Dr. Cara Clinic', 'clinician'));
    await doctor.page.goto(`/release/rights/${id}/answer`);
    await doctor.page.getByRole('heading', { name: 'Your answer' }).waitFor();
    await doctor.page.getByRole('textbox', { name: 'Why', exact: true }).fill('The sister was asked by mistake');
    await expectAccessible(doctor.page);
    await expectNoSidewaysScroll(doctor.page);
    await doctor.page.keyboard.press('Control+Enter');
    await doctor.page.getByText('Answered by the professional').first().waitFor();
    doctor.watch.expectQuiet();

    const { page } = seat;
    await page.reload();
    await page.getByRole('button', { name: 'Write to the patient' }).click();
    const dialog = page.getByRole('dialog', { name: 'Write to the patient' });
    await dialog.getByLabel('Whom the patient turns to, name or office').fill('June Abara');
    await dialog.getByLabel('Telephone').fill('+1 614 555 0100');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Letter not sent yet').first().waitFor();
    await expectAccessible(page);
    await page.goto('/release/rights');
    await page.getByRole('grid', { name: 'Amendments and accountings' }).getByText('Next: send the letter').waitFor();
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('as an accounting is recorded and made, and a suspension stands on the page', async () => {
    const { page } = seat;
    await page.goto(`/patients/${patientId}?part=release-patientRights-part`);
    await page.getByRole('button', { name: 'Record a suspension' }).click();
    const suspension = page.getByRole('dialog', { name: 'Record a suspension' });
    await suspension.getByRole('radio', { name: 'Orally' }).check();
    await suspension.getByLabel('Agency').fill('State Police');
    await suspension.getByLabel('Who stated it, name and office').fill('Sgt. Reyes');
    await suspension.getByLabel('What was stated').fill('It would impede an inquiry');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('It would impede an inquiry').waitFor();
    await page.getByRole('button', { name: 'Record an accounting request' }).click();
    await page.getByRole('dialog').getByLabel('Who asks').fill('Ana Rivera');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: /Request AD-/ }).waitFor();
    await page.getByRole('button', { name: 'Make the accounting' }).click();
    await page.getByRole('dialog', { name: 'Make the accounting' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Letter not sent yet').first().waitFor();
    seat.watch.expectQuiet();
  });

  it('and who looked at the record is told by who manages the desk', async () => {
    const officer = await desk().sit(await desk().member('Petra Privacy', 'privacy-officer'));
    await officer.page.goto(`/patients/${patientId}?part=privacy-accesses-part`);
    const table = officer.page.getByRole('grid', { name: 'Who looked at it here' });
    await table.getByText('Dr. Cara Clinic (Clinician)').first().waitFor();
    await expectAccessible(officer.page);
    await expectNoSidewaysScroll(officer.page);
    await officer.page.getByRole('button', { name: 'Make the letter' }).click();
    await officer.page.getByText(/Letter L-.* is drafted/).waitFor();
    officer.watch.expectQuiet();
  });

  it('and who has a document that was struck is told in one act', async () => {
    const recallId = await arrangeRecall(desk(), patientId);
    const { page } = seat;
    await page.goto(`/release/recalls/${recallId}`);
    await page.getByText('Acme Insurance').waitFor();
    await page.getByLabel('Why it does not stand').fill('The sample was of somebody else');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Letter waits to be printed').first().waitFor();
    await page.getByText('Everybody was told or left out.').waitFor();
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('and who has a document that was corrected gets the letter with the document behind it, in one file', async () => {
    const recallId = await arrangeCorrection(desk());
    const { page } = seat;
    await page.goto(`/release/recalls/${recallId}`);
    await page.getByText('the letter, and the corrected document behind it').waitFor();
    await page.getByLabel('What changed').fill('Potassium is 4.1 and not 14');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Everybody was told or left out.').waitFor({ timeout: 60_000 });
    const { letters } = await desk().product.arrange<{ letters: { pages: number }[] }>(
      'GET',
      `/cases/release-recall/${recallId}/letters`,
    );
    expect(letters[0]?.pages).toBeGreaterThan(2);
    seat.watch.expectQuiet();
  });

  it('is read on a phone without scrolling sideways', async () => {
    const phone = await desk().sit(await desk().member('Rosa Release', 'release-specialist'), { width: 390 });
    await phone.page.goto(`/patients/${patientId}?part=release-patientRights-part`);
    await phone.page.getByText('It would impede an inquiry').waitFor();
    await expectNoSidewaysScroll(phone.page);
    await expectAccessible(phone.page);
    expect(await phone.page.getByRole('button', { name: 'Record an amendment request' }).isVisible()).toBe(true);
  });
});

async function arrangeChart({ product }: Desk): Promise<string> {
  const { id: patientId } = await product.arrange<{ id: string }>('POST', '/patients', {
    ...{ sex: 'female', birthDate: '1961-03-05', identifiers: [], contacts: [] },
    names: [{ use: 'legal', family: 'Rivera', given: ['Ana'] }],
  });
  const item = await product.takeIn(
    'note.pdf',
    samplePdf([{ text: 'Patient Name: Rivera, Ana\nSmokes twenty a day' }]),
  );
  await product.arrange('POST', `/intake/items/${item}/file`, {
    ...{ patientId, typeCode: 'progress-note', date: '2026-11-10' },
    mismatchReason: 'Arranged for the test',
  });
  return patientId;
}

/** A report of somebody else was handed over to an insurer and is corrected since. @returns the recall. */
async function arrangeCorrection({ product }: Desk): Promise<string> {
  const { id: patientId } = await product.arrange<{ id: string }>('POST', '/patients', {
    ...{ sex: 'male', birthDate: '1955-02-01', identifiers: [], contacts: [] },
    names: [{ use: 'legal', family: 'Marsh', given: ['Tom'] }],
  });
  const file = async (text: string, more: object) => {
    const item = await product.takeIn(`${text}.pdf`, samplePdf([{ text: `Patient Name: Marsh, Tom\n${text}` }]));
    return product.arrange<{ documentId: string }>('POST', `/intake/items/${item}/file`, {
      ...{ patientId, typeCode: 'laboratory-report', date: '2026-11-10', mismatchReason: 'Arranged for the test' },
      ...more,
    });
  };
  const { documentId } = await file('Potassium 14', {});
  await handOver(product, patientId, documentId);
  await file('Potassium 4.1', { versionOf: documentId, versionStatus: 'corrected' });
  await product.drain();
  return recallOf(product);
}

/** The note was handed over to an insurer and is struck through since. */
async function arrangeRecall({ product }: Desk, patientId: string): Promise<string> {
  const { documents } = await product.arrange<{ documents: { id: string }[] }>(
    'GET',
    `/patients/${patientId}/documents`,
  );
  const documentId = documents[0]?.id ?? '';
  await handOver(product, patientId, documentId);
  await product.arrange('POST', `/patients/${patientId}/documents/${documentId}/entered-in-error`, {
    cause: 'source-cancelled',
    reason: 'The laboratory withdrew it',
  });
  await product.drain();
  return recallOf(product);
}

const MINUTE = 60_000;

async function handOver(product: Desk['product'], patientId: string, documentId: string): Promise<void> {
  await product.arrange('POST', `/patients/${patientId}/disclosures`, {
    ...{ basis: 'payment', recipient: { name: 'Acme Insurance', address: ['1 Plan Way'] }, description: 'Note' },
    ...{ purpose: 'Claim', disclosedAt: new Date(Date.now() - MINUTE).toISOString(), channel: 'mail' },
    documents: [{ patientId, documentId }],
  });
}

async function recallOf(product: Desk['product']): Promise<string> {
  const { items } = await product.arrange<{ items: { subjectId: string }[] }>('GET', '/worklist/queues/release.recall');
  const [item] = items;
  if (item !== undefined) return item.subjectId;
  throw new Error('The recall did not come.');
}
