import type { Act } from '../../platform/act.ts';
import { maskOf } from '../access/index.ts';
import { findRenditions, type Rendition } from '../documents/index.ts';
import { currentName, printName, readPatient } from '../patients/index.ts';
import { citeRulings, evaluate, ruleBook } from '../regulations/index.ts';
import { decideRelease } from './decide-release.ts';
import { CONFIDENTIALITY, deriveBasisWords, deriveWithheldStatement, sentence } from './derive-cover.ts';
import { gatherDocuments, type GatheredDocument } from './gather-documents.ts';
import { loadRequest, mustHavePatient, type PatientRequest } from './load-request.ts';
import type { PacketInput } from './packet/packet-input.ts';
import { problems } from './problems.ts';
import { type Authority, mustHoldAuthority, toReleaseAuthority } from './read-authority.ts';
import { readScope, type ScopedDocument } from './read-scope.ts';

/** One part of the packet: a document, or words added to one, with where its pages may be taken from. */
export interface PacketSource {
  readonly documentId: string;
  readonly title: string;
  readonly date: string;
  readonly author: string;
  readonly mark?: string;
  /** As the record counts them; none for words that are set on paper here. */
  readonly pages: number | undefined;
  /** Of the whole document, as it came; hashed, and merged where it is a PDF. */
  readonly original?: Rendition;
  readonly images: readonly Rendition[];
  readonly words?: { readonly rendition: Rendition; readonly lines: readonly string[] };
}

export interface PacketPlan {
  readonly patientId: string;
  readonly requestId: string;
  readonly facilityId: string;
  readonly today: string;
  readonly encrypted: boolean;
  /** Labels of everything in it together. */
  readonly labels: bigint;
  readonly front: Omit<PacketInput, 'documents' | 'passcode'>;
  readonly sources: readonly PacketSource[];
}

const MEMBERS_ON_COVER = 20;
/** Renditions asked for at once stay far below the limit of one answer. */
const PAGES_AT_ONCE = 3_000;

/**
 * What the packet is made of, asked as of now: nothing, where it is settled already. The decision on each document is
 * taken once more, since days may lie between the approval and a packet that failed at first.
 * @throws release/ended, release/scope-outdated, release/authorization-expired, release/authorization-defective
 */
export async function planPacket(
  act: Act,
  packet: { patientId: string; packetId: string },
): Promise<PacketPlan | undefined> {
  const row = await act.tx
    .selectFrom('release.packet')
    .select(['request_id', 'number', 'encrypted', 'assembled_at', 'failed_at'])
    .where('patient_id', '=', packet.patientId)
    .where('id', '=', packet.packetId)
    .executeTakeFirst();
  if (row === undefined || row.assembled_at !== null || row.failed_at !== null) return undefined;
  const request = mustHavePatient(await loadRequest(act, row.request_id, 'work'));
  if (request.ids.packet !== packet.packetId || request.ids.scope === null || !request.facts.approved)
    throw problems.scopeOutdated({ detail: 'The packet was not made: the release was sent back or chosen anew.' });
  const authority = await mustHoldAuthority(act, request);
  const scope = await readScope(act, request, request.ids.scope);
  const included = scope.documents.filter(({ effective }) => effective === 'include');
  const gathered = await stillAsDecided(act, request, authority, scope.row, included);
  const sources = await findSources(act, request.patientId, included, gathered);
  const withheldStatement = deriveWithheldStatement(scope.documents);
  const part2 = gathered.some(({ facts }) => facts.labels.includes('substance-use-part2'));
  return {
    patientId: request.patientId,
    requestId: request.id,
    facilityId: request.facility.id,
    today: request.today,
    encrypted: row.encrypted,
    labels: gathered.reduce((mask, { summary }) => mask | maskOf(summary.labels), request.labels),
    front: {
      packetNumber: row.number,
      requestNumber: request.number,
      releasedOn: request.today,
      custodian: {
        name: request.facility.legalEntityName,
        facility: request.facility.name,
        address: [],
        fictional: request.facility.fictional,
      },
      patient: await patientOnCover(act, request),
      requester: {
        name: request.row.requester_name ?? '',
        ...(request.row.requester_organisation === null ? {} : { organisation: request.row.requester_organisation }),
        address: request.row.requester_address,
      },
      basis: deriveBasisWords(authority.row),
      purpose: request.row.purpose_words ?? sentence(request.row.purpose ?? 'other'),
      notices: [
        CONFIDENTIALITY,
        ...(part2 && authority.row.basis !== 'to-individual' ? [await redisclosureNotice(act, request.today)] : []),
      ],
      ...(withheldStatement === undefined ? {} : { withheldStatement }),
    },
    sources,
  };
}

async function stillAsDecided(
  act: Act,
  request: PatientRequest,
  authority: Authority,
  scope: { from_on: string | null; to_on: string | null; type_codes: string[] | null; with_unsigned: boolean },
  included: readonly ScopedDocument[],
): Promise<GatheredDocument[]> {
  const gathered = await gatherDocuments(
    act,
    request.patientId,
    included.map(({ documentId }) => documentId),
  );
  const found = new Map(gathered.map((document) => [document.summary.id, document]));
  const asked = toReleaseAuthority(authority, request, {
    from: scope.from_on,
    to: scope.to_on,
    typeCodes: scope.type_codes,
    withUnsigned: scope.with_unsigned,
  });
  for (const document of included) {
    const now = found.get(document.documentId);
    const same =
      now !== undefined &&
      now.summary.currentVersionId === document.versionId &&
      decideRelease(now.facts, asked, ruleBook().rules, request.today).decision === document.decision;
    if (!same)
      throw problems.scopeOutdated({
        detail: 'The packet was not made: a document of it was changed since it was approved. Choose the scope anew.',
      });
  }
  return included.flatMap(({ documentId }) => found.get(documentId) ?? []);
}

async function findSources(
  act: Act,
  patientId: string,
  included: readonly ScopedDocument[],
  gathered: readonly GatheredDocument[],
): Promise<PacketSource[]> {
  const renditions = await renditionsOf(act, gathered);
  const sources: PacketSource[] = [];
  for (const [at, { summary }] of gathered.entries()) {
    const own = renditions.get(summary.id) ?? [];
    const whole = own.filter(({ pageNumber }) => pageNumber === null);
    const original =
      whole.find(({ kind, mediaType }) => kind === 'original' && mediaType === 'application/pdf') ??
      whole.find(({ kind, mediaType }) => kind === 'searchable' && mediaType === 'application/pdf') ??
      whole.find(({ kind }) => kind === 'original');
    const mark = included[at]?.mark ?? undefined;
    const images = own
      .filter(({ kind, pageNumber }) => kind === 'page-image' && pageNumber !== null)
      .toSorted((a, b) => (a.pageNumber ?? 0) - (b.pageNumber ?? 0));
    // A note that came as text has pages of words and no pictures; of markup the words that were read from it are set.
    const plain = whole.filter(({ mediaType }) => mediaType.startsWith('text/plain'));
    const words = plain.find(({ kind }) => kind === 'searchable') ?? plain.find(({ kind }) => kind === 'original');
    const asText = images.length === 0 && original?.mediaType !== 'application/pdf' && words !== undefined;
    const title = summary.title ?? summary.typeName;
    sources.push({
      documentId: summary.id,
      title,
      date: summary.date ?? '',
      author: summary.author ?? '',
      ...(mark === undefined ? {} : { mark }),
      pages: asText ? undefined : summary.pages,
      ...(original === undefined ? {} : { original }),
      images,
      ...(asText ? { words: { rendition: words, lines: [] } } : {}),
    });
    if (summary.amendments > 0) sources.push(...(await amendmentsOf(act, summary.patientId, summary.id, title, own)));
  }
  return sources;
}

/** What was said about a document later goes wherever the document goes (45 CFR 164.526(c)(1), (d)(5)). */
async function amendmentsOf(
  act: Act,
  patientId: string,
  documentId: string,
  title: string,
  renditions: readonly Rendition[],
): Promise<PacketSource[]> {
  const rows = await act.tx
    .selectFrom('documents.amendment')
    .select(['id', 'kind', 'rendition_id', 'author_name', 'reason', 'happened_at', 'at_request_of', 'recorded_at'])
    .where('patient_id', '=', patientId)
    .where('document_id', '=', documentId)
    .orderBy('recorded_at')
    .execute();
  return rows.flatMap((row) => {
    const rendition = renditions.find(({ id }) => id === row.rendition_id);
    if (rendition === undefined) return [];
    return [
      {
        documentId: row.id,
        title: `${sentence(row.kind)} to: ${title}`,
        date: row.recorded_at.toISOString().slice(0, 10),
        author: row.author_name,
        pages: undefined,
        images: [],
        words: {
          rendition,
          lines: [
            `By ${row.author_name}, recorded ${row.recorded_at.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
            `Reason: ${row.reason}`,
            ...(row.happened_at === null
              ? []
              : [`Of ${row.happened_at.toISOString().slice(0, 16).replace('T', ' ')} UTC`]),
            ...(row.at_request_of === 'patient' ? ['At the request of the patient'] : []),
          ],
        },
      },
    ];
  });
}

async function renditionsOf(act: Act, gathered: readonly GatheredDocument[]): Promise<Map<string, Rendition[]>> {
  const found = new Map<string, Rendition[]>();
  let batch: GatheredDocument[] = [];
  const ask = async () => {
    for (const patientId of new Set(batch.map(({ summary }) => summary.patientId))) {
      const renditions = await findRenditions(act, {
        patientId,
        documentIds: batch.filter(({ summary }) => summary.patientId === patientId).map(({ summary }) => summary.id),
        kinds: ['original', 'searchable', 'page-image', 'amendment'],
      });
      for (const each of renditions) found.set(each.documentId, [...(found.get(each.documentId) ?? []), each]);
    }
    batch = [];
  };
  for (const document of gathered) {
    batch.push(document);
    if (batch.reduce((sum, { summary }) => sum + summary.pages + 1, 0) > PAGES_AT_ONCE) await ask();
  }
  await ask();
  return found;
}

/** All numbers and names of the person: the recipient may know another than the one used here. */
async function patientOnCover(act: Act, request: PatientRequest): Promise<PacketInput['patient']> {
  const record = await readPatient(act, request.patientId);
  const members = [record];
  for (const id of record.memberIds.filter((each) => each !== record.id).slice(0, MEMBERS_ON_COVER))
    members.push(await readPatient(act, id));
  const name = printName(currentName(record.names));
  const names = members.flatMap((member) => member.names.map(printName));
  const mrns = members.flatMap(({ identifiers }) =>
    identifiers.filter(({ kind }) => kind === 'mrn').map(({ value }) => value),
  );
  return {
    name,
    otherNames: [...new Set(names)].filter((each) => each !== name && each !== ''),
    birthDate: record.birthDate,
    mrns: [...new Set(mrns)],
  };
}

/** 42 CFR 2.32: the words that go with every disclosure of these records on consent. */
async function redisclosureNotice(act: Act, on: string): Promise<{ title: string; text: string }> {
  const ruling = evaluate('wording', 'us/part2/redisclosure-notice', {
    on,
    facts: { part2_record: true, disclosure_basis: 'part2-consent' },
  });
  if (ruling.answer === null) throw new Error(`the redisclosure notice did not answer: ${ruling.outcome}`);
  await citeRulings(act, [ruling]);
  return { title: 'Substance use disorder records', text: ruling.answer.wording };
}
