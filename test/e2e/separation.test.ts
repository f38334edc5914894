import { beforeAll, describe, expect, it } from 'vitest';
import { codeSheet, scan, stack } from '../world/scan.ts';
import { type Seat, useDesk } from './desk.ts';
import { press, type } from './typing.ts';
import { scanAll, scanCodes } from './wand.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

const READING_MS = 90_000;

describe('A stack of paper, separated from the keyboard', () => {
  const desk = useDesk({ inOrder: true });
  let seat: Seat;
  let batch = '';
  beforeAll(async () => {
    seat = await desk().sit(await desk().member('Ines Index', 'coordinator'));
  });
  const parts = () => seat.page.getByRole('region', { name: /^Document \d+$/ });
  const current = () => seat.page.locator('[aria-current=page][aria-label^="Page"]').getAttribute('aria-label');

  it('is counted before it is scanned', async () => {
    const { page } = seat;
    await page.goto('/intake/batches');
    await page.getByText('No batch was prepared yet').waitFor();
    await expectAccessible(page);
    await press(page, 'n');
    await page.getByRole('dialog').waitFor();
    await type(page, 'Ward 3, Monday');
    await press(page, 'Tab');
    await type(page, '4');
    await expectAccessible(page);
    await page.getByRole('radio', { name: 'one side' }).check();
    await press(page, 'Control+Enter');
    await page.getByText('Nothing scanned yet').waitFor();
    await expectAccessible(page);
    batch = page.url().split('/').at(-1) ?? '';
  });

  it('waits where somebody sees that a sheet is missing and two patients lie together', async () => {
    const { page } = seat;
    await page.locator('input[type=file]').setInputFiles([
      {
        name: 'ward3.tiff',
        mimeType: 'image/tiff',
        buffer: await stack([
          await scan(['CONSENT FORM', '', 'Patient: Rivera, Ana', 'MRN: 10000001']),
          await scan(['PROGRESS NOTE', '', 'Patient: Marsh, Ida', 'MRN: 10000002']),
          await codeSheet('PATCHT'),
          await scan(['LABORATORY REPORT', '', 'Sodium 140']),
        ]),
      },
    ]);
    await page.getByText('3 of 4 sheets').waitFor({ timeout: READING_MS });
    await page.getByRole('group', { name: 'Pages of the batch' }).waitFor();
    await expect.poll(() => parts().count()).toBe(3);
    await page.getByText('another patient').first().waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('is cut, joined, turned, reordered and binned by keys, and everything can be undone', async () => {
    const { page } = seat;
    await press(page, 'ArrowRight');
    await expect.poll(current).toContain('Page 2');
    await press(page, 's');
    await expect.poll(() => parts().count()).toBe(2);
    await press(page, ']');
    await press(page, 'Delete');
    await page
      .getByRole('region', { name: 'Bin' })
      .getByRole('button', { name: /Page 2/ })
      .waitFor();
    await press(page, 'ArrowLeft');
    await press(page, 'Alt+ArrowRight');
    await expect.poll(() => parts().count()).toBe(1);
    await page.getByText('Saved', { exact: true }).waitFor();
    for (let undone = 0; undone < 4; undone++) await press(page, 'Control+z');
    await expect.poll(() => parts().count()).toBe(3);
    await press(page, 'Control+y');
    await expect.poll(() => parts().count()).toBe(2);
    await press(page, 'Control+z');
    await page.getByText('Saved', { exact: true }).waitFor();
    seat.watch.expectQuiet();
  });

  it('goes back beyond a reload', async () => {
    const { page } = seat;
    await page.reload();
    await page.getByRole('group', { name: 'Pages of the batch' }).waitFor();
    await press(page, 'Control+z');
    await expect.poll(() => parts().count()).toBe(2);
    await press(page, 'Control+y');
    await expect.poll(() => parts().count()).toBe(3);
  });

  it('is left alone by a wand that was meant for something else', async () => {
    const { page } = seat;
    const before = await parts().count();
    await scanAll(page, scanCodes(60), 20);
    expect(await parts().count()).toBe(before);
    await page.getByText('Saved', { exact: true }).waitFor();
  });

  it('is released short only with a reason, and its documents wait to be indexed', async () => {
    const { page } = seat;
    await press(page, 'Control+Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1 of the counted sheets is missing').waitFor();
    await expectAccessible(page);
    await type(page, 'The fourth was a copy');
    await press(page, 'Control+Enter');
    await page.getByText('Released: 3 documents are in the index queue').waitFor();
    await page.goto(`/intake/batches/${batch}`);
    await page.getByText(/Released though something was open: The fourth was a copy/).waitFor();
    await expectAccessible(page);
    await page.goto('/intake/desk');
    await page.getByText('3 items wait to be indexed').waitFor();
    await press(page, 'n');
    await page.getByText('document 1 of 3').waitFor();
    await expectAccessible(page);
  });
});
