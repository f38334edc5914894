import { readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { Act, Actor } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { Services } from '../../../platform/services.ts';
import { findType } from '../../documents/index.ts';
import type { LegacyMap } from './contract.ts';
import { loadIndex, loadRun } from './load-run.ts';
import { problems } from './problems.ts';

/** Folder in the data whose subfolders the screen offers. */
const OFFERED = 'legacy';
const MOST_OFFERED = 200;

/** Names of the folders that an administrator put below `DATA/legacy`. */
export async function listFolders(services: Services): Promise<string[]> {
  const entries = await readdir(join(services.settings.data, OFFERED), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort()
    .slice(0, MOST_OFFERED);
}

/**
 * Outside the transaction: where the files lie. A whole path is for the owner of the data at the command line alone; a
 * screen names a folder below `DATA/legacy`.
 * @throws intake/folder-unreadable
 */
export async function findFolder(services: Services, actor: Actor, folder: string): Promise<string> {
  const ours = !isAbsolute(folder);
  if (ours ? /[/\\]|^\.\.?$/.test(folder) || folder === '' : actor.kind !== 'operator')
    throw problems.folderUnreadable({
      detail: 'Nothing was started. Choose one of the folders that lie below “legacy” in the data folder.',
      at: 'folder',
    });
  const at = await realpath(ours ? join(services.settings.data, OFFERED, folder) : folder).catch(() => undefined);
  const facts = at === undefined ? undefined : await stat(at).catch(() => undefined);
  if (at === undefined || facts?.isDirectory() !== true)
    throw problems.folderUnreadable({
      detail: 'Nothing was started. The server finds no such folder, or may not read it.',
      at: 'folder',
    });
  return at;
}

/**
 * Begins a pass through an index, dry or real. A real one runs alone for its archive.
 * @throws intake/index-not-found, intake/map-incomplete, intake/run-under-way
 */
export async function startRun(
  act: Act,
  input: { indexId: string; map: LegacyMap; dry: boolean; folder: string },
): Promise<{ id: string }> {
  const index = await loadIndex(act, input.indexId);
  mapMustSay(input.map);
  const archive = input.map.archive.trim();
  if (!input.dry) {
    const other = await act.tx
      .selectFrom('intake.legacy_run')
      .select('id')
      .where('facility_id', '=', index.facilityId)
      .where('archive', '=', archive)
      .where('dry', '=', false)
      .where('finished_at', 'is', null)
      .limit(1)
      .executeTakeFirst();
    if (other !== undefined)
      throw problems.runUnderWay({
        detail: 'Nothing was started. Wait until the import of this archive has ended; it is in the list of imports.',
      });
  }
  const id = newId();
  await act.tx
    .insertInto('intake.legacy_run')
    .values({
      id,
      index_id: index.id,
      facility_id: index.facilityId,
      archive,
      dry: input.dry,
      map: JSON.stringify(input.map),
      folder: input.folder,
      started_at: act.now,
      started_by: act.actor.id,
    })
    .execute();
  act.enqueue('intake.run-legacy', { runId: id }, { key: `legacy-${id}`, maxAttempts: 12 });
  act.note({ subjectIds: [id, index.id], detail: { dry: input.dry } });
  act.emit('intake.legacy-started', { runId: id });
  return { id };
}

/**
 * Imports exactly what a dry run tried.
 * @throws intake/run-not-found, intake/run-under-way
 */
export async function startReal(act: Act, dryRunId: string): Promise<{ id: string }> {
  const tried = await loadRun(act, dryRunId);
  if (!tried.dry || tried.finishedAt === null)
    throw problems.runUnderWay({
      detail: 'Nothing was started. Wait until the dry run has ended, look at its counts, and begin from there.',
    });
  return startRun(act, { indexId: tried.indexId, map: tried.map, dry: false, folder: tried.folder });
}

function mapMustSay(map: LegacyMap): void {
  const refuse = (detail: string, at: string) => {
    throw problems.mapIncomplete({ detail: `Nothing was started. ${detail}`, at });
  };
  if (map.columns.mrn === undefined && map.columns.name === undefined && map.columns.family === undefined)
    refuse('Say which column holds the record number, or at least the name.', 'map.columns.mrn');
  if (map.columns.type === undefined && map.type === undefined)
    refuse('Say which column holds the document type, or choose one type for all.', 'map.columns.type');
  const unknown = [...Object.values(map.types ?? {}), ...(map.type === undefined ? [] : [map.type])].find(
    (code) => findType(code) === undefined,
  );
  if (unknown !== undefined) refuse(`There is no document type “${unknown}”.`, 'map.types');
  if (map.archive.trim() === '') refuse('Give the archive a name.', 'map.archive');
}
