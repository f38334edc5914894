import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { Services } from '../../../platform/services.ts';
import { findPageRefs, readPageText } from '../page-texts.ts';
import { compareWords } from './derive-content-digest.ts';

const MOST_WORDS = 40;
/** Pages compared word by word; a file that differs shows it soon. */
const MOST_PAGES = 20;

export interface DuplicateOf {
  readonly itemId: string;
  readonly fileName: string;
  readonly receivedAt: string;
  readonly how: 'bytes' | 'content';
  readonly alike: number;
  readonly pages: number | null;
  readonly confirmed: boolean;
  /** What became of the earlier one. */
  readonly filed: boolean;
  readonly settled: boolean;
}

type Refs = Awaited<ReturnType<typeof findPageRefs>>;

/** Earlier files that this one seems to be the same as, the likeliest first. */
export async function listDuplicates(
  act: Act,
  itemId: string,
): Promise<{ found: DuplicateOf[]; here: Refs; there: Refs }> {
  const { rows } = await sql<{
    id: string;
    file_name: string;
    received_at: Date;
    how: 'bytes' | 'content';
    alike: number;
    pages: number | null;
    confirmed: boolean;
    filed: boolean;
    settled: number;
  }>`
    SELECT i.id, i.file_name, i.received_at, d.how, d.alike, i.pages, d.confirmed_at IS NOT NULL AS confirmed,
      coalesce(bool_or(o.kind = 'filed'), false) AS filed, count(o.id)::int AS settled
    FROM intake.duplicate d JOIN intake.item i ON i.id = d.of_item_id
    LEFT JOIN intake.outcome o ON o.item_id = i.id AND o.reversed_at IS NULL
    WHERE d.item_id = ${itemId} GROUP BY i.id, d.item_id, d.of_item_id ORDER BY d.alike DESC, i.received_at`.execute(
    act.tx,
  );
  act.note({ subjectIds: [itemId, ...rows.map(({ id }) => id)], count: rows.length, coalesce: itemId });
  const [first] = rows;
  const refsOf = (id: string, pages: number | null) =>
    findPageRefs(
      act,
      Array.from({ length: Math.min(pages ?? 0, MOST_PAGES) }, (_each, at) => ({ itemId: id, number: at + 1 })),
    );
  return {
    found: rows.map((row) => ({
      ...{ itemId: row.id, fileName: row.file_name, receivedAt: row.received_at.toISOString(), how: row.how },
      ...{ alike: row.alike, pages: row.pages, confirmed: row.confirmed, filed: row.filed },
      settled: row.settled >= Math.max(row.pages ?? 1, 1),
    })),
    here: first?.how === 'content' ? await refsOf(itemId, first.pages) : [],
    there: first?.how === 'content' ? await refsOf(first.id, first.pages) : [],
  };
}

/** After the transaction: the words in which the two differ. A copy that was destroyed has none. */
export async function compareFiles(
  services: Services,
  { here, there }: { here: Refs; there: Refs },
): Promise<{ onlyHere: string[]; onlyThere: string[] } | null> {
  const textOf = async (refs: Refs) => {
    const texts = [];
    for (const ref of refs) texts.push((await readPageText(services, ref, 0)).text);
    return texts.join('\n');
  };
  if (here.length === 0 || there.length === 0) return null;
  if ([...here, ...there].some(({ text }) => text !== undefined && services.keyring.isDestroyed(text.slot)))
    return null;
  return compareWords(await textOf(here), await textOf(there), MOST_WORDS);
}
