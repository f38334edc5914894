import { type Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../world/scan.ts';
import { type Seat, useDesk } from './desk.ts';
import { press, type } from './typing.ts';
import { scanAll, scanCodes } from './wand.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

const SCANS = 500;
const PERIOD_MS = 20;
/** The bundled reader takes seconds a page, and other work may stand before it. */
const READING_MS = 90_000;

describe('From a dropped scan to the record', () => {
  const desk = useDesk({ inOrder: true });
  let seat: Seat;
  let patientId = '';
  let summary: Buffer;
  beforeAll(async () => {
    const { product } = desk();
    const registered = await product.arrange<{ id: string; mrn: string }>('POST', '/patients', {
      sex: 'female',
      birthDate: '1961-03-05',
      names: [{ use: 'legal', family: 'Rivera', given: ['Ana'] }],
      identifiers: [],
      contacts: [],
    });
    patientId = registered.id;
    await product.arrange('POST', `/patients/${patientId}/encounters`, {
      class: 'IMP',
      typeText: 'Inpatient stay',
      startedAt: '2026-11-18T13:00:00Z',
      endedAt: '2026-11-21T16:00:00Z',
    });
    seat = await desk().sit(await desk().member('Ines Index', 'coordinator'));
    summary = await scan([
      'LAKESIDE HOSPITAL',
      'DISCHARGE SUMMARY',
      '',
      'Patient: Rivera, Ana',
      `MRN: ${registered.mrn}`,
      'Date of birth: 03/05/1961',
      'Date of service: 11/20/2026',
      '',
      'The patient was admitted with pneumonia of the left lower lobe and treated',
      'with ceftriaxone. She walked home in good condition.',
    ]);
  });

  it('dropped files are safe at once, are read, and wait to be indexed', async () => {
    const { page } = seat;
    await page.goto('/intake');
    await page.getByText('Nothing has arrived yet').waitFor();
    await expectAccessible(page);
    await page.locator('input[type=file]').setInputFiles([
      { name: 'summary.png', mimeType: 'image/png', buffer: summary },
      { name: 'broken.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nnothing of the kind') },
    ]);
    const row = page.getByRole('row', { name: /summary\.png/ });
    await row.getByText('To index').waitFor({ timeout: READING_MS });
    await page
      .getByRole('row', { name: /broken\.pdf/ })
      .getByText('Could not be read')
      .waitFor({ timeout: READING_MS });
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('it is indexed from the keyboard: patient, encounter, type and date as proposed', async () => {
    const { page } = seat;
    await page.goto('/');
    await page
      .getByText(/items? waits? for you/)
      .first()
      .waitFor();
    await expectAccessible(page);
    await page.goto('/intake/desk');
    await page.getByText('1 item waits to be indexed').waitFor();
    await expectAccessible(page);
    await press(page, 'n');
    const patient = page.getByRole('searchbox', { name: 'Patient', exact: true });
    await patient.waitFor();
    await imageShown(page);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);

    await focused(page, 'index-patient');
    await press(page, 'Enter');
    await press(page, 'Enter');
    await page.getByText('03/05/1961').first().waitFor();
    await focused(page, 'index-encounter');
    await press(page, 'Enter');
    await focused(page, 'index-type');
    expect(await page.getByRole('combobox', { name: 'Document type' }).inputValue()).toMatch(/Discharge summary/i);
    await press(page, 'Enter');
    await focused(page, 'index-date');
    expect(await page.getByLabel('Date of the document').inputValue()).toBe('11/20/2026');
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    await page.getByText(/Filed: 1 page as Discharge summary/i).waitFor();
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('it stands in the record with page image and text, and its words are found', async () => {
    const { page } = seat;
    await page.goto(`/patients/${patientId}`);
    const documents = page.getByRole('grid', { name: 'Documents of the record' });
    const row = documents.getByRole('row', { name: /Discharge summary/i });
    await row.waitFor();
    await expectAccessible(page);
    await press(page, '/');
    await type(page, 'pneumonia');
    await page.getByText('1 document', { exact: false }).first().waitFor();
    const hit = page.getByRole('link', { name: /^Discharge summary/i });
    await hit.waitFor();
    await expectAccessible(page);
    await hit.focus();
    await press(page, 'Enter');
    await page.getByRole('region', { name: 'Page images' }).waitFor();
    await imageShown(page);
    await page
      .getByRole('group', { name: /Text of page 1/ })
      .getByText('ceftriaxone')
      .waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('its words are found across records too', async () => {
    const { page } = seat;
    await page.goto('/documents/search');
    await page
      .getByRole('textbox', { name: 'Words on the page' })
      .or(page.getByLabel('Words on the page'))
      .first()
      .fill('ceftriaxone');
    await page.getByRole('link', { name: /^Discharge summary/i }).waitFor();
    await page
      .getByRole('grid', { name: 'Documents with these words' })
      .getByRole('rowheader')
      .first()
      .getByRole('link')
      .waitFor();
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('a file that could not be read says so, and is set aside with a reason', async () => {
    const { page } = seat;
    await page.goto('/intake?state=failed');
    await page.getByRole('row', { name: /broken\.pdf/ }).click();
    await page.getByText('This file could not be read').waitFor();
    await expectAccessible(page);
    await press(page, 'F3');
    const dialog = page.getByRole('dialog', { name: 'Set pages aside' });
    await dialog.waitFor();
    await expectAccessible(page);
    await dialog.getByRole('radio', { name: /Return to the sender/ }).check();
    await dialog.getByLabel('Reason').fill('Cannot be read');
    await dialog
      .getByRole('button', { name: /^Return/ })
      .last()
      .click();
    await page.getByText('What became of the pages').waitFor();
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('a storm of 500 scans on the index screen loses none and fires no shortcut', async () => {
    const { page, watch } = seat;
    await page.goto('/intake');
    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: 'again.png', mimeType: 'image/png', buffer: summary }]);
    await page
      .getByRole('row', { name: /again\.png/ })
      .getByText('To index')
      .waitFor({ timeout: READING_MS });
    await page.getByRole('row', { name: /again\.png/ }).click();
    await focused(page, 'index-patient');
    await imageShown(page);
    const { pathname } = new URL(page.url());
    const searched: string[] = [];
    const strayed: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'GET') return;
      const mrn = (request.postDataJSON() as { mrn?: string } | null)?.mrn;
      if (request.url().endsWith('/patients/search') && mrn !== undefined) searched.push(mrn);
      else strayed.push(`${request.method()} ${request.url()}`);
    });
    const codes = scanCodes(SCANS);
    await scanAll(page, codes, PERIOD_MS);
    await expect.poll(() => searched.length, { timeout: 60_000 }).toBe(SCANS);
    expect(searched).toEqual(codes);
    expect(strayed).toEqual([]);
    expect(new URL(page.url()).pathname).toBe(pathname);
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByRole('searchbox', { name: 'Patient', exact: true }).inputValue()).toBe('');
    watch.expectQuiet();
  });
});

async function focused(page: Page, id: string): Promise<void> {
  await expect.poll(() => page.evaluate('document.activeElement?.id'), { timeout: 15_000 }).toBe(id);
}

async function imageShown(page: Page): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(
          '[...document.querySelectorAll("section img")].some((image) => image.complete && image.naturalWidth > 100)',
        ),
      { timeout: 15_000 },
    )
    .toBe(true);
}
