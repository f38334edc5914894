import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MailServer, startMailServer } from '../../src/modules/correspondence/mail-server.fixture.ts';
import { ownCopyOfAna, registerAna } from './case-with-scope.ts';
import { type Seat, useDesk } from './desk.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

describe('The packet of a case by encrypted mail', { timeout: 240_000 }, () => {
  let mail: MailServer;
  beforeAll(async () => {
    mail = await startMailServer();
  });
  const desk = useDesk({ inOrder: true, settings: () => ({ CHARTKEEPER_SMTP_URL: mail.url }) });
  afterAll(() => mail.down());
  let seat: Seat;
  let requestId = '';
  beforeAll(async () => {
    const { product } = desk();
    const patientId = await registerAna(desk());
    requestId = await ownCopyOfAna(desk(), patientId, true);
    await product.arrange('POST', `/patients/${patientId}/restrictions`, {
      ...{ kind: 'confidential-communication', askedOn: '2026-11-01', askedHow: 'in-writing' },
      ...{ words: 'By e-mail only', means: 'By e-mail', reachBy: 'email', reachTo: 'ana@home.example' },
      answer: { answer: 'agreed' },
    });
    seat = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
  });

  it('goes to the address by which the patient is reached, and is taken back within its minute', async () => {
    const { page } = seat;
    await page.goto(`/release/requests/${requestId}`);
    await page.getByRole('radio', { name: 'Encrypted e-mail' }).check();
    await page.getByText('It goes as the patient asked to be reached').waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: 'Send by e-mail' }).click();
    const dialog = page.getByRole('dialog', { name: 'Hand this over?' });
    expect(await dialog.innerText()).toContain('ana@home.example');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('On its way', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('Taken back before it left').waitFor();
    await page.getByRole('radio', { name: 'Encrypted e-mail' }).waitFor();
    await expectAccessible(page);
    expect(mail.received).toHaveLength(0);
    seat.watch.expectQuiet();
  });
});
