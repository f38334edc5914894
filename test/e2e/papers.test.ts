import { describe, expect, it } from 'vitest';
import { scan } from '../world/scan.ts';
import { registerAna } from './case-with-scope.ts';
import { useDesk } from './desk.ts';
import { press, type } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

/** A cured authorization comes to the index desk, where somebody sees that a case waits for it. */
describe('A paper for a case that is open already', () => {
  const desk = useDesk({ inOrder: true });
  let caseId = '';

  it('is given to it at the index desk by its number, by the keyboard, and the case has its pages', async () => {
    const { product } = desk();
    const { id, number } = await product.arrange<{ id: string; number: string }>('POST', '/release/requests', {
      receivedAt: '2026-11-20T15:00:00Z',
      receivedVia: 'mail',
      requester: { class: 'attorney', name: 'Dana Whitfield', organisation: 'Whitfield Law' },
      purpose: 'legal-claim',
    });
    caseId = id;
    await product.takeIn('corrected-form.png', await scan(['AUTHORIZATION', 'corrected']));
    const clerk = await desk().member('Ida Index', 'index-clerk');
    const { page, watch } = await desk().sit(clerk);
    await page.goto('/intake/desk');
    await page.getByRole('button', { name: 'Start next' }).click();
    await page.waitForURL(/intake\/desk\/[0-9a-f-]{36}/);
    await page.getByRole('button', { name: 'File and next' }).waitFor();
    await press(page, 'F3');
    const dialog = page.getByRole('dialog', { name: 'Set pages aside' });
    await dialog.getByRole('radio', { name: 'Open a release case' }).check();
    await dialog.getByRole('button', { name: 'It belongs to a case that is open already' }).click();
    const give = page.getByRole('dialog', { name: 'Give to an open case' });
    await give.getByRole('textbox', { name: 'Number of the case' }).fill(number.toLowerCase());
    await give.getByRole('radio', { name: new RegExp(`${number} · Dana Whitfield, Whitfield Law`) }).waitFor();
    await give.getByRole('textbox', { name: 'What it is' }).fill('Corrected authorization');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText(`The pages are with ${number}.`).waitFor();
    const open = await product.arrange<{ intakePages: { pages: number[] }[] }>('GET', `/release/requests/${id}`);
    expect(open.intakePages).toMatchObject([{ pages: [1] }]);
    watch.expectQuiet();
  });

  it('and goes back to the index desk from a case that it does not belong to', async () => {
    const { page, watch } = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
    await page.goto(`/release/requests/${caseId}`);
    await page.getByRole('button', { name: 'The request' }).click();
    const request = page.getByRole('region', { name: /^The request/ });
    await request.getByRole('button', { name: 'Belongs to another case' }).click();
    const dialog = page.getByRole('dialog', { name: 'Take the paper back' });
    await dialog.getByRole('textbox', { name: 'Why it does not belong here' }).fill('It is of the case of her sister');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('The pages wait at the index desk', { exact: false }).waitFor();
    await expectAccessible(page);
    const open = await desk().product.arrange<{ intakePages: unknown[] }>('GET', `/release/requests/${caseId}`);
    expect(open.intakePages).toEqual([]);
    watch.expectQuiet();
  });

  it('a letter that opened a case stands beside the fields in which it is described, with its clock', async () => {
    const { product } = desk();
    await registerAna(desk());
    const itemId = await product.takeIn(
      'letter.png',
      await scan(['Please send me my records', '', 'Patient: Rivera, Ana', 'Date of birth: 03/05/1961']),
    );
    await product.arrange('POST', `/intake/items/${itemId}/set-aside`, {
      kind: 'attached',
      reason: 'Asks for records',
    });
    await product.drain();
    const { requests } = await product.arrange<{ requests: { id: string; requesterName: string | null }[] }>(
      ...(['GET', '/release/requests'] as const),
    );
    const { page, watch } = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
    await page.goto(`/release/requests/${requests.find(({ requesterName }) => requesterName === null)?.id ?? ''}`);
    await page.getByText(/counts as the request of the patient: due .*\(45 CFR 164\.524\(b\)\(2\)\)/).waitFor();
    await page
      .getByRole('img', { name: /page 1/i })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Belongs to another case' }).waitFor();
    await page.getByRole('combobox', { name: 'Requester is' }).focus();
    await type(page, 'the pat');
    await press(page, 'Enter');
    await page.getByLabel(/^Name/).fill('Ana Rivera');
    await page.getByRole('combobox', { name: 'Purpose' }).focus();
    await type(page, 'at the');
    await press(page, 'Enter');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The request is described.').waitFor();

    // Whom intake read on the page is offered; a person takes it and says what agrees.
    const meant = page.getByRole('button', { name: /Rivera, Ana.*birth date, name/ });
    await meant.waitFor();
    const search = page.getByRole('searchbox', { name: 'Patient', exact: true });
    await expect.poll(() => search.evaluate((each) => each.matches(':focus'))).toBe(true);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await meant.click();
    await page.getByRole('checkbox', { name: 'Name' }).check();
    await page.getByRole('checkbox', { name: 'Birth date' }).check();
    await page.getByRole('button', { name: 'This is the patient' }).click();
    await page.getByLabel('How it was verified').waitFor();
    const kind = page.getByRole('region', { name: 'What this request is' });
    await kind.getByRole('button', { name: 'Read the letter' }).click();
    await kind.getByRole('link', { name: 'See 1 page' }).waitFor();
    await expectAccessible(page);
    watch.expectQuiet();
  });
});
