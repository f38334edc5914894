import { beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../world/scan.ts';
import { type Member, type Seat, useDesk } from './desk.ts';
import { press, type } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

describe('A filing, entered a second time by somebody who does not see the first', () => {
  const desk = useDesk({ inOrder: true });
  let patientId = '';
  let mrn = '';
  let documentId = '';
  let second: Member;
  let third: Member;
  let seat: Seat;
  beforeAll(async () => {
    const { product } = desk();
    const registered = await product.arrange<{ id: string; mrn: string }>('POST', '/patients', {
      sex: 'female',
      birthDate: '1961-03-05',
      names: [{ use: 'legal', family: 'Rivera', given: ['Ana'] }],
      identifiers: [],
      contacts: [],
    });
    [patientId, mrn] = [registered.id, registered.mrn];
    second = await desk().member('Vera Verifier', 'verifier');
    third = await desk().member('Cora Coordinator', 'coordinator');
    await product.arrange('PUT', '/intake/verify-rules', { share: 1, reason: 'Everything in the first week' });
    const item = await product.takeIn(
      'note.png',
      await scan(['PROGRESS NOTE', '', 'Patient: Rivera, Ana', `MRN: ${mrn}`, 'Date of birth: 03/05/1961']),
    );
    ({ documentId } = await product.arrange<{ documentId: string }>('POST', `/intake/items/${item}/file`, {
      patientId,
      typeCode: 'progress-note',
      date: '2026-11-20',
    }));
    await product.drain();
    expect(documentId).not.toBe('');
  });

  it('is handed to another person, who sees pages and an empty form', async () => {
    seat = await desk().sit(second);
    const { page } = seat;
    await page.goto('/queues/intake.to-verify');
    await page
      .getByRole('button', { name: /Start next|Start/ })
      .first()
      .focus();
    await press(page, 'Enter');
    await page.waitForURL(/\/intake\/verify\//);
    await page.getByRole('searchbox', { name: 'Patient', exact: true }).waitFor();
    expect(await page.getByText('Rivera').count()).toBe(0);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });

  it('is keyed by hand, and a difference goes to a third person', async () => {
    const { page } = seat;
    await page.getByRole('searchbox', { name: 'Patient', exact: true }).focus();
    await type(page, mrn);
    await page.getByText('03/05/1961').first().waitFor();
    // The candidate with birth date and number, then the choice.
    await press(page, 'Enter');
    await press(page, 'Enter');
    await page.locator('#verify-encounter:enabled').waitFor();
    const kind = page.getByRole('combobox', { name: 'Document type' });
    await kind.focus();
    await type(page, 'progress note');
    await page
      .getByRole('option', { name: /^Progress note/i })
      .first()
      .waitFor();
    await press(page, 'Enter');
    await page.getByLabel('Date of the document').focus();
    await type(page, '11/21/2026');
    await press(page, 'Control+Enter');
    await page
      .getByText(/a colleague settles it/)
      .first()
      .waitFor();
  });

  it('is settled by a third person with both entries side by side', async () => {
    seat = await desk().sit(third);
    const { page } = seat;
    await page.goto('/queues/intake.to-settle');
    await page
      .getByRole('button', { name: /Start next|Start/ })
      .first()
      .focus();
    await press(page, 'Enter');
    await page.waitForURL(/\/intake\/verify\//);
    await page.getByText('11/20/2026').first().waitFor();
    await page.getByText('11/21/2026').first().waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
