import type { Person } from '../fiction/person.ts';
import type { Desk } from './work-release.ts';

interface QueueRow {
  readonly subjectId: string;
}

/** Half of what is filed is entered a second time: enough for the queue of a small hospital. */
export async function setVerifyShare({ staff }: Desk): Promise<void> {
  await staff.browser('coordinator').call('PUT', '/intake/verify-rules', {
    share: 0.5,
    reason: 'Half of the filings of the first week are entered a second time (fictional).',
  });
}

/** What a records desk has lying about: a patient not yet registered, a bad copy, a page in the wrong chart, a fax gone astray. */
export async function leaveIntakeWork(desk: Desk, people: readonly Person[]): Promise<void> {
  const { staff, register, today } = desk;
  const coordinator = staff.browser('coordinator');
  const clerk = staff.browser('clerk');
  const waiting = async (kind: string) =>
    (await coordinator.call<{ items: QueueRow[] }>('GET', `/worklist/queues/${kind}`)).items;

  const [newcomer] = await waiting('intake.to-index');
  if (newcomer !== undefined)
    await clerk.call('POST', `/intake/parts/${newcomer.subjectId}/pend`, {
      name: 'Fictional, Newcomer',
      birthDate: '1990-01-02',
      reason: 'Came by ambulance, registration follows (fictional).',
    });

  const [second] = await waiting('intake.to-verify');
  const other = people.at(-1);
  if (second !== undefined && other !== undefined)
    await coordinator.call('POST', `/intake/verifications/${second.subjectId}/entry`, {
      patientId: register.patientId(other),
      typeCode: 'progress-note',
      date: today,
    });

  await leaveThings(desk, people);

  const charts = await documentsOf(desk, people);
  const [bad, wrong, preliminary, brought, sent] = charts;
  if (bad !== undefined)
    await coordinator.call('POST', `${bad.path}/unreadable`, { reason: 'The carbon copy cannot be read (fictional).' });
  if (wrong !== undefined)
    await coordinator.call('POST', `${wrong.path}/entered-in-error`, {
      cause: 'wrong-patient',
      reason: 'The pages are of somebody else, nobody knows yet of whom (fictional).',
    });

  if (preliminary !== undefined)
    await coordinator.call('POST', `${preliminary.path}/status`, {
      versionId: preliminary.versionId,
      status: 'preliminary',
      reason: 'The radiologist read it by telephone only (fictional).',
    });
  await coordinator.call('PUT', '/documents/late-rule', {
    lateDays: 30,
    preliminaryDays: 0,
    neverLate: [],
    reason: 'In the demonstration a preliminary report waits for nobody (fictional).',
  });
  await leaveOutsideRecords(desk, brought?.path, sent?.path);

  await staff.browser('privacy').call('POST', '/privacy/incidents', {
    cause: 'wrong-recipient',
    what: 'A laboratory report went to a wrong fax number (fictional).',
    discoveredAt: new Date(`${today}T00:00:00Z`).toISOString(),
    recipients: ['A hardware shop (fictional)'],
  });
}

/** What lay in the envelopes besides paper: a disc of nobody known, films on loan, a photograph that goes back to its owner. */
async function leaveThings({ staff, register, today }: Desk, [owner]: readonly Person[]): Promise<void> {
  const clerk = staff.browser('clerk');
  const arrived = {
    ...{ receivedHow: 'mail', receivedFrom: 'Harbor Imaging (fictional)', condition: 'good', readable: 'yes' },
    ...{ place: 'Media cabinet 2', custodian: { kind: 'unit', name: 'Medical records' }, disposition: 'keep' },
  };
  const receive = (thing: object) => clerk.call<{ id: string }>('POST', '/intake/objects', { ...arrived, ...thing });
  await receive({ kind: 'cd', description: 'CT abdomen, no name on the disc (fictional)', readable: 'no' });
  if (owner === undefined) return;
  const patientId = register.patientId(owner);
  const film = await receive({ kind: 'film', description: 'Chest PA and lateral (fictional)', patientId, pieces: 2 });
  await clerk.call('POST', `/intake/objects/${film.id}/movements`, {
    ...{ kind: 'loaned', seen: 1, custodian: { kind: 'person', name: 'Hazel Okonkwo, MD (fictional)' }, dueOn: today },
  });
  await receive({
    ...{ kind: 'photo', description: 'Wound before dressing (fictional)', patientId, receivedHow: 'patient' },
    ...{ receivedFrom: '', disposition: 'return', returnTo: 'The patient' },
  });
}

/** The encounter was coded: what is filed to it afterwards is late. */
export async function codeVisit({ staff, register }: Desk, person: Person, visitNumber: string): Promise<void> {
  await staff
    .browser('coordinator')
    .call('POST', `/patients/${register.patientId(person)}/encounters/${register.encounterId(visitNumber)}/coding`, {});
}

/** Two records of other houses: one for whoever may decide what is kept, one for the clinician by name. */
async function leaveOutsideRecords({ staff, today }: Desk, brought?: string, sent?: string): Promise<void> {
  const coordinator = staff.browser('coordinator');
  const { reviewers } = await coordinator.call<{ reviewers: { id: string }[] }>('GET', '/outside-reviewers');
  const came = { receivedOn: today, reason: 'The letterhead is that of another house (fictional).' };
  if (brought !== undefined)
    await coordinator.call('PUT', `${brought}/outside-origin`, {
      ...came,
      organisation: 'Harbor Street Clinic (fictional)',
      howReceived: 'patient',
    });
  const [clinician] = reviewers;
  if (sent !== undefined && clinician !== undefined)
    await coordinator.call('PUT', `${sent}/outside-origin`, {
      ...came,
      organisation: 'Northgate General Hospital (fictional)',
      howReceived: 'fax',
      reviewerId: clinician.id,
    });
}

/** Of the charts that came from the clinical system. */
const CHARTS_LEFT = 5;

/** One document each of some charts that came from the clinical system, not through intake. */
async function documentsOf(
  { staff, register }: Desk,
  people: readonly Person[],
): Promise<{ path: string; versionId: string }[]> {
  const found: { path: string; versionId: string }[] = [];
  for (const person of people.slice(-20)) {
    const patientId = register.patientId(person);
    const { documents } = await staff
      .browser('coordinator')
      .call<{ documents: { id: string; origin: string; enteredInError: unknown; currentVersionId: string }[] }>(
        'GET',
        `/patients/${patientId}/documents`,
      );
    const first = documents.find(({ origin, enteredInError }) => origin === 'demonstration' && enteredInError === null);
    if (first !== undefined)
      found.push({ path: `/patients/${patientId}/documents/${first.id}`, versionId: first.currentVersionId });
    if (found.length === CHARTS_LEFT) break;
  }
  return found;
}
