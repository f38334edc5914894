import { describe, expect, it } from 'vitest';
import { useDesk } from './desk.ts';
import { expectAccessible, expectLoaded, expectNoSidewaysScroll } from './watch.ts';

describe('A privacy incident', () => {
  const desk = useDesk();

  it('is reported by hand and opens with its clock and its four factors, at both widths', async () => {
    const member = await desk().member('Pia Privacy', 'privacy-officer');
    const { page, watch } = await desk().sit(member, { width: 1280 });
    await page.goto('/privacy/report');
    await page.getByRole('combobox', { name: 'What kind of thing' }).click();
    await page.getByRole('option', { name: 'Sent to the wrong recipient' }).click();
    await page.getByRole('textbox', { name: 'What happened' }).fill('A fax of three pages went to a wrong number.');
    await page.getByRole('textbox', { name: 'When it was discovered' }).fill('11/20/2026');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    await page.getByText('45 CFR 164.404(b)').first().waitFor();
    await expectLoaded(page);
    await expectAccessible(page);
    expect(await page.getByRole('group', { name: /164\.402\(2\)/ }).count()).toBe(4);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await page.goto('/privacy');
    await expectLoaded(page);
    await expectAccessible(page);
    watch.expectQuiet();
  });
});
