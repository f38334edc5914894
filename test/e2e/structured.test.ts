import { beforeAll, describe, expect, it } from 'vitest';
import { samplePdf } from '../../src/modules/release/packet/sample-pdf.fixture.ts';
import { caseWithScope, registerAna } from './case-with-scope.ts';
import { type Desk, useDesk } from './desk.ts';
import { press } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

describe('The structured part of a record on the case', () => {
  const desk = useDesk({ inOrder: true });
  let requestId = '';
  beforeAll(async () => {
    requestId = await arrangeCase(desk());
  });

  it('is added to the packet from the keyboard, and says by kind what goes and why the rest stays', async () => {
    const { page, watch } = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
    await page.goto(`/release/requests/${requestId}`);
    const part = page.getByRole('group', { name: 'Structured part of the record' });
    await part.getByText('not in the packet').waitFor();
    await expectAccessible(page);
    await part.getByRole('button', { name: 'Add it to the packet' }).focus();
    await press(page, 'Enter');
    await part.getByRole('status').getByText('2 entries go along, held back: 1').waitFor();
    const results = part.getByRole('row', { name: /^Results and observations/ });
    await expect.poll(() => results.innerText()).toMatch(/Held back: Outside the dates of the request \(1\)\s+1\s+1/);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    watch.expectQuiet();
  });

  it('is seen by whoever approves, on a phone too, and taken out again', async () => {
    const approver = await desk().sit(await desk().member('Axel Approver', 'release-approver'), { width: 390 });
    await approver.page.goto(`/release/requests/${requestId}`);
    const seen = approver.page.getByRole('group', { name: 'Structured part of the record' });
    await seen.getByText('2 entries go along, held back: 1').waitFor();
    // In the list beside the approval too.
    await approver.page
      .getByRole('region', { name: 'Approval by a second person' })
      .getByText('2 entries go along, held back: 1')
      .waitFor();
    await expectAccessible(approver.page);
    await expectNoSidewaysScroll(approver.page);
    const { page } = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
    await page.goto(`/release/requests/${requestId}`);
    const part = page.getByRole('group', { name: 'Structured part of the record' });
    await part.getByRole('button', { name: 'Take it out again' }).focus();
    await press(page, 'Enter');
    await part.getByText('not in the packet').waitFor();
    await seen.getByText('goes along').waitFor({ state: 'detached' });
  });
});

/** A case whose scope is chosen, of a patient for whom a laboratory sent two results. */
async function arrangeCase(at: Desk): Promise<string> {
  await at.administrator();
  const patientId = await registerAna(at);
  const result = (day: string) => ({
    ...{ resourceType: 'Observation', status: 'final', subject: { reference: `Patient/${patientId}` } },
    code: { coding: [{ system: 'http://loinc.org', code: '2951-2', display: 'Sodium' }] },
    ...{ effectiveDateTime: day, valueQuantity: { value: 141, unit: 'mmol/L' } },
  });
  for (const day of ['2026-03-04', '2019-03-04']) await at.product.arrange('POST', '/fhir/R4/Observation', result(day));
  const id = await caseWithScope(at, { patientId, scan: samplePdf([{ text: 'Patient Name: Rivera, Ana\nSeen.' }]) });
  await at.product.drain();
  return id;
}
