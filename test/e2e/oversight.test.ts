import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf, useDesk, PASSWORD } from './desk.ts';
import { press, type } from './typing.ts';
import { expectAccessible } from './watch.ts';

describe('Oversight', () => {
  const desk = useDesk();
  beforeAll(async () => {
    await desk().administrator();
  });

  it('a person is invited, enrols by the link, and works once a role is assigned', async () => {
    const administrator = await desk().sit(await desk().administrator());
    const { page } = administrator;
    await page.goto('/');
    await page.getByRole('navigation').getByRole('link', { name: 'People and roles' }).click();
    await page.getByRole('grid', { name: 'People' }).waitFor();
    await page.getByRole('button', { name: 'Invite a person' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name, as colleagues read it').fill('Ines Index');
    await dialog.getByLabel('Username').fill('ines');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Make the invitation' }).click();
    const link = (await dialog.getByText(/\/enrol#/).innerText()).trim();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Done' }).click();

    const newcomer = await desk().sit();
    await newcomer.page.goto(link);
    await newcomer.page.getByRole('heading', { name: 'Set up your sign-in' }).waitFor();
    await newcomer.page.getByRole('textbox', { name: 'Password', exact: true }).fill(PASSWORD);
    await newcomer.page.getByRole('textbox', { name: 'Password once more' }).fill(PASSWORD);
    await expectAccessible(newcomer.page);
    await press(newcomer.page, 'Enter');
    const secret = (await newcomer.page.locator('code').first().innerText()).replace(/\s/g, '');
    await newcomer.page.getByLabel('Code from your authenticator').fill(codeOf(secret));
    await newcomer.page.getByLabel('I have kept these codes').check();
    await newcomer.page.getByRole('button', { name: 'Go to Home' }).click();
    await newcomer.page.getByText('No queue belongs to your role').waitFor();
    await expectAccessible(newcomer.page);

    await page.reload();
    await page.getByRole('row', { name: /Ines Index/ }).click();
    await dialog.getByRole('combobox', { name: 'Role' }).click();
    await dialog.getByRole('combobox', { name: 'Role' }).fill('index');
    await press(page, 'Enter');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
    await page.getByText('The role is assigned.').waitFor();

    await newcomer.page.reload();
    await newcomer.page.getByRole('navigation').getByRole('link', { name: 'Find a patient' }).waitFor();
    administrator.watch.expectQuiet();
    newcomer.watch.expectQuiet();
  });

  it('the log shows who did what, explains an entry, and proves itself whole', async () => {
    const { page, watch } = await desk().sit(await desk().member('Otto Auditor', 'auditor'));
    await page.goto('/audit');
    await page.getByRole('grid', { name: 'Log entries' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('combobox', { name: 'What was done' }).click();
    await type(page, 'role');
    await page.getByRole('option').first().click();
    const row = page.getByRole('row').nth(1);
    await row.waitFor();
    await row.click();
    const entry = page.getByRole('dialog', { name: 'One entry' });
    await entry.waitFor();
    await expectAccessible(page);
    await entry.getByText('As stored').click();
    await entry.getByText(/"verb": "/).waitFor();
    await expectAccessible(page);
    await press(page, 'Escape');
    await press(page, 'v');
    await page.getByText(/Verified: [\d,]+ entries, unchanged and complete/).waitFor();
    await expectAccessible(page);
    watch.expectQuiet();
  });

  it('the rules of law stand open, each with its citation and cases that are answered anew', async () => {
    const { page, watch } = await desk().sit(await desk().member('Rita Rules', 'release-specialist'));
    await page.goto('/rules');
    await page.getByRole('grid', { name: 'Rules' }).waitFor();
    await page.getByLabel('Find in title, text or citation').fill('164.508(c)');
    const row = page.getByRole('row', { name: /164\.508\(c\)/ }).first();
    await row.waitFor();
    await expectAccessible(page);
    await row.focus();
    await press(page, 'Enter');
    await page.getByRole('heading', { name: 'Cases' }).waitFor();
    expect(await page.getByText('as written', { exact: true }).count()).toBeGreaterThan(0);
    expect(await page.getByText('NOT as written').count()).toBe(0);
    await expectAccessible(page);
    watch.expectQuiet();
  });

  it('the access policies stand open with their citations', async () => {
    const { page, watch } = await desk().sit(await desk().member('Petra Privacy', 'privacy-officer'));
    await page.goto('/access');
    await page.getByRole('textbox', { name: 'Find in the policies' }).fill('break');
    expect(await page.getByRole('article').count()).toBeGreaterThan(0);
    await expectAccessible(page);
    watch.expectQuiet();
  });
});
