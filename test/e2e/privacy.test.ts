import { describe, expect, it } from 'vitest';
import { scan } from '../world/scan.ts';
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

describe('A document that cannot be read', () => {
  const desk = useDesk();

  it('is marked from the keyboard and stays in the chart, at both widths', async () => {
    const { product } = desk();
    const { id: patientId } = await product.arrange<{ id: string }>('POST', '/patients', {
      sex: 'female',
      birthDate: '1961-03-05',
      names: [{ use: 'legal', family: 'Rivera', given: ['Ana'] }],
      identifiers: [],
      contacts: [],
    });
    const { page, watch } = await desk().sit(await desk().member('Cora Coordinator', 'coordinator'), { width: 1280 });
    await page.goto('/intake');
    await page
      .locator('input[type=file]')
      .setInputFiles([
        { name: 'note.png', mimeType: 'image/png', buffer: await scan(['PROGRESS NOTE', '', 'She slept well.']) },
      ]);
    await page
      .getByRole('row', { name: /note\.png/ })
      .getByText('To index')
      .waitFor({ timeout: 90_000 });
    const { items } = await product.arrange<{ items: { id: string }[] }>('GET', '/intake/items');
    const { documentId } = await product.arrange<{ documentId: string }>('POST', `/intake/items/${items[0]?.id}/file`, {
      patientId,
      typeCode: 'progress-note',
      date: '2026-11-10',
      mismatchReason: 'The page names nobody.',
    });
    await page.goto(`/patients/${patientId}/documents/${documentId}`);
    await expectLoaded(page);
    await page.keyboard.press('c');
    await page.getByRole('radio', { name: 'The document type' }).waitFor();
    await page.getByRole('radio', { name: 'It cannot be read' }).focus();
    await page.keyboard.press('Space');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('textbox', { name: 'What cannot be read' }).waitFor();
    await page.keyboard.type('The lower half is black.');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Cannot be read: better copy asked for').first().waitFor();
    await page.getByText('The lower half is black.').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    watch.expectQuiet();
  });
});
