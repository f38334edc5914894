import { writeOutsideSummary } from '../charts/outside-summary.ts';
import type { Person } from '../fiction/person.ts';
import { waitUntilRead } from './work-intake.ts';
import type { Desk } from './work-release.ts';

/** Another hospital's summary came as a C-CDA file: it stands in the chart, is read by its sections, and its entries are kept. */
export async function leaveOutsideSummary({ staff, register, today }: Desk, people: readonly Person[]): Promise<void> {
  const person = people.find(({ key }) => key === 'quintana');
  if (person === undefined) throw new Error('Nobody came from another hospital.');
  const clerk = staff.browser('clerk');
  const { items } = await clerk.upload<{ items: { id: string | null }[] }>(
    `/intake/items?name=${encodeURIComponent('summary-cedar-point.xml')}&source=demo`,
    Buffer.from(writeOutsideSummary(person, today)),
  );
  await waitUntilRead(clerk, 1, () => {});
  // Its numbers are those of the other hospital.
  await clerk.call('POST', `/intake/items/${items[0]?.id}/file`, {
    ...{ patientId: register.patientId(person), typeCode: 'outside-records', date: today },
    outside: { organisation: 'Cedar Point Medical Center (fictional)', howReceived: 'electronic' },
  });
}
