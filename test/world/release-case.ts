import type { Actor } from '../../src/platform/act.ts';
import {
  type FileDocument,
  fileDocument,
  type FiledDocument,
  type NewPage,
} from '../../src/modules/documents/index.ts';
import { registerPatient } from '../../src/modules/patients/index.ts';
import { ruleBook } from '../../src/modules/regulations/index.ts';
import { samplePdf } from '../../src/modules/release/packet/sample-pdf.fixture.ts';
import { ALL_SEEN, GOOD_FORM, REQUESTER_SEEN } from './authority.ts';
import { putBlob } from './chart.ts';
import { FACILITY, type World } from './world.ts';

export { ALL_SEEN, GOOD_FORM, REQUESTER_SEEN };

/** The people of the release desk, and the calls of one case in the order in which they are made. */
export interface ReleaseDesk {
  readonly specialist: Actor;
  readonly approver: Actor;
  readonly officer: Actor;
}

export function releaseDesk(world: World): ReleaseDesk {
  ruleBook(); // read here once: the first test would wait for it
  return {
    specialist: world.person(['release-specialist']),
    approver: world.person(['release-approver']),
    officer: world.person(['privacy-officer']),
  };
}

export async function arrangePerson(world: World, family: string, given: string): Promise<string> {
  const { id } = await world.system((act) =>
    registerPatient(act, {
      facts: {
        birthDate: '1961-03-12',
        sex: 'female',
        names: [{ use: 'legal', family, given: [given] }],
        identifiers: [],
        contacts: [],
      },
      facilityId: FACILITY,
      origin: 'desk',
    }),
  );
  return id;
}

/** A document whose original is a real PDF, signed by its author unless told otherwise. */
export async function arrangePaper(
  world: World,
  patientId: string,
  pages: readonly string[],
  more: Partial<Omit<FileDocument, 'patientId' | 'keySlot' | 'pages' | 'renditions'>> & {
    original?: { mediaType: string; content: string | Uint8Array } | undefined;
    unsigned?: boolean;
  } = {},
): Promise<FiledDocument> {
  const { original, unsigned, ...facts } = more;
  const keySlot = world.services.keyring.newSlot();
  const content = original?.content ?? samplePdf(pages.map((text) => ({ text })));
  const blob = await putBlob(world, keySlot, content);
  return world.system((act) =>
    fileDocument(act, {
      patientId,
      typeCode: 'progress-note',
      date: '2026-11-10',
      author: { name: 'Dr. Ana Müller' },
      receivedVia: 'scan',
      origin: 'desk',
      ...(unsigned === true
        ? {}
        : {
            signatures: [
              {
                role: 'author',
                signer: { name: 'Dr. Ana Müller' },
                signedAt: new Date('2026-11-10T12:00:00Z'),
                how: 'ink',
              },
            ],
          }),
      ...facts,
      keySlot,
      pages: pages.map((text) => ({ text, renditions: [] })),
      renditions: [
        { kind: 'original', mediaType: original?.mediaType ?? 'application/pdf', fileName: 'scan.pdf', blob },
      ],
    }),
  );
}

/** Scanned pages on which no word was read, as one document signed in ink. */
export async function arrangePictures(world: World, patientId: string, pictures: readonly Buffer[]): Promise<string> {
  const keySlot = world.services.keyring.newSlot();
  const pages: NewPage[] = [];
  for (const picture of pictures)
    pages.push({
      text: '',
      renditions: [{ kind: 'page-image', mediaType: 'image/webp', blob: await putBlob(world, keySlot, picture) }],
    });
  const { documentId } = await world.system((act) =>
    fileDocument(act, {
      ...{ patientId, typeCode: 'progress-note', date: '2026-11-10', author: { name: 'Dr. Ana Müller' } },
      ...{ receivedVia: 'scan', origin: 'desk', keySlot, pages, renditions: [] },
      signatures: [
        {
          ...{ role: 'author', signer: { name: 'Dr. Ana Müller' }, how: 'ink' },
          signedAt: new Date('2026-11-10T12:00:00Z'),
        },
      ],
    }),
  );
  return documentId;
}

/** Logs a request of an attorney. */
export async function receive(world: World, desk: ReleaseDesk, more: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await world.callAs<{ id: string }>(desk.specialist, 'POST', '/release/requests', {
    receivedAt: '2026-11-20T15:00:00Z',
    receivedVia: 'mail',
    requester: {
      class: 'attorney',
      name: 'Dana Whitfield',
      organisation: 'Whitfield Law',
      address: ['2 Court Square'],
    },
    purpose: 'legal-claim',
    purposeWords: 'Legal claim',
    ...more,
  });
  if (status !== 201) throw new Error(`the request was not received: ${JSON.stringify(body)}`);
  return body.id;
}

type Step = { readonly actor: Actor; readonly path: string; readonly body?: unknown };

/** One step through the API; anything but success is an error that quotes the problem. */
export async function step<T>(world: World, { actor, path, body }: Step): Promise<T> {
  const answer = await world.callAs<T>(actor, 'POST', path, body ?? {});
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** Patient and requester, so that authority can be recorded. */
export async function identifyAndVerify(world: World, desk: ReleaseDesk, id: string, patientId: string): Promise<void> {
  const actor = desk.specialist;
  await step(world, {
    actor,
    path: `/release/requests/${id}/patient`,
    body: { patientId, matchedOn: ['name', 'birth-date', 'mrn'] },
  });
  await step(world, {
    actor,
    path: `/release/requests/${id}/verification`,
    body: { how: 'Letterhead, call back to the number of the bar register', seen: REQUESTER_SEEN },
  });
}

export function recordAuthority<T = { result: string }>(
  world: World,
  desk: ReleaseDesk,
  id: string,
  body: Record<string, unknown> = {},
): Promise<T> {
  return step<T>(world, {
    actor: desk.specialist,
    path: `/release/requests/${id}/authority`,
    body: { basis: 'authorization', seen: ALL_SEEN, form: GOOD_FORM, ...body },
  });
}

/** The choice of records; their pages are gone over, and whatever is found on them is kept. */
export async function chooseScope(world: World, desk: ReleaseDesk, id: string, body: Record<string, unknown> = {}) {
  const chosen = await chooseScopeOnly(world, desk, id, body);
  await keepFindings(world, desk, id);
  return chosen;
}

/** The pages are gone over, and somebody who may says that they may leave. */
export async function keepFindings(world: World, desk: ReleaseDesk, id: string): Promise<void> {
  await world.stack.drain();
  const { body } = await world.callAs<{ findings: { id: string; open: boolean }[] }>(
    desk.specialist,
    'GET',
    `/release/requests/${id}/preflight`,
  );
  const findingIds = body.findings.filter(({ open }) => open).map((finding) => finding.id);
  if (findingIds.length === 0) return;
  await step(world, {
    actor: desk.specialist,
    path: `/release/requests/${id}/preflight/settlements`,
    body: { findingIds, decision: 'keep', reason: 'Looked at each page.' },
  });
}

export function chooseScopeOnly(world: World, desk: ReleaseDesk, id: string, body: Record<string, unknown> = {}) {
  return step<{ scopeId: string; included: number; open: number; withheld: number; pages: number }>(world, {
    actor: desk.specialist,
    path: `/release/requests/${id}/scope`,
    body: { from: '2026-01-01', to: '2026-12-31', ...body },
  });
}

/** Everything up to a packet that lies ready. */
export async function releaseUpToPacket(
  world: World,
  desk: ReleaseDesk,
  patientId: string,
  more: {
    request?: Record<string, unknown>;
    authority?: Record<string, unknown>;
    scope?: Record<string, unknown>;
  } = {},
): Promise<string> {
  const id = await receive(world, desk, more.request);
  await identifyAndVerify(world, desk, id, patientId);
  await recordAuthority(world, desk, id, more.authority);
  const { scopeId } = await chooseScope(world, desk, id, more.scope);
  await step(world, { actor: desk.approver, path: `/release/requests/${id}/approval`, body: { scopeId } });
  await world.stack.drain();
  return id;
}

export interface CaseView {
  readonly status: string;
  readonly next: string;
  readonly deadlines: { settled: { outcome: string; late: boolean } | null }[];
  readonly authority: {
    result: string;
    resultToday: string;
    elements: { id: string; state: string; cite: string; text: string }[];
  } | null;
  readonly scope: {
    id: string;
    hidden: number;
    documents: {
      documentId: string;
      decision: string;
      mark: string | null;
      reasons: { ruleId: string; cite?: string }[];
      settlement: { decision: string } | null;
    }[];
  } | null;
  readonly againstApproval: { ruleId: string }[];
  readonly packet: {
    id: string;
    number: string;
    state: string;
    pages: number | null;
    failedCode: string | null;
    failedDocuments: { documentId: string; reason: string }[];
    volumes: { volume: number; sha256: string; bytes: number }[];
  } | null;
  readonly disclosures: { id: string; outcome: string | null; accountable: boolean; channel: string }[];
  readonly links: { id: string; state: string; downloads: number; failedTries: number }[];
}

export async function openCase(world: World, actor: Actor, id: string): Promise<CaseView> {
  const { status, body } = await world.callAs<CaseView>(actor, 'GET', `/release/requests/${id}`);
  if (status !== 200) throw new Error(`the case does not open: ${JSON.stringify(body)}`);
  return body;
}

/** In which queues of release the case waits. */
export async function queuesOf(world: World, id: string): Promise<string[]> {
  const rows = await world.sql<{ kind: string }>(
    `SELECT kind FROM worklist.item WHERE subject_id = $1 AND closed_at IS NULL ORDER BY kind`,
    [id],
  );
  return rows.map((row) => row.kind);
}
