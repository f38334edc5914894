import { describe, it } from 'vitest';
import { useDesk } from './desk.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

describe('Settings for the rights of patients', () => {
  const desk = useDesk();

  it('are changed from the keyboard by whoever leads the desk, and say who did it', async () => {
    const { page, watch } = await desk().sit(await desk().member('Petra Privacy', 'privacy-officer'));
    await page.goto('/release/rights');
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Settings for the rights of patients' }).waitFor();
    const section = page.getByRole('region').first();
    await section.getByText('Nobody has set anything', { exact: false }).waitFor();
    const price = section.getByLabel('Price of a second accounting');
    await price.fill('many');
    await section.getByText('An amount such as 15.00', { exact: false }).waitFor();
    await expectAccessible(page);
    await price.fill('15');
    await price.press('Enter');
    await section.getByText(/Set .* by Petra Privacy/).waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    watch.expectQuiet();
  });

  it('are only read by others', async () => {
    const { page, watch } = await desk().sit(await desk().member('Rita Reader', 'release-specialist'));
    await page.goto('/release/rights-settings');
    await page.getByLabel('Price of a second accounting').first().waitFor();
    if ((await page.getByRole('button', { name: 'Save' }).count()) > 0) throw new Error('a reader is offered to save');
    await expectAccessible(page);
    watch.expectQuiet();
  });
});
