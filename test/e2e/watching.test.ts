import { PDFDocument } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { scan, stack } from '../world/scan.ts';
import { type Seat, useDesk } from './desk.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

const PAGES = 14;
const READING_MS = 90_000;
const LINES = [
  'The patient was seen this morning and feels better than yesterday.',
  'Breathing is easier, the cough has become dry, no fever overnight.',
  'Lungs are clear on the right side and slightly dull on the left base.',
  'Continue the present medicine for five more days and repeat the film.',
];

describe('A thick file on its way to the index desk', () => {
  const desk = useDesk({ inOrder: true });
  let seat: Seat;
  beforeAll(async () => {
    seat = await desk().sit(await desk().member('Ines Index', 'coordinator'));
  });

  it('shows on the monitor and on the item which page is being read, step by step', async () => {
    const { page } = seat;
    const sheets = [];
    for (let n = 1; n <= PAGES; n++) sheets.push(await scan([`PROGRESS NOTE ${n}`, '', ...LINES, ...LINES]));
    await page.goto('/intake');
    await page.locator('input[type=file]').setInputFiles([
      { name: 'volume.tiff', mimeType: 'image/tiff', buffer: await stack(sheets) },
      { name: 'torn.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 and nothing else') },
    ]);
    const row = page.getByRole('row', { name: /volume\.tiff/ });
    await row.getByText(new RegExp(`Page \\d+ of ${PAGES}`)).waitFor({ timeout: READING_MS });
    await expectAccessible(page);
    await row.dblclick();
    const steps = page.getByRole('list', { name: 'How far this file is' });
    await steps.locator('[aria-current=step]', { hasText: `of ${PAGES}` }).waitFor();
    await page.getByRole('progressbar', { name: 'How far this file is' }).waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  it('comes to the index desk by itself when it is read', async () => {
    const { page } = seat;
    await page.getByRole('heading', { name: 'Index' }).first().waitFor({ timeout: READING_MS });
    expect(page.url()).toContain('/intake/');
    seat.watch.expectQuiet();
  });

  it('says of a torn file how often it was tried, why it is refused and what to do', async () => {
    const { page } = seat;
    await page.goto('/intake?state=failed');
    const row = page.getByRole('row', { name: /torn\.pdf/ });
    await row.getByText('3 tries').waitFor({ timeout: READING_MS });
    await row.dblclick();
    await page.getByText('Tried 3 times.').waitFor();
    await page.getByText(/Scan or send it again|Ask for another copy/).waitFor();
    await page
      .getByRole('list', { name: 'How far this file is' })
      .locator('[aria-current=step]', { hasText: 'stopped here' })
      .waitFor();
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('opens a locked file with the password its sender told, by the keyboard', async () => {
    const { page } = seat;
    const locked = await PDFDocument.create();
    locked.addPage([600, 800]).drawText('Letter of the harbor clinic', { x: 60, y: 700, size: 18 });
    locked.encrypt({ userPassword: 'Gravel-7', ownerPassword: 'the owner' });
    const content = Buffer.from(await locked.save({ useObjectStreams: false }));
    await page.goto(`/intake/items/${await desk().product.takeIn('locked.pdf', content)}`);
    const password = page.getByLabel('Password of the file', { exact: true });
    await password.fill('gravel-7');
    await password.press('Enter');
    await page.getByText('The password that was given does not open the file.').waitFor({ timeout: READING_MS });
    await expectAccessible(page);
    await password.fill('Gravel-7');
    await password.press('Enter');
    await page.getByLabel('Document type').first().waitFor({ timeout: READING_MS });
    seat.watch.expectQuiet();
  });
});
