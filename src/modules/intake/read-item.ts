import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { JobContext } from '../../platform/module.ts';
import { unseal } from '../../platform/keys/index.ts';
import type { Refusal } from '../../platform/reading/index.ts';
import { scanBytes } from './malware/clamd.ts';
import { recordVerdict } from './malware/record-verdict.ts';
import { type Item, isItemRead, loadItem } from './load-item.ts';
import { forgetPassword, PASSWORD_USE, refusedPassword, sealedPassword } from './locked/given-password.ts';
import { recordFailure, recordPages, type StoredPage } from './record-pages.ts';
import { storePage } from './store-page.ts';
import { beginAttempt, countTries, endAttempt } from './watch/attempt.ts';
import { CONTENT_TRIES, decideHopeless, decideRetry } from './watch/decide-retry.ts';
import { type Following, followReading } from './watch/follow-reading.ts';

const FULL = ['ENOSPC', 'EDQUOT', 'blobs/full'];

interface Attempt {
  readonly id: string;
  readonly item: Item;
  /** Of a locked file, once its sender told it. */
  readonly password?: string | undefined;
}

/**
 * Reads one item: its bytes go to a private folder, confined children make pages, text and word boxes of them, everything
 * is encrypted under the item's slot, then one act records it with the proposals. Safe to repeat: a second reading finds
 * the first one recorded and stops. A file that is refused is tried three times before a person has to look; what the file
 * cannot help (a full disk, a restart) uses none of the tries up and comes again by itself.
 */
export async function readItem(context: JobContext, itemId: string): Promise<void> {
  for (let attempts = 0; attempts < CONTENT_TRIES; attempts++) {
    const attempt = await begin(context, itemId);
    if (attempt === undefined || (await tryToRead(context, attempt)) === 'done') return;
  }
}

/** Undefined: it is read, or waits for a person. */
function begin(context: JobContext, itemId: string): Promise<Attempt | undefined> {
  return context.act({ verb: 'intake.read', subject: { kind: 'item', id: itemId } }, async (act) => {
    const item = await loadItem(act, itemId, { lock: true });
    const failed = await act.tx
      .selectFrom('intake.failure')
      .select('id')
      .where('item_id', '=', itemId)
      .where('retried_at', 'is', null)
      .limit(1)
      .executeTakeFirst();
    if (isItemRead(item) || failed !== undefined) return undefined;
    const hopeless = decideHopeless(await countTries(act, itemId));
    if (hopeless === undefined) {
      const sealed = await sealedPassword(act, itemId);
      const password = sealed && unseal(context.services.keyring.derive(PASSWORD_USE), sealed, itemId);
      return { id: await beginAttempt(act, item), item, password };
    }
    await recordFailure(act, item, hopeless);
    return undefined;
  });
}

async function tryToRead(context: JobContext, attempt: Attempt): Promise<'done' | 'again'> {
  const { services } = context;
  const { item } = attempt;
  const subject = { kind: 'item', id: item.id };
  const following = followReading(context, { id: attempt.id, itemId: item.id });
  let folder: string | undefined;
  try {
    folder = await mkdtemp(join(services.settings.data, 'scratch', 'intake-'));
    const scanned = await scanBytes(services.settings.clamd, services.blobs.open(item.original));
    const seen = await context.act({ verb: 'intake.scan', subject }, async (act) => {
      if (scanned.verdict === 'found') await endAttempt(act, attempt.id, { ended: 'refused', reason: 'malware' });
      return recordVerdict(act, item, scanned);
    });
    if (seen === 'found') return 'done';
    following.at('splitting');
    const file = join(folder, 'file');
    await pipeline(services.blobs.open(item.original), createWriteStream(file, { mode: 0o600 }));
    const pages: StoredPage[] = [];
    const outcome = await services.reader.readPages(file, {
      name: item.fileName,
      ...(attempt.password !== undefined && { password: attempt.password }),
      onOpened: (count) => following.opened(count),
      onPage: async (page) => {
        pages.push(await storePage(services, item.keySlot, page));
        following.page();
      },
    });
    if (!outcome.ok) return await refuseFile(context, attempt, outcome, following);
    following.at('understanding');
    pages.sort((a, b) => a.number - b.number);
    const kind = outcome.value.kind;
    await following.stop();
    await context.act({ verb: 'intake.read', subject }, async (act) => {
      await recordPages(act, item, { kind, pages });
      await forgetPassword(act, item.id);
      await endAttempt(act, attempt.id, { ended: 'read' });
    });
    return 'done';
  } catch (error) {
    await following.stop();
    await context
      .act({ verb: 'intake.note-progress', subject }, (act) => endAttempt(act, attempt.id, endOf(error)))
      // What cannot be written down now is found lost by the next attempt.
      .catch(() => undefined);
    throw error;
  } finally {
    await following.stop();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** The reader refused the file as a whole. */
async function refuseFile(
  context: JobContext,
  attempt: Attempt,
  refusal: Refusal,
  following: Following,
): Promise<'done' | 'again'> {
  await following.stop();
  const subject = { kind: 'item', id: attempt.item.id };
  const retry = await context.act({ verb: 'intake.read', subject }, async (act) => {
    const tries = await countTries(act, attempt.item.id);
    const decided = decideRetry(refusal, tries);
    const ended = decided.next === 'later' ? 'waits' : 'refused';
    await endAttempt(act, attempt.id, { ended, reason: refusal.reason });
    if (decided.next === 'set-aside') {
      await recordFailure(
        act,
        attempt.item,
        attempt.password === undefined ? decided.refusal : refusedPassword(decided.refusal),
      );
      await forgetPassword(act, attempt.item.id);
    }
    return decided.next;
  });
  // The queue brings it again within seconds, then the watchdog within minutes, for as long as it takes.
  if (retry === 'later') throw new Error(refusal.reason);
  return retry === 'again' ? 'again' : 'done';
}

function endOf(error: unknown) {
  const full = error instanceof Error && 'code' in error && FULL.includes(String(error.code));
  return full ? ({ ended: 'waits', reason: 'no-space' } as const) : ({ ended: 'fault' } as const);
}
