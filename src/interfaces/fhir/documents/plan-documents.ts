import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { DESTINATIONS } from '../../../modules/documents/index.ts';
import { isObject, type JsonObject } from '../read-json.ts';
import type { Incoming } from '../write-resource.ts';
import { deriveAttachments } from './derive-attachments.ts';
import { deriveDocumentFacts, type DocumentFacts } from './derive-document-facts.ts';
import { findStanding, type Standing } from './find-standing.ts';

/** What becomes of one DocumentReference. */
export type DocumentPlan =
  /** It stays a resource and becomes no document of the record, for this reason; `stands`: it was one before. */
  | { readonly kind: 'kept'; readonly reason: string; readonly stands?: boolean }
  | { readonly kind: 'new'; readonly facts: DocumentFacts }
  | { readonly kind: 'of-standing'; readonly facts: DocumentFacts; readonly standing: Standing }
  /** A new version of the document that another entry of the bundle becomes. */
  | { readonly kind: 'of-entry'; readonly facts: DocumentFacts; readonly rootId: string };

export interface DocumentPlans {
  /** By id of the DocumentReference; those that did not change are not among them. */
  readonly byId: ReadonlyMap<string, DocumentPlan>;
  /** Content of Binary resources, by id: entries of the bundle and, up to a bound, stored ones. */
  readonly binaries: ReadonlyMap<string, JsonObject>;
}

/** Characters of stored Binary content taken into memory for one bundle. */
const MAX_STORED_CONTENT = 64 * 1024 * 1024;

/**
 * Decides, with what stands in the record, what each DocumentReference becomes. Reads only; the same plan is made again in
 * the transaction that writes, by then with the content on disk.
 */
export async function planDocuments(
  act: Act,
  incoming: readonly Incoming[],
  unchanged: ReadonlySet<string>,
): Promise<DocumentPlans> {
  const references = incoming.filter(
    (each) => each.resource.resourceType === 'DocumentReference' && !unchanged.has(each.id),
  );
  const facts = new Map(references.map((each) => [each.id, deriveDocumentFacts(each.resource)]));
  const binaries = await binariesOf(act, incoming, references);
  const standing = await findStanding(
    act,
    references.flatMap(({ id, patientId, known }) =>
      patientId === undefined
        ? []
        : [...(known ? [id] : []), ...(facts.get(id)?.replaces ?? [])].map((each) => ({ id: each, patientId })),
    ),
  );
  const byId = new Map<string, DocumentPlan>();
  const decide = (each: Incoming, open: ReadonlySet<string>): DocumentPlan => {
    const decided = byId.get(each.id);
    if (decided !== undefined) return decided;
    const plan = decideOne(each, facts.get(each.id) as DocumentFacts, standing, binaries, (id) => {
      const other = references.find((reference) => reference.id === id);
      return other === undefined || open.has(id) ? undefined : decide(other, new Set([...open, id]));
    });
    byId.set(each.id, plan);
    return plan;
  };
  for (const each of references) decide(each, new Set([each.id]));
  return { byId, binaries };
}

function decideOne(
  incoming: Incoming,
  facts: DocumentFacts,
  standing: ReadonlyMap<string, Standing>,
  binaries: ReadonlyMap<string, JsonObject>,
  planOf: (id: string) => DocumentPlan | undefined,
): DocumentPlan {
  if (incoming.patientId === undefined) return kept('It is about no patient of ours.');
  const own = standing.get(incoming.id);
  if (own !== undefined) return ofStanding(incoming.id, facts, own);
  if (facts.type.notPartOfRecord !== undefined)
    return kept(`It does not belong in a chart: ${DESTINATIONS[facts.type.notPartOfRecord]} takes such papers.`);
  const missing = missingContent(incoming, binaries);
  if (missing !== undefined) return kept(missing);
  for (const id of facts.replaces) {
    const plan = planOf(id);
    if (plan?.kind === 'new') return { kind: 'of-entry', facts, rootId: id };
    if (plan?.kind === 'of-entry') return { kind: 'of-entry', facts, rootId: plan.rootId };
    const replaced = plan?.kind === 'of-standing' ? plan.standing : standing.get(id);
    if (replaced !== undefined && replaced.errorCause === undefined && replaced.keySlot !== undefined)
      return { kind: 'of-standing', facts, standing: replaced };
  }
  return { kind: 'new', facts };
}

/** Where the record has its own opinion of the document, that holds. */
function ofStanding(id: string, facts: DocumentFacts, standing: Standing): DocumentPlan {
  if (standing.keySlot === undefined) return kept('The document was destroyed under the retention schedule.', true);
  if (standing.shownId !== undefined && standing.shownId !== id && standing.number > 1)
    return kept('A later version from its source stands in the record.', true);
  if (standing.errorCause !== undefined && standing.errorCause !== 'source-cancelled')
    return kept('The desk marked the document entered in error.', true);
  return { kind: 'of-standing', facts, standing };
}

function missingContent(incoming: Incoming, binaries: ReadonlyMap<string, JsonObject>): string | undefined {
  const attachments = deriveAttachments(incoming.resource);
  const here = attachments.some(
    ({ source }) => source.kind === 'inline' || (source.kind === 'binary' && binaries.has(source.id)),
  );
  if (here) return undefined;
  return attachments.some(({ source }) => source.kind !== 'none')
    ? 'Its content is at an address outside, which is not fetched.'
    : 'It has no content.';
}

async function binariesOf(
  act: Act,
  incoming: readonly Incoming[],
  references: readonly Incoming[],
): Promise<Map<string, JsonObject>> {
  const found = new Map<string, JsonObject>();
  for (const { id, resource } of incoming)
    if (resource.resourceType === 'Binary' && typeof resource.data === 'string') found.set(id, resource);
  const outside = references.flatMap(({ resource }) =>
    deriveAttachments(resource).flatMap(({ source }) =>
      source.kind === 'binary' && !found.has(source.id) ? [source.id] : [],
    ),
  );
  if (outside.length === 0) return found;
  const { rows } = await sql<{ id: string; content: string }>`
    SELECT s.id, s.content FROM (
      SELECT r.id, r.content, sum(length(r.content)) OVER (ORDER BY r.id) AS upto FROM fhir.resource r
      WHERE r.type = 'Binary' AND r.id = ANY (${outside}::uuid[])) s
    WHERE s.upto <= ${MAX_STORED_CONTENT}`.execute(act.tx);
  for (const { id, content } of rows) {
    const binary: unknown = JSON.parse(content);
    if (isObject(binary) && typeof binary.data === 'string') found.set(id, binary);
  }
  return found;
}

function kept(reason: string, stands = false): DocumentPlan {
  return { kind: 'kept', reason, stands };
}
