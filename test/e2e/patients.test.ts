import { beforeAll, describe, expect, it } from 'vitest';
import { useDesk, type Seat } from './desk.ts';
import { press, type } from './typing.ts';
import { expectAccessible } from './watch.ts';

describe('Finding people', () => {
  const desk = useDesk({ inOrder: true });
  let seat: Seat;
  beforeAll(async () => {
    seat = await desk().sit(await desk().member('Cora Coordinator', 'coordinator'));
  });

  it('a patient is searched for first, then registered, from the keyboard', async () => {
    const { page } = seat;
    await page.goto('/');
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    await press(page, '/');
    await type(page, 'Okonkwo 1984');
    await press(page, 'Enter');
    await page.getByText('Nobody fits').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Register a new patient' }).focus();
    await press(page, 'Enter');

    await page.getByLabel('Family name').focus();
    await type(page, 'Okonkwo');
    await press(page, 'Tab');
    await type(page, 'Adaeze');
    await press(page, 'Tab');
    await type(page, '3/14/1984');
    await page.getByRole('combobox', { name: 'Sex' }).focus();
    await type(page, 'fem');
    await press(page, 'Enter');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Register', exact: true }).focus();
    await press(page, 'Enter');

    await page.getByText(/Registered with MRN/).waitFor();
    await page.getByRole('heading', { name: 'Patient record' }).waitFor();
    const banner = page.getByRole('region', { name: 'Whose record this is' });
    await banner.getByText('Okonkwo', { exact: false }).waitFor();
    expect(await page.title(), 'the window never names a patient').not.toContain('Okonkwo');
    expect(page.url(), 'nor does the address').not.toContain('konkwo');
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('a misspelt name finds the record, with the reason, and Enter opens it', async () => {
    const { page } = seat;
    await page.goto('/patients');
    await page.getByRole('searchbox', { name: 'Find a patient' }).last().focus();
    await type(page, 'okonko adaeze');
    const row = page.getByRole('row', { name: /Okonkwo/ });
    await row.waitFor();
    expect(await row.innerText()).toContain('name');
    await expectAccessible(page);
    await row.focus();
    await press(page, 'Enter');
    await page.getByRole('heading', { name: 'Patient record' }).waitFor();
    seat.watch.expectQuiet();
  });

  it('every part of the record opens', async () => {
    const { page } = seat;
    const tabs = page.getByRole('tab');
    await tabs.first().waitFor();
    const names = await tabs.allInnerTexts();
    expect(names).toEqual(expect.arrayContaining(['Person', 'Representatives']));
    for (const name of names) {
      await page.getByRole('tab', { name, exact: true }).click();
      await page.getByRole('tabpanel').waitFor();
      await expectAccessible(page);
    }
    seat.watch.expectQuiet();
  });

  it('who holds no role over records is told so, and sees none', async () => {
    const { page, watch } = await desk().sit(await desk().administrator());
    await page.goto('/patients');
    await page.getByRole('heading', { name: 'This page is not part of your role' }).waitFor();
    await page.getByText('It is for those who may look for patients', { exact: false }).waitFor();
    await expectAccessible(page);
    watch.expectQuiet();
  });
});
