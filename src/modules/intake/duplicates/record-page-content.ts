import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { Item } from '../load-item.ts';
import type { PageContent } from './derive-page-content.ts';

const PAGES_PER_STATEMENT = 500;

export interface NumberedContent {
  readonly number: number;
  readonly content?: PageContent;
}

/** What stands on pages that were read, as digests; anew when one is read again. */
export async function recordPageContent(
  act: Act,
  item: Pick<Item, 'id' | 'facilityId' | 'labels'>,
  pages: readonly NumberedContent[],
): Promise<void> {
  const rows = pages.flatMap(({ number, content }) => (content === undefined ? [] : [rowOf(number, content)]));
  for (let from = 0; from < rows.length; from += PAGES_PER_STATEMENT)
    await sql`
      INSERT INTO intake.page_content (item_id, number, facility_id, labels, words, least, look, look_ink)
      SELECT ${item.id}, r.number, ${item.facilityId}, ${item.labels}::bigint, r.words, r.least, r.look, decode(r.ink, 'hex')
      FROM jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + PAGES_PER_STATEMENT))}::jsonb) AS r(number integer, words integer, least bigint[], look bigint, ink text)
      ON CONFLICT (item_id, number) DO UPDATE
        SET words = excluded.words, least = excluded.least, look = excluded.look, look_ink = excluded.look_ink`.execute(
      act.tx,
    );
}

const rowOf = (number: number, { words, least, look }: PageContent) => ({
  ...{ number, words, least: least?.map(String) ?? null },
  ...{ look: look === undefined ? null : String(look.hash) },
  ...{ ink: look === undefined ? null : Buffer.from(look.ink).toString('hex') },
});
