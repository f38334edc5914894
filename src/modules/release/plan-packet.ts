import type { Act } from '../../platform/act.ts';
import { maskOf } from '../access/index.ts';
import type { FacilityFacts } from '../directory/index.ts';
import { currentName, printName, readPatient } from '../patients/index.ts';
import { citeRulings, evaluate } from '../regulations/index.ts';
import { decideRecord, type ScopeAsked } from './basis/decide-record.ts';
import { CONFIDENTIALITY, deriveBasisWords, deriveWithheldStatement, sentence } from './derive-cover.ts';
import { readSentBefore, readSupplementTo } from './components/supplement-packet.ts';
import { findSources, type PacketSource } from './find-sources.ts';
import type { GatheredDocument } from './gather-documents.ts';
import { loadRequest, mustHavePatient, type PatientRequest } from './load-request.ts';
import { decideMaking, type Making } from './making/decide-making.ts';
import { readOptionOf } from './making/read-option.ts';
import type { PacketInput } from './packet/packet-input.ts';
import { frontOfPacket, type LeadPaper } from './payers/front-of-packet.ts';
import { problems } from './problems.ts';
import { attachRedactions } from './redaction/attach-redactions.ts';
import { redactionReasonsOnCover } from './redaction/reasons.ts';
import { type Authority, mustHoldAuthority } from './read-authority.ts';
import { askedOf, readScope, type ScopedDocument } from './read-scope.ts';
import { type PacketFile, planAttachments } from './structured/plan-attachments.ts';
import type { ReadStructured } from './structured/source.ts';

export interface PacketPlan {
  readonly patientId: string;
  readonly requestId: string;
  readonly facilityId: string;
  readonly today: string;
  readonly making: Making;
  readonly facility: FacilityFacts;
  /** Labels of everything in it together. */
  readonly labels: bigint;
  readonly front: Omit<
    PacketInput,
    'documents' | 'files' | 'lead' | 'passcode' | 'bates' | 'certification' | 'seal' | 'limits'
  >;
  readonly sources: readonly PacketSource[];
  /** The requester's own paper, where its destination wants it first. */
  readonly lead: LeadPaper | undefined;
  /** The structured part, as files inside the first volume. */
  readonly files: readonly PacketFile[];
}

const MEMBERS_ON_COVER = 20;

/**
 * What the packet is made of, asked as of now: nothing, where it is settled already. The decision on each document is
 * taken once more, since days may lie between the approval and a packet that failed at first.
 * @throws release/ended, release/scope-outdated, release/structured-outdated, release/authorization-expired, release/authorization-defective
 */
export async function planPacket(
  act: Act,
  packet: { patientId: string; packetId: string; sealAll: boolean },
  readStructured: ReadStructured,
): Promise<PacketPlan | undefined> {
  const row = await act.tx
    .selectFrom('release.packet')
    .select(['request_id', 'number', 'encrypted', 'option_id', 'assembled_at', 'failed_at'])
    .where('patient_id', '=', packet.patientId)
    .where('id', '=', packet.packetId)
    .executeTakeFirst();
  if (row === undefined || row.assembled_at !== null || row.failed_at !== null) return undefined;
  const request = mustHavePatient(await loadRequest(act, row.request_id, 'work'));
  if (request.ids.packet !== packet.packetId || request.ids.scope === null || !request.facts.approved)
    throw problems.scopeOutdated({ detail: 'The packet was not made: the release was sent back or chosen anew.' });
  const authority = await mustHoldAuthority(act, request);
  const scope = await readScope(act, request, request.ids.scope);
  const asked = askedOf(scope.row);
  const included = scope.documents.filter(({ effective }) => effective === 'include');
  const gathered = await stillAsDecided(act, request, authority, asked, included);
  const whole = await findSources(act, request.patientId, included, gathered);
  const structured = await planAttachments(act, readStructured, {
    ...{ request, authority, scope: asked },
    scopeId: scope.row.id,
  });
  const sources = await attachRedactions(act, request, included, whole);
  const sentBefore = await readSentBefore(act, request);
  const supplementTo = await readSupplementTo(act, request);
  const withheldStatement = deriveWithheldStatement(
    scope.documents.filter(({ documentId, versionId }) => sentBefore.get(documentId) !== versionId),
    structured.withheld,
  );
  const { lead, largestBytes } = await frontOfPacket(act, request);
  const option = row.option_id === null ? undefined : await readOptionOf(act, request.patientId, row.option_id);
  const part2 = gathered.some(({ facts }) => facts.labels.includes('substance-use-part2'));
  return {
    patientId: request.patientId,
    requestId: request.id,
    facilityId: request.facility.id,
    today: request.today,
    making: decideMaking(option, { encrypted: row.encrypted, sealAll: packet.sealAll, largestBytes }),
    facility: request.facility,
    labels: gathered.reduce((mask, { summary }) => mask | maskOf(summary.labels), request.labels | structured.labels),
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
      ...(supplementTo === undefined ? {} : { supplementTo }),
      redactionReasons: redactionReasonsOnCover(),
    },
    sources,
    lead,
    files: structured.files,
  };
}

async function stillAsDecided(
  act: Act,
  request: PatientRequest,
  authority: Authority,
  scope: ScopeAsked,
  included: readonly ScopedDocument[],
): Promise<GatheredDocument[]> {
  const decided = await decideRecord(act, request, authority, scope);
  const found = new Map(decided.map((document) => [document.summary.id, document]));
  for (const document of included) {
    const now = found.get(document.documentId);
    const same =
      now !== undefined &&
      now.summary.currentVersionId === document.versionId &&
      now.decision.decision === document.decision;
    if (!same)
      throw problems.scopeOutdated({
        detail: 'The packet was not made: a document of it was changed since it was approved. Choose the scope anew.',
      });
  }
  return included.flatMap(({ documentId }) => found.get(documentId) ?? []);
}

/** All numbers and names of the person: the recipient may know another than the one used here. */
export async function patientOnCover(
  act: Act,
  request: Pick<PatientRequest, 'patientId'>,
): Promise<PacketInput['patient']> {
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
export async function redisclosureNotice(act: Act, on: string): Promise<{ title: string; text: string }> {
  const ruling = evaluate('wording', 'us/part2/redisclosure-notice', {
    on,
    facts: { part2_record: true, disclosure_basis: 'part2-consent' },
  });
  if (ruling.answer === null) throw new Error(`the redisclosure notice did not answer: ${ruling.outcome}`);
  await citeRulings(act, [ruling]);
  return { title: 'Substance use disorder records', text: ruling.answer.wording };
}
