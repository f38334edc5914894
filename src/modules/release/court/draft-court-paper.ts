import { localDate } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import {
  type DraftedLetter,
  draftLetter,
  type Facts,
  type Language,
  prepareLetter,
  type StoredLetter,
} from '../../correspondence/index.ts';
import { nameOfPatients } from '../../patients/index.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import { type Context, mustBeAsPrepared } from '../outcomes/letter-of-outcome.ts';
import { type Packet, readPacket } from '../read-packet.ts';
import { readScope } from '../read-scope.ts';
import { courtProblems } from './problems.ts';
import { processOf, type ProcessRow } from './read-court.ts';
import { type CourtPaper, isOrder, type ProcessKind } from './words.ts';

export interface DraftCourtPaper {
  readonly requestId: string;
  readonly paper: CourtPaper;
  /** Custodian of the records, or whom to ask. */
  readonly name: string;
  readonly title: string;
  readonly phone?: string | undefined;
  /** What is not among the copies, and why. */
  readonly omitted?: string | undefined;
  readonly language?: Language | undefined;
}

const TEMPLATES: Readonly<Record<CourtPaper, string>> = {
  affidavit: 'custodian-affidavit',
  certification: 'business-records-certification',
  objection: 'subpoena-objection',
  cover: 'court-cover',
};

interface WorkedOut {
  readonly request: LoadedRequest;
  readonly facts: Facts;
  readonly recipient: { readonly name: string; readonly lines: readonly string[] };
}

/**
 * Outside the transaction: the paper is set in type from the facts of the process and of the packet.
 * @throws release/process-missing, release/court-paper-unfit
 */
export async function prepareCourtPaper(context: Context, input: DraftCourtPaper) {
  const within = <T>(fn: (act: Act) => Promise<T>): Promise<T> =>
    context.services.acting.act(
      context.request.actContext,
      { verb: 'release.prepare-court-paper', permission: 'release/work' },
      fn,
    );
  const { request, facts, recipient } = await within((act) => workOut(act, input));
  const letter = await prepareLetter(context.services, within, {
    template: TEMPLATES[input.paper],
    facts,
    recipient,
    language: input.language ?? 'en',
    ...(request.patientId === null ? {} : { patientId: request.patientId }),
    facilityId: request.facility.id,
    case: { module: 'release', id: request.id },
  });
  return { facts, letter };
}

/** The paper as a draft of the case: it is read, signed and sent like any other letter. */
export async function draftCourtPaper(
  act: Act,
  input: DraftCourtPaper,
  prepared: { readonly facts: Facts; readonly letter: StoredLetter },
): Promise<{ letterId: string; letterNumber: string }> {
  const { facts } = await workOut(act, input);
  mustBeAsPrepared(prepared.facts, facts);
  const drafted: DraftedLetter = await draftLetter(act, prepared.letter);
  act.note({ subjectIds: [drafted.letterId], detail: { paper: input.paper } });
  return { letterId: drafted.letterId, letterNumber: drafted.number };
}

async function workOut(act: Act, input: DraftCourtPaper): Promise<WorkedOut> {
  const request = await loadRequest(act, input.requestId, 'work');
  const process = await processOf(act, request.id);
  if (process === undefined)
    throw courtProblems.processMissing({ detail: 'No paper was made. Record first what was served.' });
  const always = { requestNumber: request.number, court: process.court, matter: matterOf(process) };
  if (input.paper === 'objection') return { request, ...objectionTo(request, process, input, always) };
  const { packet, documents, patient } = await packetOf(act, request);
  const counted = { packetNumber: packet.number, pages: packet.pages ?? 0, documents };
  const atCourt = { name: process.court, lines: linesOf(process.return_place) };
  if (input.paper === 'cover')
    return {
      request,
      recipient: atCourt,
      facts: {
        ...{ ...always, ...counted, name: input.name.trim(), title: input.title.trim() },
        ...(process.return_on === null ? {} : { returnOn: process.return_on }),
        ...text('phone', input.phone),
      },
    };
  return {
    request,
    recipient: atCourt,
    facts: {
      ...{ ...always, ...counted, name: input.name.trim(), title: input.title.trim(), patientName: patient.name },
      ...text('mrn', patient.mrn ?? undefined),
      ...text('omitted', input.omitted),
      volumes: packet.volumes.map(({ volume, sha256 }) => ({ volume: String(volume), sha256 })),
    },
  };
}

/** Only what lacks assurance is objected to here. @throws release/court-paper-unfit */
function objectionTo(
  { facility, row }: LoadedRequest,
  process: ProcessRow,
  input: DraftCourtPaper,
  always: { readonly requestNumber: string; readonly court: string; readonly matter: string },
) {
  // CHECK process_kind_is_known
  if (isOrder(process.kind as ProcessKind) || process.assurance !== 'none')
    throw courtProblems.courtPaperUnfit({
      detail:
        'No letter was made: an order of a court needs no assurance, and here an assurance is recorded. Correct the process if that is wrong.',
      citations: ['45 CFR 164.512(e)(1)'],
      at: 'paper',
    });
  if ((input.phone ?? '').trim() === '')
    throw courtProblems.courtPaperUnfit({ detail: 'No letter was made. Give a telephone number to ask.', at: 'phone' });
  return {
    recipient: {
      name: process.issuer_name,
      lines: [...(row.requester_organisation === null ? [] : [row.requester_organisation]), ...row.requester_address],
    },
    facts: {
      ...always,
      servedOn: process.served_on,
      receivedOn: localDate(row.received_at, facility.timeZone),
      ...(process.return_on === null ? {} : { returnOn: process.return_on }),
      name: input.name.trim(),
      title: input.title.trim(),
      phone: (input.phone ?? '').trim(),
    },
  };
}

/** A paper about copies is made from the packet that holds them. @throws release/court-paper-unfit */
async function packetOf(
  act: Act,
  request: LoadedRequest,
): Promise<{ packet: Packet; documents: number; patient: { name: string; mrn: string | null } }> {
  const { patientId, ids, facts } = request;
  const scope = ids.scope;
  if (patientId === null || ids.packet === null || facts.packet !== 'ready' || scope === null)
    throw courtProblems.courtPaperUnfit({
      detail:
        'No paper was made: it counts the pages of the packet. Approve the release and wait until it is assembled.',
      at: 'paper',
    });
  const packet = await readPacket(act, patientId, ids.packet);
  const { documents } = await readScope(act, { ...request, patientId }, scope);
  const patient = (await nameOfPatients(act, [patientId])).get(patientId);
  return {
    packet,
    documents: documents.filter(({ effective }) => effective === 'include').length,
    patient: { name: patient?.name ?? '', mrn: patient?.mrn ?? null },
  };
}

function matterOf({ caption, case_number: number }: ProcessRow): string {
  return number === null ? caption : `${caption} (${number})`;
}

function linesOf(place: string | null): string[] {
  return place === null ? [] : [place];
}

function text(name: string, value: string | undefined): Facts {
  return value === undefined || value.trim() === '' ? {} : { [name]: value.trim() };
}
