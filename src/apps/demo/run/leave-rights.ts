import { dayPlus } from '../fiction/days.ts';
import type { Desk, LoggedRequest } from './work-release.ts';

const ASKED = { inWriting: true, askerIsPatient: true };

/** A patient asks that an entry be amended, which lies with the clinicians; another one asks who got the record. */
export async function leaveRights(
  { staff, register, today }: Desk,
  asks: { readonly amendment: LoggedRequest; readonly accounting: LoggedRequest },
): Promise<void> {
  const specialist = staff.browser('release');
  const receivedAt = `${today}T00:00:00Z`;
  const patientId = register.patientId(asks.amendment.person);
  const { documents } = await specialist.call<{ documents: { id: string; enteredInError: unknown }[] }>(
    'GET',
    `/patients/${patientId}/documents`,
  );
  const entry = documents.find(({ enteredInError }) => enteredInError === null);
  if (entry === undefined) throw new Error('There is no entry to amend.');
  const { id } = await specialist.call<{ id: string }>('POST', `/patients/${patientId}/amendments`, {
    ...{ ...ASKED, receivedAt, askerName: 'The patient (fictional)', askerAddress: ['4 Orchard Row'] },
    wrong: 'It says that I smoke twenty cigarettes a day (fictional).',
    shouldSay: 'Never smoked (fictional).',
    reason: 'I never smoked; it was my sister who was asked (fictional).',
    documentIds: [entry.id],
  });
  await specialist.call('POST', `/release/rights/${id}/author`, { note: 'Please look at the history (fictional).' });
  await specialist.call('POST', `/patients/${register.patientId(asks.accounting.person)}/accountings`, {
    ...{ ...ASKED, askerName: 'The patient (fictional)', askerAddress: ['7 Mill Lane'] },
    // Sixty days end in three: it is put before whoever leads the desk.
    receivedAt: `${dayPlus(today, -57)}T12:00:00Z`,
  });
}
