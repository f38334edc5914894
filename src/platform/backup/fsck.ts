import pg from 'pg';
import { storedBytes, type BlobRef, type BlobStore } from '../blobs/index.ts';
import type { Keyring } from '../keys/index.ts';
import { namedBlobs } from './named-blobs.ts';

export type Finding =
  | 'document-missing'
  | 'document-damaged'
  | 'key-missing'
  | 'destroyed-yet-named'
  | 'stored-but-unnamed'
  | 'named-but-unused'
  | 'database-page-damaged';

export interface FsckResult {
  readonly named: number;
  readonly stored: number;
  readonly storedBytes: number;
  /** Documents whose whole ciphertext was read and proven. */
  readonly proven: number;
  readonly counts: Readonly<Record<Finding, number>>;
  /** The first 1,000, each with what to look for. */
  readonly findings: readonly { readonly finding: Finding; readonly what: string }[];
  /** Copied back from the backup named. */
  readonly repaired: number;
  /** What a person should do, in order; empty when all is well. */
  readonly plan: readonly string[];
  readonly ok: boolean;
}

const LISTED = 1_000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Something to finish or to tidy; nothing is lost. */
const HARMLESS: ReadonlySet<Finding> = new Set<Finding>([
  'destroyed-yet-named',
  'stored-but-unnamed',
  'named-but-unused',
]);

/**
 * Holds database, document store and key folder against each other, both ways, in order of address and bounded memory.
 * `deep` reads and proves every stored byte, `pages` every page of the database. Changes nothing, but with `repairFrom`
 * copies back missing and damaged documents, which are proven by their address.
 */
export async function fsck(options: {
  adminUrl: string;
  blobs: BlobStore;
  keyring: Pick<Keyring, 'slotState'>;
  now: Date;
  deep?: boolean;
  pages?: boolean;
  /** A backup's store holds documents of many backups: what this database does not name is no finding there. */
  manyBackups?: boolean;
  repairFrom?: BlobStore;
}): Promise<FsckResult> {
  const counts: Record<Finding, number> = {
    'document-missing': 0,
    'document-damaged': 0,
    'key-missing': 0,
    'destroyed-yet-named': 0,
    'stored-but-unnamed': 0,
    'named-but-unused': 0,
    'database-page-damaged': 0,
  };
  const findings: { finding: Finding; what: string }[] = [];
  const found = (finding: Finding, what: string) => {
    counts[finding] += 1;
    if (findings.length < LISTED) findings.push({ finding, what });
  };
  const seen = { named: 0, stored: 0, storedBytes: 0, proven: 0, repaired: 0 };
  const client = new pg.Client({ connectionString: options.adminUrl, application_name: 'chartkeeper-fsck' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const rows = namedBlobs(client);
    const stored = options.blobs.list()[Symbol.asyncIterator]();
    let row = await rows.next();
    let blob = await stored.next();
    // Both are sorted by address: one walk over the two.
    while (row.done !== true || blob.done !== true) {
      const inDatabase = row.done === true ? undefined : row.value.address;
      const inStore = blob.done === true ? undefined : blob.value.address;
      if (inDatabase !== undefined && (inStore === undefined || inDatabase <= inStore)) {
        seen.named += 1;
        const size = inDatabase === inStore && blob.done !== true ? blob.value.stored : undefined;
        const problem = await checkNamed(row.value as BlobRef, size, options);
        if (problem.proven) seen.proven += 1;
        if (problem.finding !== undefined) {
          if (await repaired(problem.finding, inDatabase, options)) seen.repaired += 1;
          else found(problem.finding, inDatabase);
        }
      } else if (inStore !== undefined && blob.done !== true && options.manyBackups !== true) {
        if (blob.value.at.getTime() < options.now.getTime() - DAY_MS) found('stored-but-unnamed', inStore);
      }
      const move = [inDatabase, inStore].filter((address) => address !== undefined).sort()[0];
      if (inStore === move && blob.done !== true) {
        seen.stored += 1;
        seen.storedBytes += blob.value.stored;
        blob = await stored.next();
      }
      if (inDatabase === move) row = await rows.next();
    }
    for (const address of await unused(client)) found('named-but-unused', address);
    if (options.pages === true) for (const what of await damagedPages(client)) found('database-page-damaged', what);
  } finally {
    await client.end().catch(() => undefined);
  }
  const ok = Object.entries(counts).every(([finding, count]) => count === 0 || HARMLESS.has(finding as Finding)); // keys of counts
  return { ...seen, counts, findings, plan: planFor(counts), ok };
}

async function checkNamed(
  ref: BlobRef,
  size: number | undefined,
  options: { blobs: BlobStore; keyring: Pick<Keyring, 'slotState'>; deep?: boolean },
): Promise<{ finding?: Finding; proven: boolean }> {
  const key = options.keyring.slotState(ref.slot);
  if (key === 'destroyed') return { finding: 'destroyed-yet-named', proven: false };
  if (size === undefined) {
    // It may have been stored since the list of its folder was read.
    if ((await options.blobs.stat(ref.address)) === undefined) return { finding: 'document-missing', proven: false };
  } else if (size !== storedBytes(ref.bytes)) return { finding: 'document-damaged', proven: false };
  const proven = options.deep === true;
  if (proven && (await options.blobs.verify(ref.address)) !== 'whole') return { finding: 'document-damaged', proven };
  return key === 'missing' ? { finding: 'key-missing', proven } : { proven };
}

async function repaired(finding: Finding, address: string, options: { blobs: BlobStore; repairFrom?: BlobStore }) {
  if (options.repairFrom === undefined || (finding !== 'document-missing' && finding !== 'document-damaged'))
    return false;
  if ((await options.repairFrom.verify(address)) !== 'whole') return false;
  await options.blobs.takeIn(address, options.repairFrom.ciphertext(address));
  return true;
}

/** Blob rows that no table refers to, whatever tables there are: the catalogue knows who may. */
async function unused(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ place: string; field: string }>(
    `select k.conrelid::regclass::text as place, quote_ident(a.attname) as field
       from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      where k.contype = 'f' and k.confrelid = 'platform.blob'::regclass and k.conparentid = 0`,
  );
  if (rows.length === 0) return [];
  const unreferred = rows
    .map(({ place, field }) => `not exists (select from ${place} r where r.${field} = b.address)`)
    .join(' and ');
  const answer = await client.query<{ address: string }>(
    `select b.address from platform.blob b where ${unreferred} order by 1 limit ${LISTED}`,
  );
  return answer.rows.map(({ address }) => address);
}

/**
 * Reads every page of every table and B-tree through their checksums (contrib amcheck, where the server has it). The
 * extension is made in a transaction that is rolled back: nothing of it stays.
 */
async function damagedPages(client: pg.Client): Promise<string[]> {
  const installed = await client.query(`select from pg_available_extensions where name = 'amcheck'`);
  if (installed.rowCount === 0) return [];
  const damaged: string[] = [];
  await client.query('begin');
  try {
    await client.query('create extension if not exists amcheck');
    const { rows } = await client.query<{ name: string; kind: string; oid: string }>(
      `select c.oid::text as oid, c.oid::regclass::text as name, m.amname as kind
         from pg_class c join pg_am m on m.oid = c.relam left join pg_index i on i.indexrelid = c.oid
        where c.relpersistence = 'p' and (c.relkind in ('r', 'm') or (m.amname = 'btree' and i.indisvalid)) order by c.oid`,
    );
    for (const { name, kind, oid } of rows) {
      if (await isDamaged(client, kind, oid)) damaged.push(name);
      if (damaged.length >= LISTED) break;
    }
  } finally {
    await client.query('rollback').catch(() => undefined);
  }
  return damaged;
}

async function isDamaged(client: pg.Client, kind: string, oid: string): Promise<boolean> {
  await client.query('savepoint one');
  try {
    if (kind === 'btree') await client.query('select bt_index_check($1::oid::regclass)', [oid]);
    else {
      const bad = await client.query('select from verify_heapam($1::oid::regclass, check_toast => true)', [oid]);
      if ((bad.rowCount ?? 0) > 0) return true;
    }
    await client.query('release one');
    return false;
  } catch (error) {
    await client.query('rollback to one');
    // Class XX: damaged; class 58: the file cannot be read. 42 and 55: not a thing to check.
    const code = error instanceof pg.DatabaseError ? (error.code ?? '') : '';
    if (/^(XX|58)/.test(code)) return true;
    if (/^(42|55)/.test(code)) return false;
    throw error;
  }
}

function planFor(counts: Record<Finding, number>): string[] {
  const many = (n: number) => (n === 1 ? '1 document' : `${n} documents`);
  const plan: string[] = [];
  if (counts['database-page-damaged'] > 0)
    plan.push(
      `The database has ${counts['database-page-damaged']} damaged tables or indexes: stop, check the disk, and restore the newest backup that verifies.`,
    );
  if (counts['key-missing'] > 0)
    plan.push(
      `${many(counts['key-missing'])}: key slot missing. Restore the files of keys/slots from the key backup; existing files stay.`,
    );
  const lost = counts['document-missing'] + counts['document-damaged'];
  if (lost > 0)
    plan.push(
      `${many(lost)}: missing or changed. Run fsck with --repair --from BACKUP: they are copied back and proven by their address. What no backup holds must be scanned again.`,
    );
  if (counts['destroyed-yet-named'] > 0)
    plan.push(
      `${many(counts['destroyed-yet-named'])}: the key was destroyed after this database was saved. They cannot be read; let the retention run finish their destruction.`,
    );
  if (counts['named-but-unused'] > 0)
    plan.push(
      `${many(counts['named-but-unused'])}: named, but belonging to no record. Harmless; report it, as some part of Chartkeeper forgot to clean up.`,
    );
  if (counts['stored-but-unnamed'] > 0)
    plan.push(
      `${many(counts['stored-but-unnamed'])}: stored more than a day ago and named by nothing. Harmless; the nightly sweep removes them.`,
    );
  return plan;
}
