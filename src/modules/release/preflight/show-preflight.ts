import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { nameOfPatients } from '../../patients/index.ts';
import { gatherDocuments } from '../gather-documents.ts';
import { loadRequest, mustHavePatient } from '../load-request.ts';
import { FINDING_KINDS } from './derive-findings.ts';
import { isOpen, readPreflight } from './read-preflight.ts';

/** How far the pages of a request are gone over, what was found, and what was made of it. */
export async function showPreflight(act: Act, requestId: string) {
  const request = mustHavePatient(await loadRequest(act, requestId, 'read'));
  const { state, identityInQuestion, row, findings } = await readPreflight(act, request);
  const shown = state === 'stale' ? [] : findings;
  const ids = [
    ...new Set(shown.flatMap(({ documentId, sameDocumentId }) => [documentId, sameDocumentId ?? documentId])),
  ];
  const documents = ids.length === 0 ? [] : await gatherDocuments(act, request.patientId, ids);
  const others = await nameable(
    act,
    shown.flatMap(({ aboutPatientId }) => (aboutPatientId === null ? [] : [aboutPatientId])),
  );
  const { facts } = request;
  act.note({ count: shown.length, patientIds: [...others.keys()] });
  return {
    state,
    identityInQuestion,
    changeable: !facts.cancelled && !facts.closed && !facts.approved,
    scopeChosen: request.ids.scope !== null && facts.scopeChosen,
    begunAt: row?.recorded_at ?? null,
    finishedAt: row?.finished_at ?? null,
    documents: row?.documents ?? 0,
    pages: row?.pages ?? 0,
    pagesDone: row?.pages_done ?? 0,
    open: shown.filter(isOpen).length,
    ofDocuments: documents.map(({ summary }) => ({
      patientId: summary.patientId,
      documentId: summary.id,
      typeName: summary.typeName,
      title: summary.title,
      date: summary.date,
      pages: summary.pages,
    })),
    findings: shown
      .toSorted(
        (a, b) =>
          Number(isOpen(b)) - Number(isOpen(a)) || FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind),
      )
      .map((finding) => {
        const { id, documentId, page, kind, what, weight, box, sameDocumentId, samePage, ruleId } = finding;
        const { detail, settlement, gone, aboutPatientId } = finding;
        return {
          ...{
            id,
            documentId,
            page,
            kind,
            what,
            weight,
            box,
            sameDocumentId,
            samePage,
            ruleId,
            detail,
            settlement,
            gone,
          },
          open: isOpen(finding),
          about: aboutPatientId === null ? null : { name: others.get(aboutPatientId) ?? null },
        };
      }),
    people: Object.fromEntries(
      await namesOfPeople(
        act,
        [...new Set(shown.flatMap(({ settlement }) => (settlement === null ? [] : [settlement.by])))].filter(isId),
      ),
    ),
  };
}

/**
 * The other patients whom the actor may know by name: charts within the actor's sight, none of a person whose record is
 * restricted, and never the actor's own. Everybody else is "another patient".
 */
async function nameable(act: Act, patientIds: readonly string[]): Promise<Map<string, string>> {
  const own = act.actor.ownPatientIds ?? [];
  const wanted = [...new Set(patientIds)].filter((id) => !own.includes(id));
  if (wanted.length === 0) return new Map();
  const open = await act.tx
    .selectFrom('patients.patient')
    .select('id')
    .where('id', 'in', wanted)
    .where('labels', '=', '0')
    .execute();
  const named = await nameOfPatients(
    act,
    open.map(({ id }) => id),
  );
  return new Map([...named].map(([id, { name }]) => [id, name]));
}
