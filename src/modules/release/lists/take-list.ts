import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Act } from '../../../platform/act.ts';
import type { RequestContext } from '../../../platform/http/route.ts';
import { newId } from '../../../platform/ids.ts';
import { READING_LIMITS } from '../../../platform/reading/index.ts';
import { withScratch } from '../scratch.ts';
import { listProblems } from './problems.ts';

export interface ReadList {
  readonly fileName: string;
  readonly digest: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const ROWS_AN_INSERT = 500;
const MOST_NAME = 300;

/**
 * Outside the transaction: the file is opened by a confined reader and is gone afterwards; only its cells are kept.
 * @throws release/list-unreadable
 */
export function readList({ services, request }: RequestContext, name: string | undefined): Promise<ReadList> {
  return withScratch(services.settings, `list-${newId()}`, async (folder) => {
    const path = join(folder, 'list');
    const taken = await take(request, path, name);
    if (taken === undefined) throw unreadable('Choose the list.');
    const outcome = await services.reader.readTable(path);
    if (!outcome.ok) throw unreadable(outcome.detail);
    const [first = [], ...rows] = outcome.value;
    return { ...taken, headings: headingsOf(first), rows: mustHaveRows(rows, first.length) };
  });
}

async function take(request: RequestContext['request'], path: string, name: string | undefined) {
  const hash = createHash('sha256');
  let bytes = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(bytes > READING_LIMITS.tablePartBytes ? unreadable('It is larger than any list.') : null, chunk);
    },
  });
  const save = async (source: AsyncIterable<Uint8Array>, fileName: string) => {
    await pipeline(source, counting, createWriteStream(path, { mode: 0o600 }));
    return { fileName: fileName.slice(-MOST_NAME) || 'list', digest: hash.digest('hex') };
  };
  if (request.isMultipart()) {
    const file = await request.file();
    return file === undefined ? undefined : save(file.file, file.filename);
  }
  return isStream(request.body) ? save(request.body, name ?? 'list') : undefined;
}

function headingsOf(first: readonly string[]): string[] {
  const headings = first.map((each) => each.replace(/\s+/g, ' ').trim().slice(0, 200));
  const filled = headings.filter((each) => each !== '');
  if (filled.length === 0 || new Set(filled).size !== filled.length)
    throw unreadable('The first row must name the columns, each once.');
  return headings;
}

function mustHaveRows(rows: readonly (readonly string[])[], columns: number): string[][] {
  if (rows.length === 0) throw unreadable('It has no rows below the headings.');
  return rows.map((row) => Array.from({ length: columns }, (_, at) => row[at] ?? ''));
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

function unreadable(detail: string) {
  return listProblems.listUnreadable({ detail: `Nothing was taken in. ${detail}` });
}

/** Keeps a list as it came. Nothing becomes a case by that. */
export async function takeList(
  act: Act,
  input: { list: ReadList; facilityId: string },
): Promise<{ id: string; rows: number }> {
  const { list, facilityId } = input;
  const id = newId();
  await act.tx
    .insertInto('release.request_list')
    .values({
      id,
      facility_id: facilityId,
      file_name: list.fileName,
      digest: list.digest,
      headings: [...list.headings],
      rows: list.rows.length,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  for (let at = 0; at < list.rows.length; at += ROWS_AN_INSERT)
    await act.tx
      .insertInto('release.request_list_row')
      .values(
        list.rows.slice(at, at + ROWS_AN_INSERT).map((cells, offset) => ({
          list_id: id,
          number: at + offset + 1,
          facility_id: facilityId,
          cells: [...cells],
        })),
      )
      .execute();
  act.note({ subjectIds: [id], count: list.rows.length });
  return { id, rows: list.rows.length };
}
