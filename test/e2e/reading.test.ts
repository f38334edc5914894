import { beforeAll, describe, expect, it } from 'vitest';
import { COMPLETE, formPdf } from '../../src/modules/release/reader/authorization-form.fixture.ts';
import { formWithWordChanged } from '../../src/modules/release/reader/altered-form.fixture.ts';
import { type Desk, type Seat, useDesk } from './desk.ts';
import { press } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

/** A form without an end. */
const FORM = { ...COMPLETE, discloser: 'Lakeside Hospital', expires: '' };
const PICTURE_MS = 20_000;

describe('Going through a signed form as it reads', () => {
  const desk = useDesk({ inOrder: true });
  let specialist: Seat;
  let requestId = '';
  beforeAll(async () => {
    requestId = await arrangeCase(desk(), await formPdf('lines', FORM));
    specialist = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
  });

  it('the page stands beside what the law asks for, each place marked', async () => {
    const { page } = specialist;
    await page.goto(`/release/requests/${requestId}`);
    await page.getByText('The signed form, as it reads').waitFor();
    const picture = page.locator('img[src*="/form-reading/pages/1"]').first();
    await picture.waitFor();
    await expect
      .poll(() => picture.evaluate((each) => ('naturalWidth' in each ? Number(each.naturalWidth) : 0)), {
        timeout: PICTURE_MS,
      })
      .toBeGreaterThan(500);
    await page.getByText('Legal claim after a car accident').first().waitFor();
    await page.getByText('left blank').waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    specialist.watch.expectQuiet();
  });

  it('one key answers each, and what lacks is told to the requester by letter', async () => {
    const { page } = specialist;
    const row = page.locator('[data-element="expiration"]');
    await row.getByRole('radio', { name: 'Missing' }).focus();
    await press(page, 'u');
    await expect.poll(() => row.getAttribute('data-state')).toBe('unclear');
    await row.getByRole('radio', { name: 'Unclear' }).focus();
    await press(page, 'm');
    await expect.poll(() => row.getAttribute('data-state')).toBe('missing');
    await page.getByRole('button', { name: 'Confirm and check the form' }).click();
    await page.getByText(/Confirmed as read on/).waitFor();
    await page.getByText('Does not hold').first().waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Draft the letter and wait' }).click();
    await page.getByText(/Letter L-\d+-\d+ is drafted/).waitFor();
    await expectAccessible(page);
    specialist.watch.expectQuiet();
  });

  it('what was put over the words is told first, and its place is shown from the keyboard', async () => {
    const { page } = specialist;
    const changed = await formWithWordChanged(await formPdf('lines', FORM), /2026/, '11/28/2027');
    await page.goto(`/release/requests/${await arrangeCase(desk(), changed)}`);
    await page.getByText('Look at this before you confirm').waitFor();
    await page.locator('img[src*="/form-reading/pages/1"]').first().waitFor();
    const show = page.getByRole('button', { name: /A box or picture was laid over printed words: / });
    await show.focus();
    await press(page, 'Enter');
    await page.getByText('One word lies on another').first().waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    specialist.watch.expectQuiet();
  });
});

/** A form, attached to a case whose patient and requester are known. */
async function arrangeCase({ product }: Desk, form: Uint8Array): Promise<string> {
  const { id: patientId } = await product.arrange<{ id: string }>('POST', '/patients', {
    sex: 'female',
    birthDate: '1961-03-12',
    names: [{ use: 'legal', family: 'Garcia', given: ['Maria', 'Elena'] }],
    identifiers: [],
    contacts: [],
  });
  const itemId = await product.takeIn('form.pdf', Buffer.from(form));
  const { id } = await product.arrange<{ id: string }>('POST', '/release/requests', {
    receivedAt: '2026-11-20T15:00:00Z',
    receivedVia: 'mail',
    requester: {
      class: 'attorney',
      name: 'Dana Whitfield',
      organisation: 'Whitfield Law',
      address: ['2 Court Square'],
    },
    purpose: 'legal-claim',
    intake: { itemId, pages: [1] },
  });
  const step = (path: string, body: unknown) => product.arrange('POST', `/release/requests/${id}/${path}`, body);
  await step('patient', { patientId, matchedOn: ['name', 'birth-date'] });
  await step('verification', {
    how: 'Call back to the number of the bar register',
    seen: { 'us/hipaa/verification-of-requester': { '*': 'found' } },
  });
  return id;
}
