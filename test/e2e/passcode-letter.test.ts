import { beforeAll, describe, it } from 'vitest';
import { ownCopyOfAna, registerAna } from './case-with-scope.ts';
import { type Seat, useDesk } from './desk.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

describe('The passcode of a disc', { timeout: 240_000 }, () => {
  const desk = useDesk({ inOrder: true });
  let seat: Seat;
  let requestId = '';
  beforeAll(async () => {
    const { product } = desk();
    requestId = await ownCopyOfAna(desk(), await registerAna(desk()), true);
    await product.arrange('POST', `/release/requests/${requestId}/dispatches`, {
      way: 'medium',
      callBack: { spokeTo: 'Ana Rivera', number: '+1 614 555 0100', numberFrom: 'the record' },
    });
    seat = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
  });

  it('leaves in a letter of its own, which is said on the case', async () => {
    const { page } = seat;
    await page.goto(`/release/requests/${requestId}`);
    await page.getByRole('link', { name: 'Passcode letter', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Passcode letter in Spanish' }).waitFor();
    await expectAccessible(page);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Passcode letter', exact: true }).click();
    await (await download).path();
    await page.getByRole('button', { name: 'The passcode letter was sent' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('USPS');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText(/Passcode letter sent .* · USPS/).waitFor();
    seat.watch.expectQuiet();
  });
});
