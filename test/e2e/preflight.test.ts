import { beforeAll, describe, expect, it } from 'vitest';
import { samplePdf } from '../../src/modules/release/packet/sample-pdf.fixture.ts';
import { caseWithScope, registerAna } from './case-with-scope.ts';
import { type Desk, type Seat, useDesk } from './desk.ts';
import { press, type } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

describe('Going over the pages before a release is approved', () => {
  const desk = useDesk({ inOrder: true });
  let specialist: Seat;
  let requestId = '';
  beforeAll(async () => {
    requestId = await arrangeCase(desk());
    specialist = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
  });

  it('the case says what was found, in groups', async () => {
    const { page } = specialist;
    await page.goto(`/release/requests/${requestId}`);
    await page.getByText('4 findings on the pages wait to be settled').waitFor();
    await page.getByText('Page of another patient registered here').waitFor();
    await page.getByText('Reads like HIV, not labelled so').waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    specialist.watch.expectQuiet();
  });

  it('each finding is walked to, looked at on its page, and settled from the keyboard', async () => {
    const { page } = specialist;
    await press(page, 'p');
    await page.getByRole('heading', { level: 1, name: 'Pages that would leave' }).waitFor();
    const list = page.getByRole('list', { name: 'Findings' });
    const current = list.locator('[aria-current="true"]');
    await expect.poll(() => current.innerText()).toMatch(/page 2[\s\S]*Torres, Luz/);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await press(page, 'j');
    await expect.poll(() => current.innerText()).toMatch(/page 3/);
    await press(page, 'k');
    await expect.poll(() => current.innerText()).toMatch(/page 2/);

    await press(page, 'x');
    const dialog = page.getByRole('dialog', { name: 'Take page out' });
    await dialog.waitFor();
    await expectAccessible(page);
    await type(page, 'The page of another patient.');
    await press(page, 'Tab');
    await dialog.getByRole('button', { name: 'Take page out' }).focus();
    await press(page, 'Enter');
    await page.getByText('1 finding settled, 3 open').waitFor();
    await list.getByText('Stays behind').waitFor();

    // On to the next open one; the two alike are settled together.
    await expect.poll(() => current.innerText()).toMatch(/page 3/);
    await press(page, 'a');
    await press(page, 'e');
    const keep = page.getByRole('dialog', { name: 'Keep' });
    await keep.getByText('2 findings').waitFor();
    await type(page, 'The form names this class.');
    await keep.getByRole('button', { name: 'Keep' }).focus();
    await press(page, 'Enter');
    await page.getByText('2 findings settled, 1 open').waitFor();

    // What leaves twice: the other page is looked at in its place, and back.
    await expect.poll(() => current.innerText()).toMatch(/page 6[\s\S]*The same as .*page 5/);
    const shown = page.getByRole('img', { name: /page 5/i });
    await press(page, 'o');
    await page.getByRole('button', { name: 'Back to the page that was found', pressed: true }).waitFor();
    await shown.waitFor();
    await expectAccessible(page);
    await press(page, 'o');
    await page.getByRole('button', { name: 'Show the page it is like', pressed: false }).waitFor();
    await press(page, 'e');
    const twice = page.getByRole('dialog', { name: 'Keep' });
    await twice.waitFor();
    await type(page, 'Both copies were asked for.');
    await twice.getByRole('button', { name: 'Keep' }).focus();
    await press(page, 'Enter');
    await page.getByText('1 finding settled, 0 open').waitFor();
    await page.getByText('Nothing is open any more.').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Back to the request' }).click();
    await page.getByText('The pages were gone over: nothing is open').waitFor();
    specialist.watch.expectQuiet();
  });
});

/** Words enough for two pages to be known as the same. */
const LONG = Array.from({ length: 30 }, (_each, at) => `word${String(at)}`).join(' ');

/** A case whose scan holds a page of another patient, two that read like a protected class, and one twice. */
async function arrangeCase({ product }: Desk): Promise<string> {
  const patientId = await registerAna({ product });
  await product.arrange('POST', '/patients', {
    ...{ sex: 'female', birthDate: '1990-08-17', identifiers: [], contacts: [] },
    names: [{ use: 'legal', family: 'Torres', given: ['Luz'] }],
  });
  const own = (text: string) => ({ text: `Patient Name: Rivera, Ana\nDate of Birth: 03/05/1961\n${text}` });
  const scan = samplePdf([
    own('Seen today.'),
    { text: 'Patient Name: Torres, Luz\nDate of Birth: 08/17/1990' },
    own('HIV-1 antibody negative'),
    own('HIV viral load'),
    own(LONG),
    own(LONG),
  ]);
  const id = await caseWithScope({ product }, { patientId, scan });
  await product.drain();
  return id;
}
