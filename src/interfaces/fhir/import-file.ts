import type { Act } from '../../platform/act.ts';
import { Problem, problemFrom } from '../../platform/problem.ts';
import { facilityOf } from '../../modules/patients/index.ts';
import { isObject, readJson } from './read-json.ts';
import { readEntries, takeBundle } from './take-bundle.ts';

/** The one origin of files at the command line: importing the same file again finds what it made. */
const ORIGIN = 'fhir-import';

export interface ImportResult {
  read: Record<string, number>;
  stored: Record<string, number>;
  unchanged: Record<string, number>;
  refused: { at: string; reason: string }[];
}

/**
 * One file, one bundle (or one resource), one transaction: all of it is stored or none. What was read, stored and found
 * unchanged is counted by type; a refusal names the place and the reason.
 */
export async function importFile(
  text: string,
  perform: <T>(run: (act: Act) => Promise<T>) => Promise<T>,
): Promise<ImportResult> {
  const result: ImportResult = { read: {}, stored: {}, unchanged: {}, refused: [] };
  try {
    const json = readJson(text);
    const bundle =
      isObject(json) && json.resourceType !== 'Bundle'
        ? { resourceType: 'Bundle', type: 'collection', entry: [{ resource: json }] }
        : json;
    const entries = readEntries(bundle);
    for (const entry of entries) add(result.read, entry.resource.resourceType);
    const stored = await perform(async (act) => {
      const done = await takeBundle(act, entries, {
        facilityId: facilityOf(act, undefined),
        mode: 'import',
        origin: ORIGIN,
      });
      act.note({ count: done.filter((each) => each.outcome !== 'unchanged').length, detail: { read: entries.length } });
      return done;
    });
    for (const each of stored) add(each.outcome === 'unchanged' ? result.unchanged : result.stored, each.type);
  } catch (error) {
    const problem = problemFrom(error, 'import');
    if (!(error instanceof Problem)) throw error;
    result.refused.push({ at: problem.at ?? 'file', reason: `${problem.title}. ${problem.detail}` });
  }
  return result;
}

function add(counts: Record<string, number>, type: string): void {
  counts[type] = (counts[type] ?? 0) + 1;
}
