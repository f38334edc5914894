import type { Act } from '../../../platform/act.ts';
import type { Services } from '../../../platform/services.ts';
import type { RowDecision } from './decide-row.ts';
import type { RowFacts } from './evaluate-row.ts';
import type { FoundFile } from './find-file.ts';
import type { LegacyRun } from './load-run.ts';
import type { Matched } from './match-patient.ts';
import type { IndexRow } from './read-index.ts';

export interface RowKeys {
  readonly row: string;
  readonly content: string;
}

/** Keyed digests: what makes it this row, and all that it says. The table holds neither number nor name of anybody. */
export async function rowKeys(
  services: Services,
  run: LegacyRun,
  facts: RowFacts,
  of: { row: IndexRow; file: FoundFile },
): Promise<RowKeys> {
  const digest = (parts: readonly unknown[]) => services.keyring.digest(Buffer.from(JSON.stringify(parts)));
  const home = ['legacy row', run.facilityId, run.archive.trim()];
  const pages = facts.pages === undefined ? null : [facts.pages.first, facts.pages.last];
  return {
    row: await digest(
      facts.originalId !== undefined
        ? [...home, 'id', facts.originalId]
        : facts.path !== undefined
          ? [...home, 'file', facts.path, pages]
          : [...home, 'row', run.indexId, of.row.number],
    ),
    content: await digest([...home, of.file.key ?? null, pages, facts]),
  };
}

/** The row with what became of it; a file that was taken in waits to be read. */
export async function writeRow(
  act: Act,
  run: LegacyRun,
  of: {
    row: IndexRow;
    facts: RowFacts;
    file: FoundFile;
    keys: RowKeys;
    patient: Matched;
    encounterId: string | undefined;
    decision: RowDecision;
    itemId: string | undefined;
  },
): Promise<void> {
  const { facts, decision } = of;
  const outcome = { file: 'filed', queue: 'queued', refuse: 'refused', unchanged: 'unchanged' } as const;
  await act.tx
    .insertInto('intake.legacy_row')
    .values({
      run_id: run.id,
      number: of.row.number,
      facility_id: run.facilityId,
      archive: run.archive,
      dry: run.dry,
      row_key: of.keys.row,
      content_key: of.keys.content,
      path: facts.path ?? null,
      file_key: of.file.key ?? null,
      first_page: facts.pages?.first ?? null,
      last_page: facts.pages?.last ?? null,
      patient_match: of.patient.match,
      findings: [...decision.findings],
      outcome: of.itemId === undefined ? outcome[decision.outcome] : 'reading',
      reason: decision.reason ?? null,
      candidates: JSON.stringify(of.patient.candidates),
      matched_patient_id: of.patient.patientId ?? null,
      encounter_id: of.encounterId ?? null,
      type_code: facts.typeCode ?? null,
      dated_on: facts.date ?? null,
      title: facts.title ?? null,
      author: facts.author ?? null,
      original_id: facts.originalId ?? null,
      item_id: of.itemId ?? null,
      recorded_at: act.now,
      settled_at: of.itemId === undefined && !run.dry ? act.now : null,
    })
    .execute();
}
