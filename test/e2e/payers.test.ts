import { describe, expect, it } from 'vitest';
import { useDesk } from './desk.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

/** A payer from its rules to a case: who hands in by which names, the injury of a claim, and the list of all of it. */
describe('Payers and agencies', () => {
  const desk = useDesk({ inOrder: true });

  it('are kept with how they want records handed in, and refused where no packet would fit', async () => {
    const member = await desk().member('Paula Payer', 'release-approver');
    const { page, watch } = await desk().sit(member);
    await page.goto('/release/requesters');
    await page.getByRole('button', { name: 'Enter a requester' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Acme Health Plan');
    await page.locator('form').getByRole('button', { name: 'Enter a requester' }).click();
    await page.getByRole('button', { name: 'Add a number or address' }).waitFor();

    await page.goto('/release/destinations');
    await page.getByRole('button', { name: 'Add a destination' }).click();
    await page.getByLabel('Entry of the directory').first().fill('acme');
    await page.getByRole('option', { name: /Acme Health Plan/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Name of the destination' }).fill('Acme claim reviews');
    await page.getByRole('textbox', { name: 'File name', exact: true }).fill('../{claim}');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('No packet could be handed in by these rules').waitFor();
    await page.getByRole('textbox', { name: 'File name', exact: true }).fill('{claim}-{sequence}');
    await page.getByText('CL778801-01.pdf, CL778801-02.pdf').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Acme claim reviews').waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    watch.forgive(/400/);
    watch.expectQuiet();
  });

  it('stand on the case of an insurer, with numbers, clock and injury, and in the list', async () => {
    const member = await desk().member('Sven Specialist', 'release-specialist');
    const { page, watch } = await desk().sit(member);
    const { id } = await desk().product.arrange<{ id: string }>('POST', '/release/requests', {
      ...{ receivedAt: new Date(Date.now() - 86_400_000).toISOString(), receivedVia: 'mail', purpose: 'payment' },
      requester: { class: 'insurer', name: 'Audit team', organisation: 'Acme Health Plan' },
    });
    await page.goto(`/release/requests/${id}`);
    await page.getByRole('button', { name: 'Payer or agency' }).click();
    await page.getByRole('button', { name: 'Destination and numbers' }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('combobox', { name: 'Destination' })
      .selectOption({ label: 'Acme claim reviews (Acme Health Plan)' });
    await dialog.getByLabel('Claim number or ICN').fill('CL-42');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Acme claim reviews · Payer').waitFor();
    await page.getByRole('button', { name: 'Record the injury' }).click();
    await dialog.getByLabel('Day of the injury').fill('09/01/2026');
    await dialog.getByLabel('Part of the body').fill('Right hand');
    await dialog.getByLabel('Claim number or ICN').fill('WC-7');
    await dialog.getByLabel('Law that the letter cites').fill('ORC 4123');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Right hand').waitFor();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await page.goto('/release/payers');
    await page.locator('[role=gridcell], td').getByText('In preparation').waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    expect(await page.getByRole('link', { name: 'Save as a table (CSV)' }).getAttribute('href')).toContain('export');
    watch.expectQuiet();
  });
});
