import { once } from 'node:events';
import { connect } from 'node:net';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { samplePdf } from '../../src/modules/release/packet/sample-pdf.fixture.ts';
import { registerAna } from './case-with-scope.ts';
import { type Seat, useDesk } from './desk.ts';
import { freePort } from '../../src/platform/postgres/place.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

let port = 0;
const header = (event: string, id: string) => `MSH|^~\\&|EPIC|NORTH|CK|HOSP|20261120100000||${event}|${id}|P|2.5.1`;
const message = (event: string, id: string, pid: string) =>
  `${header(event, id)}\rEVN|${event.slice(4)}|20261120100000\r${pid}\r`;

const STAY =
  'PID|1||7400^^^NORTH^MR||Stone^Sara||19550505|F\rPV1|1|I|||||||||||||||||V-7400|||||||||||||||||||||||||20261120090000';

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
  const desk = useDesk({
    inOrder: true,
    settings: () => ({ CHARTKEEPER_MLLP_PORT: String(port), CHARTKEEPER_FHIR_HOSTS: 'fhir.example.org' }),
  });
  let seat: Seat;
  beforeAll(async () => {
    await feed([
      message('ADT^A28', 'e1', 'PID|1||7100^^^NORTH^MR||Rivera^Ana||19610305|F'),
      message('ADT^A08', 'e2', 'PID|1||7100^^^NORTH^MR||Okafor^Chidi||19990101|M'),
      message('ADT^A28', 'e3', 'PID|1||||Nobody'),
      message('ADT^A01', 'e4', STAY),
      message('DFT^P03', 'e5', `${STAY}\rFT1|1|T1||20261120||CG|99213^Office visit^C4|||1|250.00&USD`),
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

  it('shows what billing said of a stay', async () => {
    const { page } = seat;
    await page.goto('/patients');
    await page.getByRole('combobox').or(page.getByRole('searchbox')).first().fill('Stone');
    await page.getByText('Stone, Sara').first().click();
    await page.getByRole('tab', { name: 'Encounters' }).click();
    await page.getByRole('button', { name: /^Charges: encounter of/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Charges' });
    await dialog.getByText('99213 · Office visit').waitFor();
    await dialog.getByText('250.00 USD').waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.keyboard.press('Escape');
    seat.watch.expectQuiet();
  });

  it('takes a system that is told of changes', async () => {
    const { page } = seat;
    await page.goto('/identity?show=settings');
    await page.getByLabel('Name of the system').fill('EHR');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('button', { name: 'End EHR' }).waitFor();
    await page.goto('/interfaces');
    await page.getByRole('button', { name: 'Add a destination' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a destination' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Laboratory');
    await dialog.getByRole('textbox', { name: 'Host' }).fill('127.0.0.1');
    await dialog.getByRole('textbox', { name: 'Tell when it gives no answer for so many minutes' }).fill('45');
    await dialog.getByRole('checkbox', { name: 'EHR' }).check();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('grid', { name: 'Told of changes' }).getByText('Laboratory').waitFor();
    await expectNoSidewaysScroll(page);
    seat.watch.expectQuiet();
  });

  it('takes a FHIR server to read from, where the operator allows its host', async () => {
    const { page } = seat;
    await page.getByRole('button', { name: 'Add a FHIR server' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a FHIR server' });
    await dialog.getByText('/fhir-client/keys', { exact: false }).waitFor();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('North EHR');
    await dialog.getByRole('textbox', { name: 'FHIR R4 base address' }).fill('https://elsewhere.example.org/fhir');
    await dialog.getByRole('textbox', { name: 'Client id that it gave us' }).fill('chartkeeper');
    await page.keyboard.press('Enter');
    await dialog.getByText('is not among the hosts', { exact: false }).waitFor();
    await expectAccessible(page);
    await dialog.getByRole('textbox', { name: 'FHIR R4 base address' }).fill('https://fhir.example.org/r4');
    await dialog.getByRole('checkbox', { name: 'Stopped: it is not asked' }).check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    const grid = page.getByRole('grid', { name: 'Read from FHIR servers' });
    await grid.getByText('North EHR').waitFor();
    await grid.getByText('Stopped').waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  it('lets a document be sent to it from its page, where the patient is linked there', async () => {
    const { product } = desk();
    await product.arrange('POST', '/fhir-client/servers', {
      ...{ name: 'South EHR', baseUrl: 'https://fhir.example.org/south', clientId: 'chartkeeper' },
      ...{ scope: 'system/*.cruds', algorithm: 'ES384', patients: null, stopped: false },
    });
    const patientId = await registerAna(desk());
    const item = await product.takeIn('note.pdf', samplePdf([{ text: 'Patient Name: Rivera, Ana\nDoes well' }]));
    const { documentId } = await product.arrange<{ documentId: string }>('POST', `/intake/items/${item}/file`, {
      ...{ patientId, typeCode: 'progress-note', date: '2026-11-10', mismatchReason: 'Arranged for the test' },
    });
    await product.drain();
    const { page } = seat;
    await page.goto(`/patients/${patientId}/documents/${documentId}`);
    await page.getByRole('button', { name: 'Send to another system' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send to another system' });
    expect(await dialog.getByLabel('To').innerText()).toContain('South EHR');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('Its patient is not linked to a patient of that server', { exact: false }).waitFor();
    await expectAccessible(page);
  });

  it('lets the later answers of a sender go to a destination, from the keyboard', async () => {
    const { product } = desk();
    await product.arrange('POST', '/hl7v2/destinations', {
      ...{ name: 'EPIC listener', host: '127.0.0.1', port: 1, tls: false, ca: null, application: 'EPIC' },
      ...{ facility: 'NORTH', tells: [], stopped: false, alarmMinutes: 20, downstreamIds: [] },
    });
    const { page } = seat;
    await page.goto('/interfaces');
    await page.getByText('Answers to its messages only').waitFor();
    await page.getByRole('grid').first().getByText('EPIC · NORTH').click();
    const answers = page.getByLabel('Answers after its messages were applied go to', { exact: false }).first();
    await answers.focus();
    await page.keyboard.press('Enter');
    const listener = page.getByRole('option', { name: 'EPIC listener' });
    await expect
      .poll(async () => {
        await page.keyboard.press('ArrowDown');
        return listener.getAttribute('data-combobox-selected');
      })
      .toBe('true');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => {
        const { senders } = await product.arrange<{ senders: { answersTo: string | null }[] }>('GET', '/hl7v2/senders');
        return senders.filter(({ answersTo }) => answersTo !== null).length;
      })
      .toBe(1);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  it('shows whose document other systems cannot read, and tries it again', async () => {
    const { product } = desk();
    const { database } = await product.arrange<{ database: { adminUrl: string } }>('GET', '/control/status');
    const admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    try {
      // As one that failed five times.
      await admin.query(
        `INSERT INTO fhir.to_project (type, subject_id, resource_id, tries) SELECT 'DocumentReference', patient_id, id, 5 FROM documents.document LIMIT 1`,
      );
    } finally {
      await admin.end();
    }
    const { page } = seat;
    await page.goto('/interfaces');
    const grid = page.getByRole('grid', { name: 'Other systems cannot read these', exact: false });
    await grid.getByRole('link', { name: 'A document' }).waitFor();
    await grid.getByRole('link', { name: 'Rivera, Ana' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Try all again' }).press('Enter');
    await grid.waitFor({ state: 'detached' });
    await product.drain();
    await page.reload();
    await page.getByRole('heading', { name: 'Read from FHIR servers' }).waitFor();
    expect(await grid.count()).toBe(0);
  });
});
