import { beforeAll, describe, expect, it } from 'vitest';
import { deriveCodeText } from '../../src/modules/intake/codes/derive-code-text.ts';
import { codeSheet, scan, stack } from '../world/scan.ts';
import { type Seat, useDesk } from './desk.ts';
import { press, type } from './typing.ts';
import { scanAll } from './wand.ts';
import { expectAccessible, expectLoaded, expectNoSidewaysScroll } from './watch.ts';

const READING_MS = 90_000;
/** Between two codes; there is one only. */
const PERIOD_MS = 50;

describe('A disc that came with the paper, from the keyboard and by the wand', () => {
  const desk = useDesk({ inOrder: true });
  let seat: Seat;
  let patientId = '';
  let number = '';
  beforeAll(async () => {
    seat = await desk().sit(await desk().member('Rita Records', 'coordinator'));
    const { id } = await desk().product.arrange<{ id: string }>('POST', '/patients', {
      ...{ birthDate: '1950-02-01', sex: 'female', names: [{ use: 'legal', family: 'Marsh', given: ['Ida'] }] },
      ...{ identifiers: [{ system: 'urn:test:mrn', value: '0073119', kind: 'mrn' }], contacts: [] },
    });
    patientId = id;
  });
  const wand = (code: string) => scanAll(seat.page, [code], PERIOD_MS);
  const label = () => deriveCodeText({ kind: 'object', number }) ?? '';
  const dialog = () => seat.page.getByRole('dialog');

  it('is registered at the desk with a label to print', async () => {
    const { page, watch } = seat;
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await press(page, 'g', 't');
    await page.getByText('Nothing is registered yet').waitFor();
    await expectAccessible(page);
    await press(page, 'n');
    await page.getByRole('heading', { name: 'Register a thing' }).waitFor();
    await press(page, 'Control+Enter');
    await page.getByRole('alert').getByText('Choose what kind of thing it is').waitFor();
    await expectAccessible(page);
    await page.locator('#object-kind').focus();
    await type(page, 'cd');
    await press(page, 'Enter', 'Tab');
    await type(page, 'CT head and neck');
    await page.locator('#object-place').focus();
    await type(page, 'Shelf 4');
    await press(page, 'Control+Enter');
    await page.getByText('Nobody knows whose').first().waitFor();
    number = (
      await page
        .getByText(/^OBJ-\d{6}$/)
        .first()
        .innerText()
    ).trim();
    const printed = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Print label' }).press('Enter');
    expect((await printed).suggestedFilename()).toBe('label.pdf');
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    watch.expectQuiet();
  });

  it('is opened by its label from another screen, and nothing there takes the code for keys', async () => {
    const { page, watch } = seat;
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await page.getByText('Discs and films of nobody known').waitFor();
    await wand(label());
    await page.getByText(number, { exact: true }).waitFor();
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await wand(deriveCodeText({ kind: 'object', number: 'OBJ-999999' }) ?? '');
    await page.getByText('Nothing with this label is registered').waitFor();
    await wand(`${label().slice(0, -1)}${label().endsWith('A') ? 'B' : 'A'}`);
    await page.getByText('The label cannot be read as one of a thing').waitFor();
    watch.forgive(/status of 400/);
    watch.expectQuiet();
  });

  it('is given to its patient, lent, taken back and reported lost, all by keys', async () => {
    const { page, watch } = seat;
    await wand(label());
    await page.getByText(number, { exact: true }).waitFor();
    await press(page, 'a');
    await page.locator('#object-patient').focus();
    await type(page, 'Marsh');
    await press(page, 'Enter');
    await page.locator('button[data-candidate]:focus').waitFor();
    await expectAccessible(page);
    await press(page, 'Enter', 'Control+Enter');
    await page.getByText(`${number} is assigned.`).waitFor();
    await dialog().waitFor({ state: 'detached' });
    await press(page, 'l');
    await page.locator('#object-custodian').focus();
    await type(page, 'Dr. Lee');
    await page.locator('#object-back').focus();
    await type(page, 't');
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    await page.getByText('On loan to Dr. Lee').waitFor();
    await page.getByText('Ask the borrower for it').waitFor();
    await expectAccessible(page);
    expect(await page.getByRole('button', { name: 'Move' }).count()).toBe(0);
    await press(page, 'r');
    await page.locator('#object-place:focus').waitFor();
    await type(page, 'Shelf 4');
    await press(page, 'Control+Enter');
    await page.getByText(`${number} is back.`).waitFor();
    await dialog().waitFor({ state: 'detached' });
    await press(page, 'x');
    await dialog().getByLabel('When it was seen last').waitFor();
    await type(page, 'Room 4');
    await press(page, 'Control+Enter');
    await page.getByText(`${number} is reported lost.`).waitFor();
    await dialog().waitFor({ state: 'detached' });
    await press(page, 'o');
    await page.locator('#object-place:focus').waitFor();
    await type(page, 'Drawer');
    await press(page, 'Control+Enter');
    await page.getByText(`${number} is here again.`).waitFor();
    await page.getByRole('grid', { name: 'Its life' }).getByText('Room 4').waitFor();
    watch.expectQuiet();
  });

  it('is in the record of the patient with where it is, and kept from destruction with the reason', async () => {
    const { page, watch } = seat;
    await page.goto(`/patients/${patientId}`);
    await page.getByRole('tab', { name: 'Discs and films' }).click();
    await page.getByRole('grid', { name: 'Discs and films' }).getByText('Drawer').waitFor();
    await expectAccessible(page);
    await wand(label());
    await page.getByText('it is to be kept or returned').waitFor();
    expect(await page.getByRole('button', { name: 'Destroy' }).isDisabled()).toBe(true);
    await press(page, 'w');
    await dialog().getByLabel('What is to become of it').first().click();
    await page.getByRole('option', { name: 'Kept until a day' }).click();
    await page.locator('#object-until').fill('t');
    await dialog().getByLabel('Reason').fill('Agreed with radiology');
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    await page.getByText('Decide what becomes of it').waitFor();
    await press(page, 'd');
    await dialog().getByLabel('How it was destroyed').fill('Shredded');
    await dialog().getByLabel('Witness').fill('Ben Ode');
    await dialog().getByLabel('Rule relied on').fill('Retention policy 7');
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    await page.getByText(`${number} is recorded as destroyed.`).waitFor();
    await page.getByRole('heading', { name: 'Record what was done' }).waitFor({ state: 'detached' });
    watch.expectQuiet();
  });

  it('is named by the file on whose page its label was seen', async () => {
    const { page, watch } = seat;
    await page.goto('/intake');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles([
        {
          ...{ name: 'jacket.tiff', mimeType: 'image/tiff' },
          buffer: await stack([await codeSheet(label()), await scan(['LETTER', '', 'Dear colleague'])]),
        },
      ]);
    await page.getByRole('grid').getByText('jacket.tiff').waitFor({ timeout: READING_MS });
    await wand(label());
    await page.getByText('jacket.tiff, page 1').waitFor({ timeout: READING_MS });
    await page.getByRole('link', { name: 'jacket.tiff, page 1' }).click();
    await page.getByRole('link', { name: new RegExp(`${number} CD`) }).waitFor();
    await page.getByRole('link', { name: 'Register a thing that came with it' }).waitFor();
    await expectAccessible(page);
    watch.expectQuiet();
  });

  it('fits a phone', async () => {
    const { page } = await desk().sit(await desk().member('Phil Phone', 'coordinator'), { width: 390 });
    for (const path of ['/intake/objects', '/intake/objects/new', new URL(seat.page.url()).pathname]) {
      await page.goto(path);
      await expectLoaded(page);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
  });
});
