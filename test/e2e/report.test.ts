import { expect, it } from 'vitest';
import { useDesk } from './desk.ts';
import { expectAccessible, expectLoaded, expectNoSidewaysScroll } from './watch.ts';

const desk = useDesk();

it('The report of the release desk counts what came and what is due, and fits a phone', async () => {
  const lead = await desk().member('Lea Lead', 'coordinator');
  const receivedAt = new Date(Date.now() - 27 * 86_400_000).toISOString();
  await desk().product.arrange('POST', '/release/requests', {
    ...{ receivedAt, receivedVia: 'mail', purpose: 'at-request-of-individual' },
    requester: { class: 'individual', name: 'Ana Rivera' },
  });
  for (const width of [1280, 390]) {
    const { page, watch } = await desk().sit(lead, { width });
    await page.goto('/release');
    await page.getByRole('button', { name: 'Other lists' }).click();
    await page.getByRole('menuitem', { name: 'Report of the desk' }).click();
    await page.getByRole('heading', { level: 1, name: 'Report of the desk' }).waitFor();
    await expectLoaded(page);
    await page.getByText('The patient').first().waitFor();
    await page.getByText('The operator of the server').waitFor();
    expect(await page.getByText('5 days before their clock breaks').isVisible()).toBe(true);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    watch.expectQuiet();
  }
});
