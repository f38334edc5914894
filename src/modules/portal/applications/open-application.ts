import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { viewItems } from '../../intake/index.ts';
import { searchPatients } from '../../patients/index.ts';
import { derivePlainPaper } from '../derive-plain-status.ts';
import { problems } from '../problems.ts';

const CANDIDATES = 10;
const PAPERS = 20;

/**
 * An application for whoever decides on it: what was written, the papers, and registrations that resemble it. They are shown
 * to be compared; none is chosen. @throws portal/application-unknown
 */
export async function openApplication(act: Act, applicationId: string) {
  const row = await act.tx
    .selectFrom('portal.application')
    .selectAll()
    .where('id', '=', applicationId)
    .executeTakeFirst();
  if (row === undefined) throw problems.applicationUnknown({ detail: 'Nothing was opened. Go back to the worklist.' });
  const papers = await act.tx
    .selectFrom('portal.application_paper')
    .select('item_id')
    .where('application_id', '=', applicationId)
    .orderBy('sent_at')
    .limit(PAPERS)
    .execute();
  const items = await viewItems(
    act,
    papers.map(({ item_id: id }) => id),
  );
  const candidates =
    row.kind === 'patient' && row.decided_at === null
      ? (
          await searchPatients(
            act,
            { names: row.person_name.split(/\s+/), birthDate: row.birth_date ?? undefined },
            { order: 'mdy', limit: CANDIDATES },
          )
        ).patients
      : [];
  act.note({ subjectIds: [applicationId], patientIds: candidates.map(({ id }) => id) });
  return {
    id: row.id,
    kind: row.kind,
    personName: row.person_name,
    birthDate: row.birth_date,
    organisation: row.organisation,
    requesterClass: row.requester_class,
    mailAddress: row.mail_address,
    phone: row.phone,
    address: row.address,
    appliedAt: row.applied_at,
    papers: papers.map(({ item_id: itemId }) => {
      const item = items.find(({ id }) => id === itemId);
      return {
        itemId,
        fileName: item?.fileName ?? '',
        state: derivePlainPaper({
          state: item?.state ?? 'reading',
          reason: item?.reason ?? null,
          malware: item?.malware ?? null,
        }),
      };
    }),
    candidates: candidates.map(({ id, name, birthDate, mrns, city, deceased }) => ({
      ...{ id, name, birthDate, mrns, city, deceased },
    })),
    decided:
      row.outcome === null || row.decided_at === null
        ? null
        : { outcome: row.outcome, at: row.decided_at, by: row.decided_by ?? '', reason: row.reason },
    people: Object.fromEntries(await namesOfPeople(act, [row.decided_by ?? ''].filter(isId))),
  };
}

/** What waits in the queue: whose. */
export async function nameApplication(act: Act, applicationId: string): Promise<{ name: string } | null> {
  const row = await act.tx
    .selectFrom('portal.application')
    .select('person_name')
    .where('id', '=', applicationId)
    .executeTakeFirst();
  return row === undefined ? null : { name: row.person_name };
}
