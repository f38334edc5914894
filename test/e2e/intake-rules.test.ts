import { beforeAll, describe, expect, it } from 'vitest';
import { useDesk } from './desk.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

describe('The rules of intake that a site sets', () => {
  const desk = useDesk();
  let person: Awaited<ReturnType<ReturnType<typeof desk>['member']>>;

  beforeAll(async () => {
    person = await desk().member('Rita Records', 'coordinator');
    await desk().product.arrange('POST', '/patients', {
      ...{ birthDate: '1948-04-17', sex: 'female', names: [{ use: 'legal', family: 'Whitfield', given: ['Mary'] }] },
      ...{ contacts: [], identifiers: [{ system: 'urn:old', value: '0731190', kind: 'mrn' }] },
    });
  });

  it('are reached in one step; a label is tried and added by keyboard alone', async () => {
    const { page, watch } = await desk().sit(person);
    await page.goto('/');
    await page.getByRole('link', { name: 'Rules of intake' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Rules of intake' }).waitFor();
    await page.getByRole('row', { name: /Record number alone/ }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save' }).press('Enter');
    await dialog.getByText('Say why, in a few words').first().waitFor();
    await dialog.getByLabel('Name').fill('Old wristband');
    await dialog.getByLabel('Fixed text before the number').fill('BAND, BND');
    await dialog.getByLabel('Scan or type a code').fill('BAND-0731190');
    await page.keyboard.press('Enter');
    await dialog.getByText('Patient, MRN 0731190').waitFor();
    await dialog.getByText(/It would find Whitfield, Mary/).waitFor();
    await dialog.getByLabel('Why').fill('Wristbands until 2025');
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: /Old wristband.*Rita Records/ }).waitFor();
    const written = page.getByRole('row', { name: /Old wristband/ });
    expect(await written.innerText()).toContain('“BAND” or “BND”, a colon, hyphen, # or space if any, 7 digits');

    await written.focus();
    await page.keyboard.press('Enter');
    await dialog.getByLabel('Why').fill('None are left');
    await dialog.getByRole('button', { name: 'Retire the label' }).press('Enter');
    await written.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'What held before' }).press('Enter');
    await page.getByRole('row', { name: /Old wristband.*Retired.*None are left/ }).waitFor();
    await expectAccessible(page);
    watch.expectQuiet();
  });

  it('say what cannot wait, and show it before a document comes', async () => {
    const { page, watch } = await desk().sit(person);
    await page.goto('/intake/rules?part=lane');
    await page.getByRole('row', { name: /^Living will.*STAT/ }).waitFor();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('A source').press('Space');
    await dialog
      .getByRole('combobox')
      .or(dialog.getByRole('textbox', { name: 'A source' }))
      .first()
      .fill('Fax');
    await page.keyboard.press('Enter');
    await dialog.getByLabel('Because').selectOption('Rule of this site');
    await expectAccessible(page);
    await dialog.getByLabel('Why').fill('Transfers come by fax');
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: /All from: Fax.*Rita Records/ }).waitFor();
    const trial = page.getByRole('region', { name: 'Try it' });
    await trial.getByLabel('Source').selectOption('Fax');
    await trial.getByRole('button', { name: 'Try' }).press('Enter');
    await trial.getByRole('note').getByText('Rule of this site').waitFor();
    await expectAccessible(page);
    watch.expectQuiet();
  });

  it('say what paper is expected', async () => {
    const { page, watch } = await desk().sit(person);
    await page.goto('/intake/rules?part=paper');
    const emergency = page.getByRole('row', { name: /Emergency \(EMER\)/ });
    await emergency.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add a paper' }).press('Enter');
    const second = dialog.getByRole('group', { name: 'Paper 2' });
    await second.getByLabel('Name').fill('Consent');
    await second.getByLabel('Add a document type').fill('Consent to treat');
    await page.keyboard.press('Enter');
    await second.getByRole('button', { name: /Leave out/ }).waitFor();
    await expectAccessible(page);
    await dialog.getByLabel('Why').fill('The unit sends it now');
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: /Emergency \(EMER\).*Consent: .*Rita Records/ }).waitFor();
    watch.expectQuiet();
  });

  it('read the heading of a report that is pasted', async () => {
    const { page, watch } = await desk().sit(person);
    await page.goto('/intake/rules?part=headers');
    await page.getByText('No rule of your own').waitFor();
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Words before the value').fill('Auftrag');
    await dialog.getByLabel('Paste a report').fill('Auftrag 99-7\nAuthor: Anna Reed\nShe improved.');
    await dialog.getByRole('button', { name: 'Try' }).press('Enter');
    await dialog.getByText('Recognised as a dictated report').waitFor();
    await dialog.getByText('Job number: 99-7').waitFor();
    await expectAccessible(page);
    await dialog.getByLabel('Why').fill('Our service writes it so');
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: /Behind “Auftrag”.*Rita Records/ }).waitFor();
    watch.expectQuiet();
  });

  it('fit a phone', async () => {
    const { page } = await desk().sit(person, { width: 390 });
    for (const part of ['labels', 'lane', 'paper', 'headers']) {
      await page.goto(`/intake/rules?part=${part}`);
      await page.getByRole('button', { name: /Add a/ }).waitFor();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
  });
});
