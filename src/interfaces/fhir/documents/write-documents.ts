import type { Act } from '../../../platform/act.ts';
import { together } from '../../../platform/db/together.ts';
import { Problem } from '../../../platform/problem.ts';
import { fileDocument, markEnteredInError } from '../../../modules/documents/index.ts';
import { problems } from '../problems.ts';
import type { Incoming } from '../write-resource.ts';
import { changeDocument } from './change-document.ts';
import type { DocumentFacts } from './derive-document-facts.ts';
import { authorOf, findNamed, type KnownNames, signatureOf } from './find-named.ts';
import type { DocumentPlan, DocumentPlans } from './plan-documents.ts';
import type { PreparedDocument } from './prepare-documents.ts';

/** What a DocumentReference is in the record now. */
export interface FiledReference {
  readonly patientId: string;
  readonly documentId: string;
  readonly number: number;
  readonly versionId: string;
  readonly prepared: PreparedDocument;
}

export interface WriteDocuments {
  readonly facilityId: string;
  readonly origin: string;
  /** What was put before the transaction, by id of the DocumentReference. */
  readonly prepared: ReadonlyMap<string, PreparedDocument>;
  /** What stored DocumentReferences said until now. */
  readonly was: ReadonlyMap<string, DocumentFacts>;
  /** Encounters that came in the same bundle: what came with its encounter is not late for it, however old both are. */
  readonly newEncounters: ReadonlySet<string>;
}

type Filing = Exclude<DocumentPlan, { kind: 'kept' }>;

/** Documents on their way at once; each is some ten statements. */
const AT_ONCE = 10;

/**
 * Files, replaces, corrects and strikes through by the verbs of documents. New ones first and side by side; those that
 * touch a document which stands, one after the other in the order in which they replace each other.
 * @throws fhir/changed-meanwhile when the record is no longer what the content was put for; the module's problems with the place
 */
export async function writeDocuments(
  act: Act,
  incoming: readonly Incoming[],
  plans: DocumentPlans,
  options: WriteDocuments,
): Promise<Map<string, FiledReference>> {
  const filings = incoming.flatMap((each) => {
    const plan = plans.byId.get(each.id);
    return plan === undefined || plan.kind === 'kept'
      ? []
      : [{ each, plan, prepared: mustBePrepared(each, plan, options) }];
  });
  const was = [...options.was.values()];
  const names = await findNamed(act, [...filings.map(({ plan }) => plan.facts), ...was]);
  const filed = new Map<string, FiledReference>();
  const fresh = filings.filter(({ plan }) => plan.kind === 'new');
  for (let from = 0; from < fresh.length; from += AT_ONCE)
    await together(
      fresh.slice(from, from + AT_ONCE).map(async ({ each, plan, prepared }) => {
        filed.set(each.id, await placed(each, () => fileNew(act, each, plan.facts, prepared, names, options)));
      }),
    );
  const others = filings.filter(({ plan }) => plan.kind !== 'new');
  for (const { each, plan, prepared } of inOrderOfReplacing(others)) {
    const onto = plan.kind === 'of-standing' ? plan.standing : filed.get(plan.kind === 'of-entry' ? plan.rootId : '');
    if (onto === undefined) throw changedMeanwhile(each);
    const { patientId, documentId } = onto;
    const version = await placed(each, () =>
      changeDocument(act, {
        patientId,
        documentId,
        id: each.id,
        facts: plan.facts,
        was: options.was.get(each.id),
        version: onto,
        inError: plan.kind === 'of-standing' && plan.standing.errorCause !== undefined,
        prepared,
        names,
      }),
    );
    filed.set(each.id, { patientId, documentId, ...version, prepared });
  }
  return filed;
}

async function fileNew(
  act: Act,
  incoming: Incoming,
  facts: DocumentFacts,
  prepared: PreparedDocument,
  names: KnownNames,
  options: WriteDocuments,
): Promise<FiledReference> {
  const visit = facts.encounterId;
  const author = authorOf(facts.author, names);
  const signature = signatureOf(facts, names, act.now);
  const filed = await fileDocument(act, {
    id: incoming.id,
    patientId: incoming.patientId as string, // the plan files nothing without one
    ...(visit !== undefined && names.encounters.has(visit) ? { encounterId: visit } : {}),
    facilityId: options.facilityId,
    typeCode: facts.type.code,
    ...(facts.date === undefined ? {} : { date: facts.date }),
    ...(facts.title === undefined ? {} : { title: facts.title }),
    ...(author === undefined ? {} : { author }),
    keySlot: prepared.keySlot,
    pages: prepared.pages,
    renditions: prepared.renditions,
    receivedVia: 'fhir',
    isHistory: visit !== undefined && options.newEncounters.has(visit),
    origin: options.origin,
    ...(facts.originId === undefined ? {} : { originId: facts.originId }),
    labels: facts.labels.map((name) => ({ name, basis: 'source' as const })),
    signatures: signature === undefined ? [] : [signature],
    ...(facts.status === undefined ? {} : { said: { status: facts.status, basis: 'source' as const } }),
    ...(facts.serviceFrom === undefined ? {} : { serviceFrom: facts.serviceFrom }),
    ...(facts.serviceTo === undefined ? {} : { serviceTo: facts.serviceTo }),
  });
  const { patientId, documentId, versionId } = filed;
  if (facts.enteredInError)
    await markEnteredInError(act, {
      patientId,
      documentId,
      cause: 'source-cancelled',
      reason: 'Its source marked it entered in error.',
    });
  return { patientId, documentId, versionId, number: 1, prepared };
}

/** What was put before the transaction belongs to the version that stood then. */
function mustBePrepared(incoming: Incoming, plan: Filing, options: WriteDocuments): PreparedDocument {
  const prepared = options.prepared.get(incoming.id);
  const basis = plan.kind === 'of-standing' ? plan.standing.versionId : undefined;
  if (prepared === undefined || prepared.kind !== plan.kind || prepared.basis !== basis)
    throw changedMeanwhile(incoming);
  return prepared;
}

function inOrderOfReplacing<T extends { each: Incoming; plan: Filing }>(filings: readonly T[]): T[] {
  const byId = new Map(filings.map((filing) => [filing.each.id, filing]));
  const ordered = new Set<T>();
  const visit = (filing: T, open: ReadonlySet<T>): void => {
    if (ordered.has(filing) || open.has(filing)) return;
    for (const id of filing.plan.facts.replaces) {
      const replaced = byId.get(id);
      if (replaced !== undefined) visit(replaced, new Set([...open, filing]));
    }
    ordered.add(filing);
  };
  for (const filing of filings) visit(filing, new Set());
  return [...ordered];
}

/** The module names what is wrong; only this interface knows in which entry. */
async function placed<T>(incoming: Incoming, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Problem) || error.kind === 'fault' || error.kind === 'busy') throw error;
    throw problems.documentRefused(
      { detail: `Nothing was stored. ${incoming.at}: ${error.title}. ${error.detail}`, at: incoming.at },
      error,
    );
  }
}

function changedMeanwhile(incoming: Incoming) {
  return problems.changedMeanwhile({
    detail: 'Nothing was stored. Somebody changed the document at the same time; send it again.',
    at: incoming.at,
  });
}
