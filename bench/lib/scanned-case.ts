import { ALL_SEEN, GOOD_FORM, REQUESTER_SEEN } from '../../test/world/authority.ts';
import { startStack } from '../../src/apps/stack.ts';
import { DEFAULT_FACILITY } from '../../src/modules/directory/index.ts';
import { fileDocument, type NewPage } from '../../src/modules/documents/index.ts';
import { registerPatient } from '../../src/modules/patients/index.ts';
import type { Act, Actor } from '../../src/platform/act.ts';
import type { BlobRef } from '../../src/platform/blobs/index.ts';
import { createLog } from '../../src/platform/log.ts';
import { readSettings } from '../../src/platform/settings.ts';
import { systemActor } from '../../src/platform/system-actor.ts';
import type { ScannedPage } from './scanned-pages.ts';

const PAGES_OF_A_DOCUMENT = 10;
const MAX_BYTES = 50_000_000;
const SPECIALIST: Actor = {
  ...{ kind: 'person', realm: 'staff', id: 'person:bench', name: 'bench' },
  assignments: [{ role: 'release-specialist', facilityId: null }],
};

/** A release of scanned pages on which no word was read, ready to be gone over. */
export interface ScannedCase {
  /** All pages, from its begin to its end; seconds. */
  goOver(): Promise<number>;
  /** Places in `pages` of two that are said to look the same. */
  told(): Promise<readonly (readonly [number, number])[]>;
  /** Every picture, out of its encrypted blob. */
  pictures(): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

export async function openScannedCase(data: string, pages: readonly ScannedPage[]): Promise<ScannedCase> {
  const settings = readSettings({ CHARTKEEPER_LOG_LEVEL: 'warn' }, { data });
  const stack = await startStack({
    ...{ settings, command: 'bench', listen: false },
    log: createLog({ level: settings.logLevel, toStderr: true }),
    identifyAs: () => ({ actor: SPECIALIST }),
  });
  const { services } = stack;
  const system = <T>(fn: (act: Act) => Promise<T>) =>
    services.acting.act({ actor: systemActor('bench') }, { verb: 'test.arrange', permission: 'system' }, fn);
  const call = async <T>(method: 'GET' | 'POST', path: string, body: unknown = {}): Promise<T> => {
    const answer = await stack.http.app.inject({
      ...{ method, url: `/api/v1/release/requests${path}` },
      ...(method === 'GET' ? {} : { headers: { 'content-type': 'application/json' }, payload: JSON.stringify(body) }),
    });
    if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`);
    return (answer.body === '' ? undefined : answer.json()) as T; // an answer without a body has nothing to be read
  };

  const { id: patientId } = await system((act) =>
    registerPatient(act, {
      facts: {
        ...{ birthDate: '1961-03-12', sex: 'female', identifiers: [], contacts: [] },
        names: [{ use: 'legal', family: 'Abernathy', given: ['Rosalind'] }],
      },
      ...{ facilityId: DEFAULT_FACILITY, origin: 'desk' },
    }),
  );
  const documents: string[] = [];
  const blobs: BlobRef[] = [];
  for (let from = 0; from < pages.length; from += PAGES_OF_A_DOCUMENT) {
    const keySlot = services.keyring.newSlot();
    const kept: NewPage[] = [];
    for (const { picture } of pages.slice(from, from + PAGES_OF_A_DOCUMENT)) {
      const blob = await services.blobs.put(keySlot, picture, { maxBytes: MAX_BYTES });
      blobs.push(blob);
      kept.push({ text: '', renditions: [{ kind: 'page-image', mediaType: 'image/webp', blob }] });
    }
    const { documentId } = await system((act) =>
      fileDocument(act, {
        ...{ patientId, typeCode: 'progress-note', date: '2026-11-10', receivedVia: 'scan', origin: 'desk', keySlot },
        ...{ pages: kept, renditions: [] },
      }),
    );
    documents.push(documentId);
  }
  const { id } = await call<{ id: string }>('POST', '', {
    ...{ receivedAt: new Date().toISOString(), receivedVia: 'mail', purpose: 'legal-claim', purposeWords: 'Claim' },
    requester: {
      class: 'attorney',
      name: 'Dana Whitfield',
      organisation: 'Whitfield Law',
      address: ['2 Court Square'],
    },
  });
  await call('POST', `/${id}/patient`, { patientId, matchedOn: ['name', 'birth-date', 'mrn'] });
  await call('POST', `/${id}/verification`, { how: 'Letterhead', seen: REQUESTER_SEEN });
  await call('POST', `/${id}/authority`, {
    basis: 'authorization',
    seen: ALL_SEEN,
    form: { ...GOOD_FORM, ...inForce() },
  });
  await stack.drain();
  let begun = false;
  return {
    async goOver() {
      const begin = performance.now();
      // The choice of records begins it; afterwards it is asked for.
      if (begun) await call('POST', `/${id}/preflight`);
      else await call('POST', `/${id}/scope`, { from: '2026-01-01', to: '2026-12-31', withUnsigned: true });
      begun = true;
      await stack.drain();
      const seconds = (performance.now() - begin) / 1000;
      const { state, pagesDone } = await call<{ state: string; pagesDone: number }>('GET', `/${id}/preflight`);
      if (!['open', 'clear'].includes(state) || pagesDone !== pages.length)
        throw new Error(`not gone over: ${state}, ${pagesDone} of ${pages.length} pages`);
      return seconds;
    },
    async told() {
      const { findings } = await call<{ findings: Finding[] }>('GET', `/${id}/preflight`);
      const placeOf = (document: string | null, page: number | null) =>
        documents.indexOf(document ?? '') * PAGES_OF_A_DOCUMENT + (page ?? 1) - 1;
      return findings
        .filter(({ kind, what }) => kind === 'duplicate' && what === 'look')
        .map((each) => [placeOf(each.documentId, each.page), placeOf(each.sameDocumentId, each.samePage)] as const);
    },
    async *pictures() {
      for (const blob of blobs) yield await services.blobs.read(blob, MAX_BYTES);
    },
    close: () => stack.stop(),
  };
}

function inForce() {
  const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);
  return { signedOn: day(-20), expiresOn: day(100) };
}

interface Finding {
  readonly kind: string;
  readonly what: string;
  readonly documentId: string;
  readonly page: number | null;
  readonly sameDocumentId: string | null;
  readonly samePage: number | null;
}
