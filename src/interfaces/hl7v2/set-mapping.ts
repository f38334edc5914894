import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { isId, newId } from '../../platform/ids.ts';
import { namesOfPeople } from '../../modules/accounts/index.ts';
import { findType } from '../../modules/documents/index.ts';
import type { MappingKind } from './mapping.ts';
import { problems } from './problems.ts';

interface MappingRow {
  readonly id: string;
  readonly kind: string;
  readonly said: string;
  /** Empty: the sender's own row was taken back, and that of all senders counts again. */
  readonly meant: string;
  readonly ofAll: boolean;
  readonly setAt: string;
  readonly setBy: string;
  readonly setByName: string | null;
  /** Of its code the newest: this one counts. */
  readonly inForce: boolean;
}

const MAX_ROWS = 1_000;
/** HL7 ActCode, value set ActEncounterCode. */
const CLASSES = new Set(['AMB', 'IMP', 'ACUTE', 'NONAC', 'EMER', 'OBSENC', 'HH', 'VR', 'SS', 'FLD', 'PRENC']);

/** The rows of a sender and those of all senders, the newest first: what counts, and what counted before. */
export async function listMapping(act: Act, senderId: string): Promise<MappingRow[]> {
  const { rows } = await sql<{
    id: string;
    kind: string;
    said: string;
    meant: string;
    of_all: boolean;
    set_at: Date;
    set_by: string;
    newest: boolean;
  }>`
    SELECT id, kind, said, meant, sender_id IS NULL AS of_all, set_at, set_by,
      row_number() OVER (PARTITION BY kind, said, sender_id ORDER BY set_at DESC, id DESC) = 1 AS newest
    FROM hl7v2.mapping WHERE sender_id = ${senderId}::uuid OR sender_id IS NULL
    ORDER BY kind, said, sender_id IS NULL, set_at DESC, id DESC LIMIT ${MAX_ROWS}`.execute(act.tx);
  const own = new Set(
    rows.filter((row) => !row.of_all && row.newest && row.meant !== '').map(({ kind, said }) => `${kind} ${said}`),
  );
  const names = await namesOfPeople(act, rows.map((row) => row.set_by).filter(isId));
  act.note({ subjectIds: [senderId], count: rows.length });
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, said: row.said, meant: row.meant, ofAll: row.of_all },
    ...{ setAt: row.set_at.toISOString(), setBy: row.set_by, setByName: names.get(row.set_by) ?? null },
    inForce: row.newest && row.meant !== '' && !(row.of_all && own.has(`${row.kind} ${row.said}`)),
  }));
}

/** @throws hl7v2/no-sender, hl7v2/unknown-meaning */
export async function setMapping(
  act: Act,
  senderId: string,
  { kind, said, meant }: { kind: MappingKind; said: string; meant: string },
): Promise<string> {
  const known = await act.tx.selectFrom('hl7v2.sender').select('id').where('id', '=', senderId).executeTakeFirst();
  if (known === undefined) throw problems.noSender({ detail: 'Nothing was saved. Reload the list of senders.' });
  mustBeMeaning(kind, meant);
  const id = newId();
  await act.tx
    .insertInto('hl7v2.mapping')
    .values({
      ...{ id, sender_id: senderId, kind, said: kind === 'class' ? said.toUpperCase() : said, meant },
      ...{ set_at: act.now, set_by: act.actor.id },
    })
    .execute();
  act.note({ subjectIds: [senderId, id], detail: { kind, said, meant } });
  return id;
}

function mustBeMeaning(kind: MappingKind, meant: string): void {
  if (meant === '') return;
  const words = {
    authority:
      'Give the address of the identifier system, such as urn:oid:2.16.840.1.113883.19 or an https:// address.',
    'document-type': 'Give the code of a document type of the catalogue, such as discharge-summary.',
    class: `Give an encounter class: ${[...CLASSES].join(', ')}.`,
  };
  const fits = {
    authority: () => /^(urn:[a-z0-9][a-z0-9-]*:\S+|https?:\/\/\S+)$/.test(meant),
    'document-type': () => findType(meant) !== undefined,
    class: () => CLASSES.has(meant),
  };
  if (!fits[kind]()) throw problems.unknownMeaning({ detail: `Nothing was saved. ${words[kind]}`, at: 'meant' });
}
