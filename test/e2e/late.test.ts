import { type Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../world/scan.ts';
import { useDesk } from './desk.ts';
import { press, type } from './typing.ts';
import { expectAccessible, expectLoaded, expectNoSidewaysScroll } from './watch.ts';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();

describe('What comes after coding', () => {
  const desk = useDesk({ inOrder: true });
  const atPhoneWidth = async (page: Page) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  };
  let patientId = '';
  let encounterId = '';
  const file = async (name: string, more: Record<string, unknown> = {}) => {
    const { product } = desk();
    const item = await product.takeIn(name, await scan(['PROGRESS NOTE', '', `She slept well. ${name}`]));
    return product.arrange<{ documentId: string }>('POST', `/intake/items/${item}/file`, {
      ...{ patientId, encounterId, typeCode: 'progress-note', date: ago(3).slice(0, 10) },
      mismatchReason: 'The page names nobody.',
      ...more,
    });
  };
  beforeAll(async () => {
    const { product } = desk();
    ({ id: patientId } = await product.arrange<{ id: string }>('POST', '/patients', {
      sex: 'female',
      birthDate: '1961-03-05',
      names: [{ use: 'legal', family: 'Rivera', given: ['Ana'] }],
      identifiers: [],
      contacts: [],
    }));
    ({ id: encounterId } = await product.arrange<{ id: string }>('POST', `/patients/${patientId}/encounters`, {
      ...{ class: 'IMP', startedAt: ago(5), endedAt: ago(2), visitNumber: 'V-77' },
    }));
    await product.arrange('PUT', '/intake/verify-rules', { share: 1, reason: 'Everything in the first week' });
    await file('in-time.png', { versionStatus: 'preliminary' });
  });

  it('begins when the coder marks the encounter as coded', async () => {
    const { page, watch } = await desk().sit(await desk().member('Cody Coder', 'coder'), { width: 1280 });
    await page.goto(`/patients/${patientId}`);
    await page.getByRole('tab', { name: 'Encounters' }).click();
    await page.getByRole('button', { name: /^Mark as coded/ }).click();
    await page.getByText('marked late').waitFor();
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    await page.getByText(/^Coded /).waitFor();
    await expectLoaded(page);
    await expectAccessible(page);
    await atPhoneWidth(page);
    watch.expectQuiet();
  });

  it('is handed to the coder by its name, marked late, and answered from the keyboard', async () => {
    await file('late.png');
    await desk().product.drain();
    const { page, watch } = await desk().sit(await desk().member('Cora Coder', 'coder'), { width: 1280 });
    await page.goto('/queues/documents.late');
    await page.getByText(/^Progress note · .* · Rivera/).waitFor();
    await expectAccessible(page);
    await atPhoneWidth(page);
    await page.getByRole('button', { name: /Start/ }).first().focus();
    await press(page, 'Enter');
    await page.waitForURL(/\/documents\//);
    await page.getByText('Nobody has said yet').waitFor();
    expect(await page.getByText('Late', { exact: true }).count()).toBe(1);
    expect(await page.getByText('Not verified yet').count()).toBe(1);
    await expectAccessible(page);
    await atPhoneWidth(page);
    await page.locator('h1').first().click();
    await press(page, 'k');
    await page.getByRole('radio', { name: 'Coding unaffected' }).focus();
    await press(page, 'Space');
    await atPhoneWidth(page);
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    await page.getByText('Late, answered').waitFor();
    await page.goto('/queues/documents.late');
    await page.getByText('Nothing waits').first().waitFor();
    watch.expectQuiet();
  });

  it('shows what each version is, and a preliminary one can be called final', async () => {
    const { page, watch } = await desk().sit(await desk().member('Ines Coordinator', 'coordinator'), { width: 1280 });
    await page.goto(`/patients/${patientId}`);
    await page.getByText('Preliminary').first().waitFor();
    await expectLoaded(page);
    await atPhoneWidth(page);
    await page
      .getByRole('row', { name: /Preliminary/ })
      .first()
      .click();
    await page.waitForURL(/\/documents\//);
    await expectLoaded(page);
    await page.getByRole('button', { name: 'Change' }).waitFor();
    await page.locator('h1').first().click();
    await press(page, 'v');
    await page.getByRole('combobox', { name: 'Version' }).click();
    await page.getByRole('option', { name: 'Final' }).click();
    await page.getByRole('textbox', { name: 'Reason' }).focus();
    await type(page, 'The author signed it out.');
    await atPhoneWidth(page);
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    await page.getByText('The version says what it is.').first().waitFor();
    expect(await page.getByText('Preliminary', { exact: true }).count()).toBe(0);
    await atPhoneWidth(page);
    watch.expectQuiet();
  });

  it('goes by the days that the site sets, with a reason', async () => {
    const { page, watch } = await desk().sit(await desk().member('Mia Coordinator', 'coordinator'), { width: 1280 });
    await page.goto('/documents/late');
    await page.getByRole('textbox', { name: 'Days after discharge' }).fill('many');
    await page.getByRole('button', { name: 'Save the rule' }).click();
    await page.getByRole('alert').first().waitFor();
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Days after discharge' }).fill('10');
    await page.getByRole('textbox', { name: 'Reason' }).fill('The bill is held ten days.');
    await page.getByRole('button', { name: 'Save the rule' }).click();
    await page.getByText('The bill is held ten days.').waitFor();
    await expectAccessible(page);
    await atPhoneWidth(page);
    watch.expectQuiet();
  });

  it('is verified by a queue whose rows have names, and error rates of any days', async () => {
    const { page, watch } = await desk().sit(await desk().member('Vera Coordinator', 'coordinator'), { width: 1280 });
    await page.goto('/queues/intake.to-verify');
    await page
      .getByText(/late\.png, 1 page · Program|late\.png/)
      .first()
      .waitFor();
    expect(await page.getByText('Progress note').count()).toBe(0);
    await atPhoneWidth(page);
    await page.goto('/intake/verifying');
    await page.getByText('365 days').click();
    await page.waitForURL(/period=/);
    await page.getByText('Other days').click();
    await page.getByText('Give the first and the last day.').waitFor();
    await page.getByLabel('First day').fill('11/01/2026');
    await page.keyboard.press('Tab');
    await page.getByLabel('Last day').fill('11/30/2026');
    await page.keyboard.press('Tab');
    const table = page.getByRole('link', { name: 'Save as a table (CSV)' });
    await table.waitFor();
    expect(await table.getAttribute('href')).toContain('from=2026-11-01&to=2026-11-30');
    await expectLoaded(page);
    await expectAccessible(page);
    await atPhoneWidth(page);
    watch.expectQuiet();
  });

  it('leaves a mark on charts as long as the privacy office says', async () => {
    const { page, watch } = await desk().sit(await desk().member('Pia Privacy', 'privacy-officer'), { width: 1280 });
    await page.goto('/privacy');
    await page.getByRole('button', { name: 'Marks on charts' }).click();
    await page.getByRole('textbox', { name: 'Days a mark is shown' }).fill('30');
    await page.getByRole('textbox', { name: 'Reason' }).fill('The state asks for thirty.');
    await expectAccessible(page);
    await atPhoneWidth(page);
    await page.getByRole('button', { name: 'Save the days' }).click();
    await page.getByText('Saved.').first().waitFor();
    watch.expectQuiet();
  });
});
