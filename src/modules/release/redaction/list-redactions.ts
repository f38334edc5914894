import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { gatherDocuments } from '../gather-documents.ts';
import { loadRequest, mustHavePatient } from '../load-request.ts';
import { readScope } from '../read-scope.ts';
import { readRedactions } from './read-redactions.ts';
import { REDACTION_REASON_WORDS, REDACTION_REASONS } from './reasons.ts';

/** What is redacted in a request and what was, and the documents of its scope that can be. */
export async function listRedactions(act: Act, requestId: string) {
  const request = mustHavePatient(await loadRequest(act, requestId, 'read'));
  const redactions = await readRedactions(act, request);
  act.note({ count: redactions.length });
  const scope =
    request.ids.scope === null
      ? []
      : (await readScope(act, request, request.ids.scope)).documents.filter(
          ({ effective }) => effective !== 'withhold',
        );
  const documents = scope.length === 0 ? [] : await gatherDocuments(act, request.patientId, scope.map(idOf));
  const summaries = new Map(documents.map(({ summary }) => [summary.id, summary]));
  const versions = new Map(scope.map(({ documentId, versionId }) => [documentId, versionId]));
  const { facts } = request;
  return {
    open: !facts.cancelled && !facts.closed && facts.handOver !== 'begun' && facts.handOver !== 'confirmed',
    approved: facts.approved,
    reasons: REDACTION_REASON_WORDS.map((reason) => ({ reason, ...REDACTION_REASONS[reason] })),
    documents: scope.flatMap(({ documentId, pages }) => {
      const summary = summaries.get(documentId);
      if (summary === undefined) return [];
      const { patientId, typeName, title, date } = summary;
      return [{ patientId, documentId, typeName, title, date, pages }];
    }),
    redactions: redactions.map(({ versionId, drawnOn: _drawnOn, ...redaction }) => ({
      ...redaction,
      places: [...redaction.places],
      code: REDACTION_REASONS[redaction.reason].code,
      // Drawn on another version than the one that would leave.
      outdated:
        redaction.undone === null &&
        versions.has(redaction.documentId) &&
        versions.get(redaction.documentId) !== versionId,
    })),
    people: Object.fromEntries(
      await namesOfPeople(
        act,
        [...new Set(redactions.flatMap(({ by, undone }) => [by, ...(undone === null ? [] : [undone.by])]))].filter(
          isId,
        ),
      ),
    ),
  };
}

const idOf = ({ documentId }: { readonly documentId: string }) => documentId;
