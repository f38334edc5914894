import { beforeAll, describe, expect, it } from 'vitest';
import { useDesk } from './desk.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

const DAY = 24 * 3_600_000;
const ZONE = 'America/New_York';

describe('The paper of yesterday’s discharges', () => {
  const desk = useDesk();
  let person: Awaited<ReturnType<ReturnType<typeof desk>['member']>>;

  beforeAll(async () => {
    person = await desk().member('Rita Records', 'coordinator');
    const { product } = desk();
    // By the day of the facility, which begins hours after that of UTC.
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(new Date());
    const yesterdayNoon = new Date(Date.parse(`${today}T17:00:00Z`) - DAY).toISOString();
    for (const [family, kind] of [
      ['Marsh', 'IMP'],
      ['Reed', 'EMER'],
      ['Stone', 'SS'],
      ['Clinic', 'AMB'],
    ] as const) {
      const { id } = await product.arrange<{ id: string }>('POST', '/patients', {
        ...{ birthDate: '1950-02-01', sex: 'female', names: [{ use: 'legal', family, given: ['Ida'] }] },
        ...{ identifiers: [], contacts: [] },
      });
      const started = new Date(Date.parse(yesterdayNoon) - 3_600_000).toISOString();
      await product.arrange('POST', `/patients/${id}/encounters`, {
        ...{ class: kind, visitNumber: `V-${family}`, startedAt: started, endedAt: yesterdayNoon },
      });
    }
  });

  it('is gone through by keyboard alone: no paper, at the desk, a reminder, the day closed', async () => {
    const { page, watch } = await desk().sit(person);
    await page.goto('/');
    await page.getByRole('link', { name: 'Go through them' }).click();
    await page.getByRole('heading', { level: 1, name: 'Paper of discharges' }).waitFor();
    await page.getByText('Missing: Emergency record').waitFor();
    await expectAccessible(page);
    const row = (name: string) => page.getByRole('row', { name: new RegExp(name) });
    await row('Reed').focus();
    await page.keyboard.press('d');
    await row('Reed').getByText('At the desk, not scanned').waitFor();
    await row('Reed').focus();
    await page.keyboard.press('n');
    await page.getByRole('dialog').getByRole('textbox').fill('Left before triage');
    await page.keyboard.press('ControlOrMeta+Enter');
    await row('Reed').waitFor({ state: 'detached' });
    await row('Marsh').focus();
    await page.keyboard.press('r');
    await page.getByRole('dialog').getByText('Unit not known').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByText('Letters on their way: 1. Reminded of 1 visit').waitFor();
    await page.getByRole('button', { name: 'Days gone through' }).click();
    await page.getByRole('dialog').getByText('2 visits stay missing').waitFor();
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.getByText('Gone through to').waitFor();
    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('link', { name: 'Go through them' }).count()).toBe(0);
    watch.expectQuiet();
  });

  it('fits a phone', async () => {
    const { page } = await desk().sit(person, { width: 390 });
    await page.goto('/intake/reconciliation');
    await page.getByText('Missing:').first().waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
