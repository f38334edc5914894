import { birthDateOf, givenFirst, type Person } from '../fiction/person.ts';
import { openBrowser } from './browser.ts';
import type { MailDrop } from './mail-drop.ts';
import { type Desk } from './work-release.ts';

/** Made up for the demonstration, like the person. */
const PASSPHRASE = 'heron above slow water';

/** A patient was invited at the counter, asked for records in the portal at home, and wrote a note that waits. */
export async function leavePortalNote(base: string, { staff, register }: Desk, person: Person): Promise<void> {
  const patientId = register.patientId(person);
  const { code, name } = await staff
    .browser('release')
    .call<{ code: string; name: string }>('POST', `/portal-desk/patients/${patientId}/invitations`, {
      proof: { how: 'at-counter', idKind: 'state-id', idLastFour: '4410' },
    });
  const home = openBrowser(base);
  await home.call('POST', '/portal/invitations', {
    ...{ code, birthDate: birthDateOf(person), language: 'en' },
    ...{ name: 'portal.demonstration', passphrase: PASSPHRASE },
  });
  await home.call('POST', `/portal/records/${patientId}/requests`, {
    ...{ askId: '0191d000-0000-4000-8000-00000000d0e1', language: 'en', what: ['summary', 'results'] },
    ...{ goesTo: 'me', delivery: 'portal', phone: '+1 614 555 0171', signedName: name },
  });
  await home.call('POST', `/portal/records/${patientId}/notes`, {
    text: 'Will the letter of the heart clinic be with it? (fictional)',
  });
}

/** Somebody without an invitation asked for an account: the mail address is proved, and the application waits. */
export async function leaveApplication(base: string, mail: MailDrop, person: Person): Promise<void> {
  const home = openBrowser(base);
  const address = 'applicant@example.org';
  const { places } = await home.call<{ places: { id: string }[] }>('GET', '/portal/door');
  await home.call('POST', '/portal/applications/code', { mail: address, language: 'en' });
  await home.call('POST', '/portal/applications', {
    ...{ kind: 'patient', language: 'en', mail: address, code: /code: (\d{8})/.exec(mail.newest)?.[1] ?? '' },
    ...{ facilityId: places[0]?.id, personName: givenFirst(person), birthDate: birthDateOf(person) },
    ...{ phone: '+1 614 555 0172' },
  });
}
