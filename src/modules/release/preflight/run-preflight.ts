import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JobContext } from '../../../platform/module.ts';
import { Problem } from '../../../platform/problem.ts';
import type { ScopedDocument } from '../read-scope.ts';
import { deriveFindings } from './derive-findings.ts';
import { derivePageReading, type PageReading } from './derive-page-reading.ts';
import { findOthers } from './find-others.ts';
import { confirmLookalikes } from './look/confirm-lookalikes.ts';
import { findKeptLooks } from './look/keep-looks.ts';
import { type Looks, readLooks } from './look/read-looks.ts';
import {
  type DocumentToRead,
  findDocumentsToRead,
  planPreflight,
  type PreflightPlan,
  type PreflightRef,
} from './plan-preflight.ts';
import { readWordsOf } from './read-words.ts';
import { failPreflight, finishPreflight, readDigests, writeBatch } from './write-findings.ts';

/** Pages of one batch: what a job that dies does twice at most. */
const PAGES_AT_ONCE = 200;

interface ReadDocument extends Looks {
  readonly document: DocumentToRead;
  readonly pages: readonly PageReading[];
}

/**
 * The job that goes over the pages of one choice, batch by batch. What a batch found is committed with how far it got: a
 * job that died goes on behind it, and running a finished one again does nothing.
 */
export async function runPreflight(context: JobContext, ref: PreflightRef): Promise<void> {
  try {
    const plan = await context.act({ verb: 'release.run-preflight' }, (act) => planPreflight(act, ref));
    if (plan === undefined) return;
    const key = Buffer.from(
      await context.services.keyring.digest(Buffer.from(`release.preflight ${ref.preflightId}`)),
      'hex',
    );
    for (const batch of batchesOf(plan)) if (!(await goOver(context, ref, plan, batch, key))) return;
    const pages = await context.act({ verb: 'release.read-for-preflight' }, (act) => readDigests(act, ref));
    const lookalikes = await confirmLookalikes(context, ref, plan, pages);
    await context.act({ verb: 'release.finish-preflight' }, (act) =>
      finishPreflight(act, ref, plan, { pages, ...lookalikes }),
    );
  } catch (error) {
    const code = error instanceof Problem ? error.code : 'platform/fault';
    const isHopeless = error instanceof Problem && !['busy', 'fault'].includes(error.kind);
    if (!isHopeless && !context.lastAttempt) throw error;
    context.services.log.warn({ preflightId: ref.preflightId, code, err: error }, 'a preflight was given up');
    await context.act({ verb: 'release.fail-preflight' }, (act) => failPreflight(act, ref, code));
  }
}

interface Batch {
  readonly from: number;
  readonly documents: readonly ScopedDocument[];
}

function batchesOf({ documents, done }: PreflightPlan): Batch[] {
  const batches: { from: number; documents: ScopedDocument[] }[] = [];
  let pages = PAGES_AT_ONCE;
  for (const [at, document] of documents.entries()) {
    if (at < done) continue;
    if (pages + document.pages > PAGES_AT_ONCE || batches.length === 0) {
      batches.push({ from: at, documents: [] });
      pages = 0;
    }
    batches.at(-1)?.documents.push(document);
    pages += document.pages;
  }
  return batches;
}

/** False: another going over took its place meanwhile. */
async function goOver(
  context: JobContext,
  ref: PreflightRef,
  plan: PreflightPlan,
  batch: Batch,
  key: Uint8Array,
): Promise<boolean> {
  const { documents, kept } = await context.act({ verb: 'release.read-for-preflight' }, async (act) => {
    const found = await findDocumentsToRead(act, ref.patientId, batch.documents);
    return { documents: found, kept: await findKeptLooks(act, found) };
  });
  const read: ReadDocument[] = [];
  for (const document of documents) {
    const pages: PageReading[] = [];
    for (const [at, words] of (await readWordsOf(context.services, document, ref.preflightId)).entries()) {
      pages.push(derivePageReading({ number: at + 1, words }, plan.question.habit, key));
      // Requests of the desk are answered between two pages.
      await nextTurn();
    }
    read.push({ document, pages, ...(await readLooks(context.services, document, pages, kept)) });
  }
  return context.act({ verb: 'release.note-preflight' }, async (act) => {
    const others = await findOthers(
      act,
      ref.patientId,
      read.flatMap(({ pages }) => pages),
      plan.question.habit,
    );
    const found = read.map(({ document, pages, looks, taken }) => ({
      ...{ document, pages, looks, taken },
      findings: deriveFindings(
        {
          documentId: document.scoped.documentId,
          named: document.named,
          madeElsewhere: document.madeElsewhere,
          labels: document.labels,
          mark: document.scoped.mark,
          pages,
        },
        { ...plan.question, others },
      ),
    }));
    return writeBatch(act, ref, plan, {
      from: batch.from,
      to: batch.from + batch.documents.length,
      pages: batch.documents.reduce((sum, { pages }) => sum + pages, 0),
      found,
    });
  });
}
