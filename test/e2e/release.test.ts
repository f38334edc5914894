import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Locator, type Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { samplePdf } from '../../src/modules/release/packet/sample-pdf.fixture.ts';
import { type Desk, type Seat, useDesk } from './desk.ts';
import { press, type } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

const PACKET_MS = 60_000;

describe('From a request to the packet in the right hands', () => {
  const desk = useDesk({ inOrder: true });
  let specialist: Seat;
  let patientId = '';
  let address = '';
  let handed = { link: '', passcode: '' };
  let digest = '';
  beforeAll(async () => {
    patientId = await arrangeRecord(desk());
    specialist = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
  });

  it('a request is logged with the stamp that starts its clock', async () => {
    const { page } = specialist;
    await page.goto('/release');
    await page.getByText('No request is open').waitFor();
    await expectAccessible(page);
    await press(page, 'c');
    await page.getByRole('heading', { name: 'New request' }).waitFor();
    await page.getByRole('combobox', { name: 'Requester is' }).focus();
    await type(page, 'attor');
    await press(page, 'Enter');
    await page.getByLabel('Name', { exact: false }).first().fill('Dana Whitfield');
    await page.getByLabel('Organisation').fill('Whitfield Law');
    await page.getByRole('combobox', { name: 'Purpose' }).focus();
    await type(page, 'legal');
    await press(page, 'Enter');
    await page.getByLabel('Patient as written').fill('Ana Rivera, born 5 March 1961');
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    await page.getByText(/Logged as R-/).waitFor();
    await page.getByRole('heading', { level: 1, name: /\d/ }).waitFor();
    address = page.url();
    await expectAccessible(page);
    specialist.watch.expectQuiet();
  });

  it('the patient is identified by two facts, the requester verified', async () => {
    const { page } = specialist;
    const patient = page.getByRole('searchbox', { name: 'Patient', exact: true });
    await patient.focus();
    await type(page, 'rivera 1961');
    const candidate = page.getByRole('button', { name: /Rivera, Ana|Ana Rivera/ });
    await candidate.waitFor();
    await press(page, 'Enter');
    await expect.poll(() => candidate.evaluate((each) => each.matches(':focus'))).toBe(true);
    await press(page, 'Enter');
    await page.getByText('03/05/1961').first().waitFor();
    await page.getByRole('checkbox', { name: 'Name' }).check();
    await page.getByRole('checkbox', { name: 'Birth date' }).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'This is the patient' }).click();

    await page.getByLabel('How it was verified').fill('Call back to the number in the bar register');
    await answerByKeys(page);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Record the verification' }).click();
    await page.getByRole('combobox', { name: 'Basis of disclosure' }).waitFor();
    specialist.watch.expectQuiet();
  });

  it('the authorization is judged element by element, with citations', async () => {
    const { page } = specialist;
    expect(await page.getByRole('combobox', { name: 'Basis of disclosure' }).inputValue()).toBe('Signed authorization');
    await page.getByLabel('Signed on').fill('11/02/2026');
    await page.getByLabel('Expires on').fill('05/02/2027');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Check the form' }).click();
    const section = page.getByRole('list', { name: 'What the release rests on' });
    await section.waitFor();
    expect(await section.innerText()).toMatch(/Unclear[\s\S]*164\.508\(c\)/);
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Record it anew' }).click();
    await page.getByLabel('Signed on').fill('11/02/2026');
    await page.getByLabel('Expires on').fill('05/02/2027');
    await allFound(page);
    await page.getByRole('button', { name: 'Check the form' }).click();
    await page.getByRole('button', { name: 'Choose these records' }).waitFor();
    specialist.watch.expectQuiet();
  });

  it('the scope is chosen, each document decided with its rule, and the preparer cannot approve', async () => {
    const { page } = specialist;
    await page.getByLabel('Also unsigned documents').check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Choose these records' }).click();
    const documents = page.getByRole('grid', { name: 'Documents of the scope' });
    await stage(page, 'Which records', documents);
    expect(await documents.getByRole('row').count()).toBe(3);
    // What was found in a document is settled when the document stays behind.
    await desk().product.drain();
    await page.getByText(/^1 finding on the pages waits/).waitFor();
    await withhold(page, documents.getByRole('row', { name: /Progress note/ }));
    await documents.getByText('Not asked for by name').waitFor();
    await expectAccessible(page);
    await stage(page, 'Approval by a second person', page.getByText('You may not approve this'));
    await expectNoSidewaysScroll(page);
    specialist.watch.expectQuiet();
  });

  it('the pages are gone over before anybody approves', async () => {
    const { page } = specialist;
    await desk().product.drain();
    await page.getByText('The pages were gone over: nothing is open').waitFor();
    specialist.watch.expectQuiet();
  });

  it('a second person checks and approves, and the packet is made', async () => {
    const approver = await desk().sit(await desk().member('Paul Approver', 'release-approver'));
    const { page } = approver;
    await page.goto(address);
    for (const name of [/patient’s$/, /address are right/, /no more$/]) {
      const check = page.getByRole('checkbox', { name });
      await check.check();
    }
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    await page.getByText(/Approved. Packet .+ is being made/).waitFor();
    await desk().product.drain();
    await page
      .getByText('SHA-256')
      .or(page.getByRole('button', { name: 'The packet' }))
      .first()
      .waitFor({ timeout: PACKET_MS });
    approver.watch.expectQuiet();
  });

  it('it is handed over by a link, logged before it leaves', async () => {
    const { page } = specialist;
    await page.reload();
    const begin = page.getByRole('button', { name: 'Log and hand over' });
    await begin.waitFor({ timeout: PACKET_MS });
    await stage(page, 'The packet', page.getByText('SHA-256'));
    digest = await page
      .getByText(/^[0-9a-f]{64}$/)
      .first()
      .innerText();
    await page.getByLabel('Downloads of each part, at most').fill('2');
    await expectAccessible(page);
    await begin.click();
    const dialog = page.getByRole('dialog', { name: 'Hand this over?' });
    await dialog.getByText('Dana Whitfield', { exact: false }).waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Log and hand over' }).click();
    const secret = (label: string) =>
      page
        .getByRole('button', { name: `Copy: ${label}` })
        .locator('xpath=..')
        .locator('code')
        .innerText();
    await page.getByText('Link and passcode, shown this once').waitFor();
    handed = { link: await secret('Link'), passcode: await secret('Passcode') };
    await expectAccessible(page);
    specialist.watch.expectQuiet();
  });

  it('the recipient opens it with the passcode alone, and gets exactly the packet that was approved', async () => {
    const recipient = await desk().sit();
    const { page } = recipient;
    await page.goto(handed.link);
    await page.getByRole('heading', { name: 'Records for you' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Passcode' }).fill(handed.passcode);
    await press(page, 'Enter');
    await page.getByText('2 downloads left').waitFor();
    const fetched = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    const bytes = readFileSync(await (await fetched).path());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(digest);
    await page.getByText('1 download left').waitFor();
    await expectAccessible(page);
    recipient.watch.expectQuiet();
  });

  it('the recipient reads it in Spanish on a phone, also what went wrong and that no download is left', async () => {
    const recipient = await desk().sit(undefined, { width: 390 });
    const { page, watch } = recipient;
    await page.goto(handed.link);
    await page.getByLabel('Language').selectOption('es');
    await page.getByRole('heading', { name: 'Registros para usted' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
    await page.getByRole('textbox', { name: 'Clave' }).fill('not the one');
    await press(page, 'Enter');
    await page.getByRole('alert').getByText('La clave no es correcta.').waitFor();
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Clave' }).fill(handed.passcode);
    await press(page, 'Enter');
    await page.getByText('Queda 1 descarga').waitFor();
    const fetched = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Descargar' }).click();
    await fetched;
    await page.getByText('No queda ninguna descarga.').waitFor();
    expect(await page.getByRole('button', { name: 'Descargar' }).isDisabled()).toBe(true);
    expect(await page.getByText('Puede descargar hasta').count()).toBe(0);
    await page.getByText('Cómo comprobar que el archivo está completo').click();
    await page.getByText(digest).waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    watch.forgive(/403/);
    watch.expectQuiet();
    await specialist.page.reload();
    await stage(
      specialist.page,
      'Hand-over',
      specialist.page.getByText('fetched 2 times, each part at most 2 times', { exact: false }),
    );
    await specialist.page.getByText('Link used up').waitFor();
  });

  it('the disclosure stands in the log; on authorization it is not in the accounting', async () => {
    const officer = await desk().sit(await desk().member('Petra Privacy', 'privacy-officer'));
    const { page } = officer;
    await page.goto(`/patients/${patientId}`);
    await page.getByRole('tab', { name: 'Disclosures' }).click();
    await page.getByRole('grid', { name: 'Disclosure log' }).getByText('Dana Whitfield').first().waitFor();
    await expectAccessible(page);
    await page.getByText('Accounting (164.528)').click();
    await page.getByText('Nothing to account for').waitFor();
    await expectAccessible(page);
    officer.watch.expectQuiet();
  });
});

/** Two documents from real PDFs: a laboratory report, and an unsigned progress note. */
async function arrangeRecord({ product }: Desk): Promise<string> {
  const { id } = await product.arrange<{ id: string }>('POST', '/patients', {
    sex: 'female',
    birthDate: '1961-03-05',
    names: [{ use: 'legal', family: 'Rivera', given: ['Ana'] }],
    identifiers: [],
    contacts: [],
  });
  const encounter = await product.arrange<{ id: string }>('POST', `/patients/${id}/encounters`, {
    class: 'AMB',
    typeText: 'Visit',
    startedAt: '2026-11-10T13:00:00Z',
  });
  for (const typeCode of ['laboratory-report', 'progress-note']) {
    const item = await product.takeIn(`${typeCode}.pdf`, samplePdf([{ text: `Rivera, Ana: ${typeCode}` }]));
    await product.arrange('POST', `/intake/items/${item}/file`, {
      ...{ patientId: id, encounterId: encounter.id, typeCode, date: '2026-11-10' },
      mismatchReason: 'Arranged for the test',
    });
  }
  return id;
}

/** One stroke for each row; the arrows go back to one, and the answer there can be given anew. */
async function answerByKeys(page: Page): Promise<void> {
  const lists = page.getByRole('region').filter({ has: page.getByRole('button', { name: 'All found' }) });
  for (let at = 0; at < (await lists.count()); at++) {
    const rows = lists.nth(at).locator('li[data-element]');
    await rows.first().locator('input').first().focus();
    const count = await rows.count();
    for (let row = 0; row < count; row++) await press(page, row === count - 1 ? 'm' : 'f');
    if (count > 1) await press(page, 'ArrowUp');
    if (count > 1) await press(page, 'f');
    await press(page, 'f');
    await expect.poll(() => lists.nth(at).locator('li[data-state="found"]').count()).toBe(count);
  }
}

async function allFound(page: Page): Promise<void> {
  const buttons = page.getByRole('button', { name: 'All found' });
  for (let at = 0; at < (await buttons.count()); at++) await buttons.nth(at).click();
}

/** Opens a stage of the case where it does not stand open by itself. */
async function stage(page: Page, name: string, content: Locator): Promise<void> {
  const control = page.getByRole('button', { name: new RegExp(`^${name}`) });
  await control.waitFor();
  if ((await control.getAttribute('aria-expanded')) !== 'true') await control.click();
  await content.first().waitFor();
}

async function withhold(page: Page, row: Locator): Promise<void> {
  await row.getByRole('gridcell').first().click();
  const dialog = page.getByRole('dialog', { name: 'Decide on a document' });
  await dialog.getByRole('radio', { name: 'Withhold' }).check();
  await dialog.getByLabel('Reason').fill('Not asked for by name');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Withhold it' }).click();
  await dialog.waitFor({ state: 'detached' });
}
