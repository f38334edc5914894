import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { Services } from '../../../platform/services.ts';
import { findPageRefs, readPageText } from '../page-texts.ts';
import { compareWords } from './derive-content-digest.ts';

const MOST_WORDS = 40;
/** Pages compared word by word; a document that differs shows it soon. */
const MOST_PAGES = 20;

export interface DuplicateOf {
  readonly partId: string;
  readonly itemId: string;
  readonly fileName: string;
  readonly receivedAt: string;
  readonly how: 'bytes' | 'content' | 'look';
  readonly alike: number;
  /** All pages of the document are meant. */
  readonly whole: boolean;
  /** Of a look: which page looks the same as which. */
  readonly page: number | null;
  readonly ofPage: number | null;
  readonly pages: number;
  readonly confirmed: boolean;
  /** What became of the earlier one. */
  readonly filed: boolean;
  readonly settled: boolean;
}

type Refs = Awaited<ReturnType<typeof findPageRefs>>;

/** Earlier documents that this one seems to be the same as, the likeliest first. */
export async function listDuplicates(
  act: Act,
  partId: string,
): Promise<{ found: DuplicateOf[]; here: Refs; there: Refs }> {
  const { rows } = await sql<{
    part_id: string;
    item_id: string;
    file_name: string;
    received_at: Date;
    how: DuplicateOf['how'];
    alike: number;
    whole: boolean;
    page: number | null;
    of_page: number | null;
    pages: number;
    confirmed: boolean;
    filed: boolean;
    settled: number;
  }>`
    SELECT d.of_part_id AS part_id, first.item_id, i.file_name, i.received_at, d.how, d.alike, d.whole, d.page, d.of_page,
      d.confirmed_at IS NOT NULL AS confirmed, n.pages, n.settled, n.filed
    FROM intake.part_duplicate d
    CROSS JOIN LATERAL (SELECT count(*)::int AS pages, count(o.id)::int AS settled, coalesce(bool_or(o.kind = 'filed'), false) AS filed
      FROM intake.part_page p LEFT JOIN intake.outcome o ON o.item_id = p.item_id AND o.page_number = p.number AND o.reversed_at IS NULL
      WHERE p.part_id = d.of_part_id) n
    CROSS JOIN LATERAL (SELECT p.item_id FROM intake.part_page p WHERE p.part_id = d.of_part_id ORDER BY p.position LIMIT 1) first
    JOIN intake.item i ON i.id = first.item_id
    WHERE d.part_id = ${partId} ORDER BY d.alike DESC, i.received_at`.execute(act.tx);
  act.note({ subjectIds: [partId, ...rows.map((row) => row.part_id)], count: rows.length, coalesce: partId });
  const [first] = rows;
  return {
    found: rows.map((row) => ({
      ...{
        partId: row.part_id,
        itemId: row.item_id,
        fileName: row.file_name,
        receivedAt: row.received_at.toISOString(),
      },
      ...{ how: row.how, alike: row.alike, whole: row.whole, page: row.page, ofPage: row.of_page, pages: row.pages },
      ...{ confirmed: row.confirmed, filed: row.filed, settled: row.settled >= row.pages },
    })),
    here: first?.how === 'content' ? await refsOf(act, partId) : [],
    there: first?.how === 'content' ? await refsOf(act, first.part_id) : [],
  };
}

async function refsOf(act: Act, partId: string): Promise<Refs> {
  const pages = await act.tx
    .selectFrom('intake.part_page')
    .select(['item_id', 'number'])
    .where('part_id', '=', partId)
    .orderBy('position')
    .limit(MOST_PAGES)
    .execute();
  return findPageRefs(
    act,
    pages.map((page) => ({ itemId: page.item_id, number: page.number })),
  );
}

/** After the transaction: the words in which the two differ. A copy that was destroyed has none. */
export async function compareDocuments(
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
