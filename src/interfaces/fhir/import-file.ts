import { Problem, problemFrom } from '../../platform/problem.ts';
import { isObject, readJson } from './read-json.ts';
import { readEntries } from './read-entries.ts';
import { type ForDocuments, type Perform, takePrepared } from './take-prepared.ts';

/** The one origin of files at the command line: importing the same file again finds what it made. */
const ORIGIN = 'fhir-import';

export interface ImportResult {
  read: Record<string, number>;
  stored: Record<string, number>;
  unchanged: Record<string, number>;
  refused: { at: string; reason: string }[];
  /** Stored, and something the person who imports should know: a document that is only kept as a resource, for example. */
  remarks: { at: string; remark: string }[];
}

/**
 * One file, one bundle (or one resource), one transaction: all of it is stored or none. What was read, stored and found
 * unchanged is counted by type; a refusal names the place and the reason.
 */
export async function importFile(services: ForDocuments, text: string, perform: Perform): Promise<ImportResult> {
  const result: ImportResult = { read: {}, stored: {}, unchanged: {}, refused: [], remarks: [] };
  try {
    const json = readJson(text);
    const bundle =
      isObject(json) && json.resourceType !== 'Bundle'
        ? { resourceType: 'Bundle', type: 'collection', entry: [{ resource: json }] }
        : json;
    const entries = readEntries(bundle);
    for (const entry of entries) add(result.read, entry.resource.resourceType);
    const taken = await takePrepared(services, entries, { mode: 'import', origin: ORIGIN }, perform);
    for (const [index, each] of taken.entries()) {
      add(each.outcome === 'unchanged' ? result.unchanged : result.stored, each.type);
      if (each.remark !== undefined) result.remarks.push({ at: `Bundle.entry[${index}]`, remark: each.remark });
    }
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
