import { makeScan } from '../scans/make-scan.ts';
import type { Scan, Verdict } from '../scans/scan.ts';
import type { Browser } from './browser.ts';
import type { Register } from './fill-register.ts';

const POLL_MS = 1_500;
/** Fifty pages, with the engine of the install alone on two slow cores, take half of this. */
const READING_LIMIT_MS = 600_000;

export interface Received {
  readonly scan: Scan;
  readonly itemId: string;
  readonly pages: number;
}

export interface PageCounts {
  readonly pagesIn: number;
  readonly filed: number;
  readonly attached: number;
  readonly forwarded: number;
  readonly returned: number;
  readonly discarded: number;
  readonly queued: number;
}

interface Proposal {
  readonly field: string;
  readonly value: string;
}

/** Hands every file in as the clerk does; each is safe when it is answered. */
export async function uploadScans(
  clerk: Browser,
  scans: readonly Scan[],
  tell: (done: number, of: number) => void,
): Promise<Received[]> {
  const received: Received[] = [];
  for (const scan of scans) {
    const { bytes, pages } = await makeScan(scan);
    const answer = await clerk.upload<{ items: { id: string | null; refused: string | null }[] }>(
      `/intake/items?name=${encodeURIComponent(scan.fileName)}&source=demo`,
      bytes,
    );
    const itemId = answer.items[0]?.id;
    if (itemId === undefined || itemId === null)
      throw new Error(`${scan.fileName} was not taken in: ${answer.items[0]?.refused ?? 'no reason given'}`);
    received.push({ scan, itemId, pages });
    tell(received.length, scans.length);
  }
  return received;
}

/** Waits until no item is being read any more. */
export async function waitUntilRead(
  clerk: Browser,
  count: number,
  tell: (done: number, of: number) => void,
): Promise<void> {
  const until = Date.now() + READING_LIMIT_MS;
  for (;;) {
    const { items } = await clerk.call<{ items: unknown[] }>('GET', '/intake/items?state=reading&limit=200');
    tell(count - items.length, count);
    if (items.length === 0) return;
    if (Date.now() > until) throw new Error(`${items.length} files were not read in time.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

export interface IntakeWork {
  /** Files whose first proposed patient was the right one, of those filed. */
  readonly proposedRight: number;
  readonly filed: number;
  /** Left to be looked at again: file and why. */
  readonly left: readonly { readonly fileName: string; readonly why: string }[];
}

/** Goes through the index queue as a clerk does: follows what is proposed where it is right, corrects it where not. */
export async function workIntake(
  clerk: Browser,
  register: Register,
  received: readonly Received[],
  tell: (done: number, of: number) => void,
): Promise<IntakeWork> {
  let [proposedRight, filed] = [0, 0];
  const left: { fileName: string; why: string }[] = [];
  for (const [index, { scan, itemId }] of received.entries()) {
    const { proposals, item } = await clerk.call<{
      proposals: Proposal[];
      item: { state: string; detail: string | null };
    }>('GET', `/intake/items/${itemId}`);
    if (item.state === 'failed') left.push({ fileName: scan.fileName, why: item.detail ?? 'could not be read' });
    else if (scan.verdict.do === 'leave') left.push({ fileName: scan.fileName, why: scan.verdict.because });
    else {
      await settle(clerk, register, itemId, scan.verdict);
      if ('person' in scan.verdict) {
        filed++;
        const first = proposals.find(({ field }) => field === 'patient');
        if (first?.value === register.patientId(scan.verdict.person)) proposedRight++;
      }
    }
    tell(index + 1, received.length);
  }
  return { proposedRight, filed, left };
}

async function settle(
  clerk: Browser,
  register: Register,
  itemId: string,
  verdict: Exclude<Verdict, { do: 'leave' }>,
): Promise<void> {
  switch (verdict.do) {
    case 'file':
      await clerk.call('POST', `/intake/items/${itemId}/file`, {
        patientId: register.patientId(verdict.person),
        ...(verdict.visit === undefined ? {} : { encounterId: register.encounterId(verdict.visit.number) }),
        typeCode: verdict.typeCode,
        date: verdict.date,
      });
      return;
    case 'file-parts':
      for (const { pages, visit, typeCode, date } of verdict.parts)
        await clerk.call('POST', `/intake/items/${itemId}/file`, {
          pages,
          patientId: register.patientId(verdict.person),
          encounterId: register.encounterId(visit.number),
          typeCode,
          date,
        });
      return;
    case 'attach':
      await clerk.call('POST', `/intake/items/${itemId}/set-aside`, {
        kind: 'attached',
        reason: verdict.reason,
        destination: 'release',
      });
      return;
    case 'forward':
    case 'return':
      await clerk.call('POST', `/intake/items/${itemId}/set-aside`, {
        kind: verdict.do === 'forward' ? 'forwarded' : 'returned',
        reason: verdict.reason,
        destination: verdict.destination,
      });
      return;
    case 'discard':
      await clerk.call('POST', `/intake/items/${itemId}/set-aside`, { kind: 'discarded', reason: verdict.reason });
      return;
  }
}
