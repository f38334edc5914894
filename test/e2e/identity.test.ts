import { beforeAll, describe, expect, it } from 'vitest';
import { samplePdf } from '../../src/modules/release/packet/sample-pdf.fixture.ts';
import { type Seat, useDesk } from './desk.ts';
import { button, openRow, press, say } from './typing.ts';
import { expectAccessible, expectReadable } from './watch.ts';

describe('The identity desk, from the keyboard', () => {
  const desk = useDesk({ inOrder: true });
  let seat: Seat;
  let overlaid = '';
  let documentId = '';
  const screens: string[] = ['/identity?show=overlays', '/identity?show=overlaps', '/identity?show=corrections'];

  beforeAll(async () => {
    const { product, member, sit } = desk();
    await desk().administrator();
    const register = async (family: string, given: string, birthDate = '1961-03-12') =>
      (
        await product.arrange<{ id: string }>('POST', '/patients', {
          ...{ sex: 'female', birthDate, names: [{ use: 'legal', family, given: [given] }], identifiers: [] },
          contacts: [{ kind: 'phone', value: '216 555 0142' }],
        })
      ).id;
    const pair = async (one: string, other: string) =>
      product.arrange('POST', '/identity/pairs', { patientId: one, otherId: other });
    await pair(await register('Harlow', 'Josephine'), await register('Harlow', 'Josephin'));
    await pair(await register('Marlowe', 'Agnes', '1958-07-01'), await register('Marlowe', 'Agnes', '1985-07-01'));
    overlaid = await register('Kingsley', 'Nora', '1944-09-30');
    const item = await product.takeIn('note.pdf', samplePdf([{ text: 'Patient Name: Kingsley, Norah\nSeen today.' }]));
    await product.arrange('POST', `/intake/items/${item}/file`, {
      ...{ patientId: overlaid, typeCode: 'laboratory-report', date: '2026-11-10' },
      mismatchReason: 'Arranged for the test',
    });
    const { documents } = await product.arrange<{ documents: { id: string }[] }>(
      'GET',
      `/patients/${overlaid}/documents`,
    );
    documentId = documents[0]?.id ?? '';
    seat = await sit(await member('Ines Index', 'coordinator'));
  });

  it('two registrations are compared, merged, and the merge is undone', async () => {
    const { page } = seat;
    await page.goto('/identity');
    await page.getByRole('row', { name: /Marlowe/ }).waitFor();
    await expectAccessible(page);
    await openRow(page, /Harlow/);
    await page.getByRole('heading', { level: 1, name: 'Two registrations' }).waitFor();
    await page.getByText('given name: nearly').waitFor();
    screens.push(new URL(page.url()).pathname);
    await expectAccessible(page);
    await press(page, 'm');
    await expectAccessible(page);
    await say(page, 'The licence shows one person.');
    await page.getByRole('heading', { level: 1, name: 'Merge' }).waitFor();
    await page.getByText('No other system is named').waitFor();
    screens.push(new URL(page.url()).pathname);
    await expectAccessible(page);
    await button(page, 'Undo the merge');
    await say(page, 'Two sisters.');
    await page.getByText('Two sisters.').waitFor();
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('mother and daughter are remembered as two', async () => {
    const { page } = seat;
    await page.goto('/identity');
    await openRow(page, /Marlowe/);
    await page.getByText('The birth dates differ.').waitFor();
    screens.push(new URL(page.url()).pathname);
    await press(page, 'n');
    await say(page, 'Mother and daughter.');
    await page.getByText('No pair waits').waitFor();
    seat.watch.expectQuiet();
  });

  it('a record that holds two is reported, divided, and released again', async () => {
    const { page } = seat;
    await page.goto(`/patients/${overlaid}`);
    await button(page, 'Two people in this record?');
    await expectAccessible(page);
    await say(page, 'Two signatures.');
    await page.getByText('Reported. Release of this record is frozen.').waitFor();
    await page.goto('/identity?show=overlays');
    await openRow(page, /Kingsley/);
    await page.getByText('Of 1 thing nobody has said whose it is.').waitFor();
    screens.push(new URL(page.url()).pathname);
    await expectAccessible(page);
    await page.getByLabel('Family name').fill('Kingsley');
    await page.getByLabel('Given names').fill('Norah');
    await button(page, 'Register the second person');
    await page.getByRole('link', { name: /Kingsley, Norah/ }).waitFor();
    await page.getByRole('row', { name: /Laboratory report/ }).focus();
    await press(page, 'x', '2');
    await page.getByText('Of 1 thing nobody').waitFor({ state: 'detached' });
    await button(page, 'Move 1 document');
    await page.getByRole('row', { name: /Moved/ }).waitFor();
    await button(page, 'Divided: release goes on');
    await say(page, 'The licence and the photograph.');
    await page.getByText('Settled. Release goes on.').waitFor();
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('a document that stands wrongly is reported by its reader, answered, and the answer is seen', async () => {
    const { page } = seat;
    const { product } = desk();
    const item = await product.takeIn('other.pdf', samplePdf([{ text: 'Patient Name: Kingsley, Nora\nSeen again.' }]));
    await product.arrange('POST', `/intake/items/${item}/file`, {
      ...{ patientId: overlaid, typeCode: 'laboratory-report', date: '2026-11-11' },
      mismatchReason: 'Arranged for the test',
    });
    const { documents } = await product.arrange<{ documents: { id: string }[] }>(
      'GET',
      `/patients/${overlaid}/documents`,
    );
    const filed = documents.find(({ id }) => id !== documentId)?.id ?? '';
    await page.goto(`/patients/${overlaid}/documents/${filed}`);
    await button(page, 'Something is wrong with it');
    await page.getByRole('radio', { name: 'Wrong date' }).press('Space');
    await expectAccessible(page);
    await say(page, 'It is of the third.');
    await page.getByText('Reported. You will be told what came of it.').waitFor();
    await page.goto('/identity?show=corrections');
    await openRow(page, /Kingsley/);
    await page.getByRole('heading', { level: 1, name: 'Document reported' }).waitFor();
    screens.push(new URL(page.url()).pathname);
    await expectAccessible(page);
    await button(page, 'It is corrected');
    await say(page, 'Thank you, it is of the third now.');
    await button(page, 'Seen');
    await page.getByRole('button', { name: 'Seen' }).waitFor({ state: 'detached' });
    seat.watch.expectQuiet();
  });

  it('the settings name who learns of merges and from when on a pair is shown', async () => {
    const { page } = seat;
    await page.goto('/identity?show=settings');
    await page.getByLabel('Name of the system').fill('Laboratory');
    await button(page, 'Add');
    await page.getByRole('button', { name: 'End Laboratory' }).waitFor();
    await page.getByLabel('From', { exact: true }).fill('70');
    await button(page, 'Set the cut-off');
    await say(page, 'Too many twins.');
    await page.getByText('Pairs come before a person from 70 % on.').waitFor();
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('fits a phone and reads well in light and dark', async () => {
    const { page, watch } = await desk().sit(await desk().member('Ines Index', 'coordinator'), { width: 390 });
    expect(screens).toHaveLength(8);
    for (const path of [...screens, '/identity', '/identity?show=merges', '/identity?show=settings'])
      await expectReadable(page, path);
    watch.expectQuiet();
  });
});
