import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyLog as otherVerifier } from '../../../tools/verify-log.mjs';
import { proveToTheEnd } from '../../../test/world/prove-to-the-end.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import { beginExport, exportCheckpoints, exportEntries, outsideCheckpoints } from './export-log.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
  for (let n = 0; n < 12; n++)
    await world.system(async (act) =>
      act.note({
        subjectIds: ['not-a-uuid', '01900000-0000-7000-8000-000000000002'],
        patientIds: n % 2 === 0 ? [] : ['01900000-0000-7000-8000-000000000009', '01900000-0000-7000-8000-00000000000a'],
        count: n,
        detail: { words: `Ångström "${n}" \\ \u2028 日本`, none: null, list: ['a', 'b'] },
        reasonIds: n % 3 === 0 ? [] : ['role/clinician', 'a,b', '{"}'],
      }),
    );
  await proveToTheEnd(world);
});
afterAll(() => world.close());

/** Past triggers and foreign keys, in a transaction that the next test does not see: see `undo`. */
async function asOwner(...statements: string[]): Promise<void> {
  await world.sql(`SET session_replication_role = 'replica'`);
  try {
    for (const statement of statements) await world.sql(statement);
  } finally {
    await world.sql('RESET session_replication_role');
  }
}

async function verdicts() {
  const ours = await proveToTheEnd(world);
  const { size, newest, outside, key } = await beginExport(world.services);
  const text = async (parts: AsyncIterable<string>) => {
    let all = '';
    for await (const part of parts) all += part;
    return all;
  };
  const other = await otherVerifier({
    entries: Readable.from([Buffer.from(await text(exportEntries(world.services, size)))]),
    checkpointFiles: [
      await text(exportCheckpoints(world.services, newest)),
      (await outsideCheckpoints(world.services, outside)).toString('utf8'),
    ],
    keyFile: key,
  });
  // The words differ, the places do not.
  const place = (fault: object | undefined) => ({ ...fault, entryId: undefined, detail: undefined });
  expect(place(other.firstBad), 'the second verifier names the same place').toEqual(place(ours.firstBad));
  return ours;
}

const idAt = async (n: number) =>
  (await world.sql<{ entry_id: string }>('SELECT entry_id FROM audit.leaf WHERE n = $1', [n]))[0]?.entry_id;

describe('both verifiers', () => {
  beforeEach(async () => {
    expect((await verdicts()).firstBad).toBeUndefined();
  });

  it('prove a log whose entries hold quotes, commas, every script, empty lists and nulls', async () => {
    const { entries, verified, younger } = await verdicts();
    expect({ verified, younger }).toEqual({ verified: entries, younger: 0 });
    expect(entries).toBeGreaterThanOrEqual(12);
  });

  it.each([
    ['at', `at + interval '1 microsecond'`],
    ['actor_id', `actor_id || ' '`],
    ['on_behalf_of', `'somebody'`],
    ['outcome', `'denied'`],
    ['subject_ids', `subject_ids || subject_ids`],
    ['patient_ids', `patient_ids || '{}'::uuid[] || id`],
    ['object_count', `object_count + 1`],
    ['detail', `detail || '{"none": 0}'`],
    ['reason_ids', `array_append(reason_ids, NULL)`],
    ['session_hash', `''`],
    ['xid', `(xid::text::bigint + 1)::text::xid8`],
  ])('find the entry whose %s was changed', async (column, value) => {
    const id = await idAt(7);
    await asOwner(
      `CREATE TABLE public.kept AS SELECT * FROM audit.entry WHERE id = '${id}'`,
      `UPDATE audit.entry SET ${column} = ${value} WHERE id = '${id}'`,
    );
    const { firstBad } = await verdicts();
    await asOwner(
      `UPDATE audit.entry SET ${column} = (SELECT ${column} FROM public.kept) WHERE id = '${id}'`,
      'DROP TABLE public.kept',
    );
    expect(firstBad).toEqual({ reason: 'changed', n: 7, entryId: id });
  });

  it('find the entry whose kept hash was changed', async () => {
    const [kept] = await world.sql<{ hash: Buffer }>('SELECT hash FROM audit.leaf WHERE n = 5');
    await asOwner('UPDATE audit.leaf SET hash = sha256(hash) WHERE n = 5');
    const { firstBad } = await verdicts();
    await asOwner(`UPDATE audit.leaf SET hash = '\\x${kept?.hash.toString('hex')}' WHERE n = 5`);
    expect(firstBad).toMatchObject({ reason: 'changed', n: 5 });
  });

  it('find where an entry was deleted, and where its place went with it', async () => {
    await asOwner(
      'CREATE TABLE public.away AS SELECT * FROM audit.entry WHERE id = (SELECT entry_id FROM audit.leaf WHERE n = 4)',
      'DELETE FROM audit.entry WHERE id = (SELECT id FROM public.away)',
    );
    const deleted = await verdicts();
    await asOwner(
      'INSERT INTO audit.entry SELECT * FROM public.away',
      'DROP TABLE public.away',
      'CREATE TABLE public.away AS SELECT * FROM audit.leaf WHERE n = 4',
      'DELETE FROM audit.leaf WHERE n = 4',
    );
    const gap = await verdicts();
    await asOwner('INSERT INTO audit.leaf SELECT * FROM public.away', 'DROP TABLE public.away');
    expect(deleted.firstBad).toMatchObject({ reason: 'unreadable', n: 4 });
    expect(gap.firstBad).toMatchObject({ reason: 'missing', n: 4 });
  });

  it('find an entry slipped in behind those already folded', async () => {
    const id = '01900000-0000-7000-8000-00000000beef';
    await asOwner(
      `INSERT INTO audit.entry SELECT '${id}', first.xid, first.at, 'person', 'nobody', NULL, 'operations', 'patients.open', 'done', '{}', '{}', 0, '{}', '{}', NULL
       FROM audit.entry first ORDER BY xid, id LIMIT 1`,
    );
    const { firstBad } = await verdicts();
    await asOwner(`DELETE FROM audit.entry WHERE id = '${id}'`);
    expect(firstBad).toMatchObject({ reason: 'out of order', entryId: id });
  });

  it('find that two entries were exchanged, hashes and all', async () => {
    const swap = [
      'ALTER TABLE audit.leaf DROP CONSTRAINT leaf_counts_from_zero',
      'UPDATE audit.leaf SET n = -1 - n WHERE n IN (1, 2)',
      'UPDATE audit.leaf SET n = CASE n WHEN -2 THEN 2 ELSE 1 END WHERE n < 0',
      'ALTER TABLE audit.leaf ADD CONSTRAINT leaf_counts_from_zero CHECK (n >= 0)',
    ];
    await asOwner(...swap);
    const { firstBad } = await verdicts();
    await asOwner(...swap);
    expect(firstBad).toMatchObject({ reason: 'changed', upTo: expect.any(Number) });
  });

  it('find a checkpoint that was forged in the database', async () => {
    const [kept] = await world.sql<{ note: string }>('SELECT note FROM audit.checkpoint ORDER BY size LIMIT 1');
    await asOwner(
      `UPDATE audit.checkpoint SET note = replace(note, E'chartkeeper/audit\\n', E'chartkeeper/audit\\n1') WHERE size = (SELECT min(size) FROM audit.checkpoint)`,
    );
    const { firstBad } = await verdicts();
    await asOwner(
      `UPDATE audit.checkpoint SET note = $ck$${kept?.note}$ck$ WHERE size = (SELECT min(size) FROM audit.checkpoint)`,
    );
    expect(firstBad).toMatchObject({ reason: 'checkpoint', place: 0, index: 0 });
  });

  it('find that all was rolled back with its checkpoints, as long as the copy outside is there', async () => {
    for (let n = 0; n < 3; n++) await world.system(async (act) => act.note({ count: n }));
    const before = await proveToTheEnd(world);
    await asOwner(
      'DELETE FROM audit.leaf WHERE n >= (SELECT min(size) FROM audit.checkpoint)',
      'DELETE FROM audit.entry WHERE id NOT IN (SELECT entry_id FROM audit.leaf)',
      'DELETE FROM audit.checkpoint WHERE size > (SELECT min(size) FROM audit.checkpoint)',
    );
    const { firstBad, entries } = await verdicts();
    expect(firstBad).toEqual({ reason: 'rolled back', n: entries, upTo: before.entries - 1 });
  });
});
