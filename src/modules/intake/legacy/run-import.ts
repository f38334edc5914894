import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Act } from '../../../platform/act.ts';
import type { JobContext } from '../../../platform/module.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Services } from '../../../platform/services.ts';
import { facilityById } from '../../directory/index.ts';
import { findType } from '../../documents/index.ts';
import { receiveItem, type StoredFile, storeFile } from '../receive-item.ts';
import { decideRow, type RowFound } from './decide-row.ts';
import { evaluateRow, type RowFacts } from './evaluate-row.ts';
import { filesBelow, findFile, type FoundFile } from './find-file.ts';
import { findEncounter } from './find-encounter.ts';
import { type LegacyIndex, type LegacyRun, loadIndex, loadRun, openIndexBytes } from './load-run.ts';
import { matchPatient } from './match-patient.ts';
import { type IndexRow, readIndex } from './read-index.ts';
import { type RowKeys, rowKeys, writeRow } from './write-row.ts';

/** Rows of one job: then it stands in the line again, behind the files that wait to be read. */
const ROWS_A_JOB = 2_000;
/** A dry run writes so many rows at once; one that fails is written row by row. */
const ROWS_AN_ACT = 100;

interface LookedAt {
  readonly row: IndexRow;
  readonly facts: RowFacts;
  readonly file: FoundFile;
  readonly keys: RowKeys;
}

/**
 * Goes through an index, beginning behind the last row that it wrote down: a killed run goes on where it was. Each row of a
 * real run is one transaction: its file, its row, its job. A row that cannot be handled is refused with the reason and the
 * next one follows.
 */
export async function runLegacyImport(context: JobContext, runId: string): Promise<void> {
  const subject = { kind: 'legacy-run', id: runId };
  const acting = <T>(fn: (act: Act) => Promise<T>) => context.act({ verb: 'intake.run-legacy', subject }, fn);
  const { run, index, done } = await acting(async (act) => {
    const run = await loadRun(act, runId);
    const last = await act.tx
      .selectFrom('intake.legacy_row')
      .select('number')
      .where('run_id', '=', runId)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    return { run, index: await loadIndex(act, run.indexId), done: last?.number ?? 0 };
  });
  if (run.finishedAt !== null) return;
  const { rowsRead, stoppedReason, more } = await goThrough(context.services, acting, { run, index, done });
  if (more) {
    await acting((act) => {
      act.enqueue('intake.run-legacy', { runId }, { key: `legacy-${runId}-${rowsRead}`, maxAttempts: 12 });
      return Promise.resolve();
    });
    return;
  }
  const spare = await filesWithoutRow(acting, run);
  await acting(async (act) => {
    await act.tx
      .updateTable('intake.legacy_run')
      .set({ finished_at: act.now, rows_read: rowsRead, files_without_row: spare, stopped_reason: stoppedReason })
      .where('id', '=', runId)
      .where('finished_at', 'is', null)
      .execute();
    act.note({ subjectIds: [runId], count: rowsRead, detail: { dry: run.dry } });
    act.emit('intake.legacy-finished', { runId });
  });
}

type Acting = <T>(fn: (act: Act) => Promise<T>) => Promise<T>;

async function goThrough(
  services: Services,
  acting: Acting,
  { run, index, done }: { run: LegacyRun; index: LegacyIndex; done: number },
): Promise<{ rowsRead: number; stoppedReason: string | null; more: boolean }> {
  let rowsRead = 0;
  let waiting: LookedAt[] = [];
  const flush = async () => {
    if (waiting.length > 0) await takeRows(services, acting, run, waiting);
    waiting = [];
  };
  const today = services.clock.now().toISOString().slice(0, 10);
  try {
    for await (const row of readIndex(() => openIndexBytes(services, index))) {
      rowsRead = row.number;
      if (row.number <= done) continue;
      if (row.number > done + ROWS_A_JOB) {
        await flush();
        return { rowsRead: row.number - 1, stoppedReason: null, more: true };
      }
      const facts = evaluateRow(row.values, run.map, { isType: (code) => findType(code) !== undefined, today });
      const file = await findFile(services, run.folder, facts.path);
      waiting.push({ row, facts, file, keys: await rowKeys(services, run, facts, { row, file }) });
      if (waiting.length >= (run.dry ? ROWS_AN_ACT : 1)) await flush();
    }
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'intake/index-unreadable') throw error;
    await flush();
    return { rowsRead, stoppedReason: error.detail, more: false };
  }
  await flush();
  return { rowsRead, stoppedReason: null, more: false };
}

/** What can pass by itself (disk, database, a stop) is thrown and the job comes again; only the row's own fault is the row's. */
async function takeRows(services: Services, acting: Acting, run: LegacyRun, rows: readonly LookedAt[]): Promise<void> {
  if (run.dry) return takeTogether(acting, run, rows, undefined);
  const wanted = await filesWanted(acting, run, rows);
  for (const row of rows) {
    const at = wanted.has(row.row.number) ? row.file.at : undefined;
    const stored = at === undefined ? undefined : await storeFile(services, basename(at), createReadStream(at));
    await takeTogether(acting, run, [row], stored);
  }
}

/** Bytes go to the store before the transaction that names them, and only those that it will name. */
async function filesWanted(acting: Acting, run: LegacyRun, rows: readonly LookedAt[]): Promise<ReadonlySet<number>> {
  try {
    return await acting(async (act) => {
      const wanted = new Set<number>();
      for (const looked of rows) {
        const { decision } = await judge(act, run, looked);
        const takes = decision.outcome === 'file' || decision.outcome === 'queue';
        if (takes && (await knownItem(act, run, looked)) === undefined) wanted.add(looked.row.number);
      }
      return wanted;
    });
  } catch (error) {
    if (!isOfTheRow(error)) throw error;
    return new Set(rows.map((looked) => looked.row.number));
  }
}

async function takeTogether(
  acting: Acting,
  run: LegacyRun,
  rows: readonly LookedAt[],
  stored: StoredFile | undefined,
): Promise<void> {
  try {
    await acting(async (act) => {
      for (const row of rows) await takeRow(act, run, row, stored);
    });
  } catch (error) {
    if (!isOfTheRow(error)) throw error;
    if (rows.length > 1) {
      for (const row of rows) await takeTogether(acting, run, [row], stored);
      return;
    }
    const [poisonous] = rows;
    if (poisonous === undefined) return;
    await acting((act) =>
      writeRow(act, run, {
        ...poisonous,
        // Nothing of what it says is written down: something in it is what the database would not take.
        facts: BARE,
        patient: { match: 'not-named', patientId: undefined, candidates: [] },
        encounterId: undefined,
        decision: { outcome: 'refuse', reason: 'row-fault', findings: ['row-fault'] },
        itemId: undefined,
      }),
    );
  }
}

const BARE: RowFacts = {
  ...{ mrn: undefined, names: [], birthDate: undefined, visit: undefined, typeCode: undefined, date: undefined },
  ...{ title: undefined, author: undefined, path: undefined, pages: undefined, originalId: undefined, findings: [] },
};

/** Data that PostgreSQL refuses (class 22, 23), or a file that the store refuses. */
function isOfTheRow(error: unknown): boolean {
  if (error instanceof Problem)
    return error.kind === 'invalid' || error.kind === 'refused' || error.kind === 'not-found';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^2[23]\d{3}$/.test(code) || error instanceof RangeError;
}

async function judge(act: Act, run: LegacyRun, looked: LookedAt) {
  const { facts, file, keys } = looked;
  const facility = await facilityById(act, run.facilityId);
  const patient = await matchPatient(act, facts, { order: facility.country === 'US' ? 'mdy' : 'dmy' });
  const type = facts.typeCode === undefined ? undefined : findType(facts.typeCode);
  const encounter = await findEncounter(act, patient.patientId, facts, { type, timeZone: facility.timeZone });
  const found: RowFound = {
    patient: patient.match,
    file: file.state,
    encounter: encounter.state,
    earlier: await earlierOf(act, run, keys),
    twin: await twinOf(act, run, { keys, file, path: facts.path }),
    notPartOfRecord: type?.notPartOfRecord !== undefined,
  };
  const decision = decideRow(facts, found, { withoutVisit: run.map.withoutVisit ?? 'queue' });
  return { patient, encounterId: encounter.id, decision };
}

async function takeRow(act: Act, run: LegacyRun, looked: LookedAt, stored: StoredFile | undefined): Promise<void> {
  const { patient, encounterId, decision } = await judge(act, run, looked);
  const takes = !run.dry && (decision.outcome === 'file' || decision.outcome === 'queue');
  const itemId = takes ? await takeFile(act, run, looked, stored) : undefined;
  await writeRow(act, run, { ...looked, patient, encounterId, decision, itemId });
  if (itemId !== undefined) act.enqueue('intake.file-legacy', { itemId }, { key: `file-legacy-${itemId}` });
}

/** The same row of an earlier real run that took it in; one that was refused then is tried again. */
async function earlierOf(act: Act, run: LegacyRun, keys: RowKeys): Promise<RowFound['earlier']> {
  const rows = await act.tx
    .selectFrom('intake.legacy_row')
    .select('content_key')
    .where('row_key', '=', keys.row)
    .where('dry', '=', false)
    .where('run_id', '<>', run.id)
    .where('item_id', 'is not', null)
    .limit(20)
    .execute();
  if (rows.length === 0) return 'none';
  return rows.some((row) => row.content_key === keys.content) ? 'same' : 'changed';
}

async function twinOf(
  act: Act,
  run: LegacyRun,
  of: { keys: RowKeys; file: FoundFile; path: string | undefined },
): Promise<RowFound['twin']> {
  const same = await act.tx
    .selectFrom('intake.legacy_row')
    .select('content_key')
    .where('run_id', '=', run.id)
    .where('row_key', '=', of.keys.row)
    .limit(20)
    .execute();
  if (same.length > 0) return same.some((row) => row.content_key === of.keys.content) ? 'same-row' : 'same-id';
  if (of.file.key === undefined || of.path === undefined) return 'none';
  const bytes = await act.tx
    .selectFrom('intake.legacy_row')
    .select('number')
    .where('run_id', '=', run.id)
    .where('file_key', '=', of.file.key)
    .where('path', '<>', of.path)
    .limit(1)
    .executeTakeFirst();
  return bytes === undefined ? 'none' : 'same-bytes';
}

/** Several rows may mean pages of one file: it is taken in once. */
async function takeFile(act: Act, run: LegacyRun, looked: LookedAt, stored: StoredFile | undefined): Promise<string> {
  const known = await knownItem(act, run, looked);
  if (known !== undefined) return known;
  if (stored === undefined) throw new Error('A row wants its file after all; the job comes again.');
  const { facilityId, archive } = run;
  return (await receiveItem(act, { file: stored, facilityId, source: 'legacy', sourceDetail: archive })).id;
}

async function knownItem(act: Act, run: LegacyRun, { facts, file }: LookedAt): Promise<string | undefined> {
  const row = await act.tx
    .selectFrom('intake.legacy_row')
    .select('item_id')
    .where('facility_id', '=', run.facilityId)
    .where('archive', '=', run.archive)
    .where('path', '=', facts.path ?? '')
    .where('file_key', '=', file.key ?? '')
    .where('item_id', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row?.item_id ?? undefined;
}

async function filesWithoutRow(acting: Acting, run: LegacyRun): Promise<number> {
  const named = await acting(async (act) => {
    const rows = await act.tx
      .selectFrom('intake.legacy_row')
      .select('path')
      .distinct()
      .where('run_id', '=', run.id)
      .where('path', 'is not', null)
      .execute();
    return new Set(rows.map((row) => row.path));
  });
  let spare = 0;
  for await (const path of filesBelow(run.folder)) if (!named.has(path)) spare++;
  return spare;
}
