import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DENIAL, p, wordDocument } from '../../src/modules/correspondence/house-templates/word.fixture.ts';
import { type Seat, useDesk } from './desk.ts';
import { press } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

const file = (name: string, body: string) => {
  const path = join(mkdtempSync(join(tmpdir(), 'ck-letters-')), name);
  writeFileSync(path, wordDocument({ body }));
  return path;
};

describe('A letter in the words of the house', () => {
  const desk = useDesk({ inOrder: true });
  let seat: Seat;
  beforeAll(async () => {
    seat = await desk().sit(await desk().member('Cora Coordinator', 'coordinator'));
  });

  it('is refused while it lacks what the law asks, with the paragraph', async () => {
    const { page } = seat;
    await page.goto('/letter-templates');
    await page.getByRole('heading', { level: 1, name: 'Letter templates' }).waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByText('Denial of access').click();
    await page.getByRole('heading', { level: 1, name: 'Denial of access' }).waitFor();
    await expectAccessible(page);
    const english = page.getByRole('region', { name: 'English' });
    await english
      .getByLabel('Upload a Word document (English)')
      .last()
      .setInputFiles(file('short.docx', p('{{recipient}} {{denid}}')));
    await english.getByText('Nothing was taken in').waitFor();
    const found = await english.getByRole('list', { name: 'What was found in the document' }).innerText();
    expect(found).toContain('{{denid}} is not known. Did you mean {{denied}}?');
    expect(found).toContain('45 CFR 164.524(d)(2)(iii)');
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('is taken, tried and put in force; in the other language ours stands', async () => {
    const { page } = seat;
    const english = page.getByRole('region', { name: 'English' });
    await english.getByLabel('Upload a Word document (English)').last().setInputFiles(file('denial.docx', DENIAL));
    await english.getByText('Version 1', { exact: true }).waitFor();
    await english.getByText('Draft', { exact: true }).waitFor();
    await english.getByRole('button', { name: 'I looked at the sample: it is good' }).click();
    await english.getByRole('button', { name: 'Put in force' }).click();
    const dialog = page.getByRole('dialog', { name: 'Put in force' });
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Put in force' }).click();
    await english.getByText('In force', { exact: true }).waitFor();
    await english.getByText('Letters are in the words of your house; ours rest.').waitFor();
    await page.getByRole('region', { name: 'Spanish' }).getByText('Letters are in our words.').waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    seat.watch.expectQuiet();
  });

  it('leads a case in one order with the calls that were noted, from the keyboard', async () => {
    const { page } = seat;
    const { id } = await desk().product.arrange<{ id: string }>('POST', '/release/requests', {
      ...{ receivedAt: '2026-11-20T15:00:00Z', receivedVia: 'mail', purpose: 'legal-claim' },
      requester: { class: 'attorney', name: 'Dana Whitfield', address: ['2 Court Square'] },
    });
    await page.goto(`/release/requests/${id}`);
    await page.getByRole('heading', { level: 1, name: /R-/ }).waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    await press(page, 'l');
    await page.getByRole('button', { name: 'Note a call or visit' }).click();
    const dialog = page.getByRole('dialog', { name: 'Note a call or visit' });
    await dialog.getByLabel('What was said').fill('Asks when the copies come.');
    await dialog.getByLabel('They', { exact: true }).check();
    await dialog.getByLabel('Remind the desk on').fill('2099-01-04');
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    const thread = page.getByRole('list', { name: 'Correspondence of the case' });
    await thread.getByText('Dana Whitfield called').waitFor();
    await thread.getByText(/They must answer/).waitFor();
    await page.getByRole('button', { name: 'Write a letter' }).click();
    const letter = page.getByRole('dialog', { name: 'Write a letter' });
    await letter.getByRole('combobox', { name: 'Letter' }).first().click();
    await page.getByRole('option', { name: 'A letter in your own words' }).click();
    await letter.getByLabel('Subject').fill('Your question of today');
    await letter.getByRole('button', { name: 'Add a line' }).click();
    await letter.getByLabel('Text', { exact: true }).fill('Your copies leave on Friday.');
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    await thread.getByText(/A letter in your own words/).waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await thread.getByRole('button', { name: 'The answer is there' }).click();
    const answer = page.getByRole('dialog', { name: 'The answer is there' });
    await answer.getByLabel('What became of it').fill('She called again.');
    await press(page, 'Control+Enter');
    await thread.getByText('Answered', { exact: true }).waitFor();
    seat.watch.expectQuiet();
  });

  it('is read on a phone without scrolling sideways', async () => {
    const phone = await desk().sit(await desk().member('Cora Coordinator', 'coordinator'), { width: 390 });
    await phone.page.goto('/letter-templates/denial');
    await phone.page.getByText('In force', { exact: true }).waitFor();
    await expectNoSidewaysScroll(phone.page);
    await expectAccessible(phone.page);
  });
});
