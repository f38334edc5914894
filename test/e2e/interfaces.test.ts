import { once } from 'node:events';
import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Seat, useDesk } from './desk.ts';
import { freePort } from './product.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

let port = 0;
const header = (event: string, id: string) => `MSH|^~\\&|EPIC|NORTH|CK|HOSP|20261120100000||${event}|${id}|P|2.5.1`;
const message = (event: string, id: string, pid: string) =>
  `${header(event, id)}\rEVN|${event.slice(4)}|20261120100000\r${pid}\r`;

/** Sends down one connection and waits for as many answers. */
async function feed(messages: readonly string[]): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  let answers = 0;
  socket.write(messages.map((each) => `\x0b${each}\x1c\r`).join(''));
  while (answers < messages.length) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    answers += chunk.toString('latin1').split('\x1c\r').length - 1;
  }
  socket.destroy();
}

describe('The interfaces, watched and mended', () => {
  beforeAll(async () => {
    port = await freePort();
  });
  const desk = useDesk({ inOrder: true, settings: () => ({ CHARTKEEPER_MLLP_PORT: String(port) }) });
  let seat: Seat;
  beforeAll(async () => {
    await feed([
      message('ADT^A28', 'e1', 'PID|1||7100^^^NORTH^MR||Rivera^Ana||19610305|F'),
      message('ADT^A08', 'e2', 'PID|1||7100^^^NORTH^MR||Okafor^Chidi||19990101|M'),
      message('ADT^A28', 'e3', 'PID|1||||Nobody'),
    ]);
    await desk().product.drain();
    seat = await desk().sit(await desk().member('Ines Holt', 'coordinator'));
  });

  it('shows the port, the senders and what somebody must look at', async () => {
    const { page } = seat;
    await page.goto('/interfaces');
    await page.getByText(`Port ${port} is open`).waitFor();
    await page.getByText('EPIC · NORTH').first().waitFor();
    await page.getByText('The number belongs to somebody else', { exact: false }).first().waitFor();
    await page.getByText('PID-3 holds no number of a patient.').first().waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    seat.watch.expectQuiet();
  });

  it('lets a message in error be read by field, corrected and applied', async () => {
    const { page } = seat;
    await page.getByText('ADT A08 · e2').click();
    await page.getByRole('heading', { level: 1, name: 'Message' }).waitFor();
    await page.getByText('PID · Patient Identification').waitFor();
    await page.getByLabel('PID-3.1 Patient Identifier List').fill('7200');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('It takes its turn and is applied.').waitFor();
    await desk().product.drain();
    await page.goto('/interfaces');
    await page.getByText('ADT A28 · e3').waitFor();
    expect(await page.getByText('ADT A08 · e2').count()).toBe(0);
    seat.watch.expectQuiet();
  });

  it('tells what a message would do, and keeps nothing', async () => {
    const { page } = seat;
    await page.getByRole('button', { name: 'Try a message' }).click();
    await page
      .getByRole('textbox', { name: 'Message' })
      .fill(message('ADT^A28', 't1', 'PID|1||7300^^^NORTH^MR||Try^Out||19700101|F').replaceAll('\r', '\n'));
    await page.keyboard.press('Control+Enter');
    await page.getByText('Its sender would get AA').waitFor();
    await page.getByText('Register a patient').waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    seat.watch.expectQuiet();
  });

  it('maps a code of a sender and watches for its silence', async () => {
    const { page } = seat;
    await page.goto('/interfaces');
    await page.getByText('EPIC · NORTH').first().click();
    await page.getByRole('heading', { level: 1, name: 'EPIC · NORTH' }).waitFor();
    await page.getByLabel('Tell when silent for so many minutes').fill('90');
    await page.keyboard.press('Enter');
    await page.getByText('Saved.', { exact: true }).first().waitFor();
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('class');
    await page.getByRole('textbox', { name: 'Its code' }).fill('OBS');
    await page.getByRole('textbox', { name: 'Means' }).fill('OBSENC');
    await page.keyboard.press('Enter');
    await page.getByText('OBSENC', { exact: true }).waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    seat.watch.expectQuiet();
  });
});
