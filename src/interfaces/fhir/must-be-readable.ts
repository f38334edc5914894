import type { Act, ActContext } from '../../platform/act.ts';
import { isId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import { findFiledBinary } from './documents/filed-binary.ts';
import type { Door } from './door.ts';
import { problems } from './problems.ts';
import { type Asked, type AskedRead } from './read-transaction.ts';
import { deriveSearch } from './search/derive-search.ts';
import { readAsked } from './take-batch.ts';
import { readRecordsTask } from './tasks/take-records-task.ts';
import { readSince } from './versions/history-bundle.ts';
import { readCurrent, readHistory, readVersion } from './versions/read-version.ts';

/**
 * What a transaction reads is read after its writes, by the rights of a reader, which are others than those of who writes. So
 * one act looks before them whether it is here to be seen, and a transaction that names what cannot be read stores nothing; what
 * it reads is read, and logged as read, once.
 * @throws fhir/gone, fhir/not-found, fhir/out-of-scope, fhir/invalid-search
 */
export async function mustBeReadable(
  door: Door,
  context: ActContext,
  reads: readonly AskedRead[],
  changes: readonly Asked[],
): Promise<void> {
  if (reads.length === 0) return;
  for (const { type, which, at } of reads)
    if (changes.some((each) => each.method === 'DELETE' && 'id' in which && each.type === type && each.id === which.id))
      throw problems.gone({ detail: `Nothing was stored. ${at} reads what another entry deletes.`, at });
  const apart = reads.filter(({ type }) => APART.has(type));
  for (const each of apart) await saidAs(each, () => readAsked(door, context, each));
  await door.perform(context, 'fhir.prepare', 'fhir/read', async (act) => {
    for (const each of reads) if (!APART.has(each.type)) await saidAs(each, () => looked(door, act, context, each));
    act.note({ count: reads.length });
  });
}

/** The log and what is read from other modules have rights and searches of their own: these are read as they will be. */
const APART = new Set(['AuditEvent', 'Provenance']);

async function looked(door: Door, act: Act, context: ActContext, asked: AskedRead): Promise<unknown> {
  const { type, which, version, query } = asked;
  door.granted(context, type, 'id' in which || version !== undefined ? 'r' : 's');
  if ('id' in which) return lookedAt(act, type, which.id, version);
  const parameters = new URLSearchParams(query);
  if (version !== undefined) return readSince(parameters);
  const { types } = deriveSearch(type, [...parameters], { lenient: false, now: act.now });
  for (const each of types) door.granted(context, each, 's');
  return types;
}

async function lookedAt(act: Act, type: string, id: string, version: string | undefined): Promise<unknown> {
  if (version === '') return readHistory(act, type, id, { limit: 1 });
  if (version !== undefined) return readVersion(act, type, id, Number(version));
  const elsewhere =
    type === 'Binary'
      ? await findFiledBinary(act, id)
      : type === 'Task' && isId(id)
        ? await readRecordsTask(act, id)
        : undefined;
  return elsewhere ?? readCurrent(act, type, id);
}

async function saidAs({ at }: AskedRead, run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, citations } = error;
    throw new Problem(code, error, { detail: `Nothing was stored. ${at}: ${error.detail}`, at, citations });
  }
}
