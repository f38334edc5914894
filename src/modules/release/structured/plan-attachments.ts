import type { Act } from '../../../platform/act.ts';
import { printTable } from '../../../platform/print-table.ts';
import type { ScopeAsked } from '../basis/decide-record.ts';
import type { PatientRequest } from '../load-request.ts';
import type { Authority } from '../read-authority.ts';
import { type DecidedEntry, decideEntries, keyOf } from './decide-entries.ts';
import { CSV_COLUMNS, printBundle, rowsOfStructured } from './print-structured.ts';
import { structuredProblems } from './problems.ts';
import { readPart } from './read-part.ts';
import type { ReadStructured, StructuredEntry } from './source.ts';

/** A file that goes inside the first volume of a packet. */
export interface PacketFile {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  readonly bytes: Buffer;
}

export interface PlannedFiles {
  readonly files: readonly PacketFile[];
  /** Labels of all that is in them. */
  readonly labels: bigint;
  readonly withheld: number;
}

/**
 * The files of the structured part as it was approved: the entries that were chosen, decided once more as of now. One that
 * changed, is gone, or may not go any more stops the packet; what came since stays behind.
 * @throws release/structured-outdated, release/structured-too-large
 */
export async function planAttachments(
  act: Act,
  read: ReadStructured,
  asked: {
    readonly request: PatientRequest;
    readonly authority: Authority;
    readonly scope: ScopeAsked;
    readonly scopeId: string;
  },
): Promise<PlannedFiles> {
  const { request } = asked;
  const part = await readPart(act, request.patientId, asked.scopeId);
  if (part === undefined) return { files: [], labels: 0n, withheld: 0 };
  const decided = await decideEntries(act, read, asked);
  const chosen = part.kinds.flatMap(({ entries }) => entries);
  const entries = entriesOf(decided, chosen);
  if (part.hidden > 0 || entries.length < chosen.length)
    throw structuredProblems.structuredOutdated({
      detail:
        'The packet was not made: entries of the structured part were changed or may not go any more. Send the release back, choose the records again, and the structured part with them.',
    });
  const description = `${entries.length} entries of the record of ${request.number}`;
  return {
    files: [
      {
        ...{ name: 'structured-record.fhir.json', mediaType: 'application/fhir+json' },
        description: `${description}, as an HL7 FHIR R4 Bundle`,
        bytes: Buffer.from(printBundle(entries, act.now.toISOString())),
      },
      {
        ...{ name: 'structured-record.csv', mediaType: 'text/csv' },
        description: `${description}, as a table for a spreadsheet`,
        bytes: printTable([CSV_COLUMNS, ...rowsOfStructured(entries)]),
      },
    ],
    labels: entries.reduce((mask, entry) => mask | entry.labels, 0n),
    withheld: part.kinds.reduce((sum, { withheld }) => sum + withheld, 0),
  };
}

function entriesOf(decided: readonly DecidedEntry[], chosen: readonly string[]): StructuredEntry[] {
  const wanted = new Set(chosen);
  return decided.flatMap(({ entry, decision }) =>
    decision.decision === 'include' && wanted.has(keyOf(entry)) ? [entry] : [],
  );
}
