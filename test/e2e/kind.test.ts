import { type Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { workbook } from '../../src/platform/reading/workbook.fixture.ts';
import { type Seat, useDesk } from './desk.ts';
import { press } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

const ATTORNEY = {
  receivedVia: 'mail',
  requester: { class: 'attorney', name: 'Dana Whitfield', organisation: 'Whitfield Law' },
  purpose: 'legal-claim',
  copyForm: 'electronic',
  askedFor: 'Everything since the fall',
  patientAsWritten: 'Ana Rivera, born 03/05/1961',
};

describe('What a request is, what came before it, and lists of many', () => {
  const desk = useDesk({ inOrder: true });
  let specialist: Seat;
  let first = { id: '', number: '' };
  let second = { id: '', number: '' };
  beforeAll(async () => {
    const now = Date.now();
    const at = (days: number) => new Date(now - days * 86_400_000).toISOString();
    const log = (receivedAt: string) =>
      desk().product.arrange<{ id: string; number: string }>('POST', '/release/requests', { ...ATTORNEY, receivedAt });
    await desk().administrator();
    first = await log(at(10));
    second = await log(at(1));
    specialist = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
  });

  it('the letter is read, and the request becomes the patient’s own access with its clock', async () => {
    const { page } = specialist;
    await page.goto(`/release/requests/${first.id}`);
    const kind = page.getByRole('region', { name: 'What this request is' });
    await kind.getByText('Not decided yet').waitFor();
    await kind.getByText('To decide it, say: who signed').waitFor();
    await expectAccessible(page);
    await kind.getByRole('button', { name: 'Read the letter' }).click();
    await choose(page, 'Signed by', 'The patient');
    await choose(page, 'Whose request it is', /^The patient’s/);
    await choose(page, 'In writing', 'Yes');
    await choose(page, 'The copy goes to', 'The patient');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await kind.getByRole('button', { name: 'Decide from this' }).click();
    await kind.getByText('The patient’s own access').waitFor();
    await kind.getByText(/due .*\(45 CFR 164\.524\(b\)\(2\)\)/).waitFor();
    await kind.getByText('The individual’s own copy').waitFor();
    await kind.getByText(/no form of ours is needed/).waitFor();
    await expectAccessible(page);
    specialist.watch.expectQuiet();
  });

  it('waiting does not stop the clock, as the form says with the rule', async () => {
    const { page } = specialist;
    await press(page, 'h');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/names no ground on which waiting stops it/).waitFor();
    await expectAccessible(page);
    await press(page, 'Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('an earlier case of the same patient and requester is shown, and answered', async () => {
    const { page } = specialist;
    await page.goto(`/release/requests/${second.id}`);
    await page.getByText('Asked before by the same requester').waitFor();
    await page.getByRole('button', { name: 'Go on all the same' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/reason/i).fill('Another claim.');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Go on all the same' }).click();
    await page.getByText(/Gone on all the same: Another claim/).waitFor();
    await expectAccessible(page);
    specialist.watch.expectQuiet();
  });

  it('the stamp is set back with a reason', async () => {
    const { page } = specialist;
    await page.goto(`/release/requests/${first.id}`);
    await page.getByRole('button', { name: 'Set the stamp back' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Received on').fill('01/02/2020');
    await press(page, 'Tab');
    await dialog.getByLabel(/reason/i).fill('It lay in the mail room.');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Set the stamp back' }).click();
    await page.getByText(/The stamp was set back from .* It lay in the mail room/).waitFor();
    await page
      .getByText(/Overdue since/)
      .first()
      .waitFor();
    // The clock of the later day was cancelled, which answered nobody.
    expect(await page.getByText(/^Answered in time/).count()).toBe(0);
  });

  it('a list is mapped, tried and taken in', async () => {
    const { page } = specialist;
    await page.goto('/release');
    await page.getByRole('button', { name: 'Other lists' }).click();
    await page.getByRole('menuitem', { name: 'Lists' }).click();
    await page.getByText('No list was uploaded').waitFor();
    await expectAccessible(page);
    await page.locator('input[type=file]').setInputFiles({
      name: 'acme.xlsx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(
        workbook([
          ['Member Name', 'DOB', 'Member ID', 'Claim #', 'DOS From', 'DOS To'],
          ['Rivera, Ana', new Date('1961-03-05'), 'M-77', 'CL-1', new Date('2026-01-01'), new Date('2026-06-30')],
          ['Petrov, Olga', '', '', 'CL-2', '', ''],
        ]),
      ),
    });
    await page.getByRole('heading', { name: 'List of requests' }).waitFor();
    await page.getByLabel('Requester is').selectOption('insurer');
    await page.getByLabel('Name', { exact: false }).first().fill('Audit team');
    await page.getByLabel('Organisation').fill('Acme Health Plan');
    await page
      .getByLabel(/^Purpose/)
      .first()
      .selectOption('payment');
    expect(await page.getByLabel('Birth date').inputValue()).toBe('DOB');
    await page.getByLabel('Their reference or claim').selectOption('Claim #');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await press(page, 'Control+Enter');
    await page.getByText('Rows: 2. Become a case: 1. Have one already: 0. Refused: 1.').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Open 1 case' }).click();
    await page.getByText('The list was taken in').waitFor();
    await page.getByRole('link', { name: /^R-/ }).click();
    await page.getByText('Payment or operations').first().waitFor();
    specialist.watch.expectQuiet();
  });
});

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}
