import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { Item } from '../load-item.ts';
import type { PageKey } from '../separation/layout.ts';
import { joinDigests } from './derive-content-digest.ts';
import type { Look } from './derive-look.ts';
import { findSaidBefore, findSeenBefore } from './find-alike.ts';

const MOST_LINKED = 5;
/** Pages of one document that are looked for by how they look. */
const MOST_LOOKS = 20;

interface Link {
  readonly of: string;
  readonly labels: string;
  readonly how: 'bytes' | 'content' | 'look';
  readonly alike: number;
  readonly whole: boolean;
  readonly page?: number;
  readonly ofPage?: number;
}

/**
 * A document to be joins the index queue, as it is cut now: what it says is kept as digests, and earlier ones that say or
 * look the same are linked with it. What was found for it as it was cut before goes, but for what a person confirmed.
 */
export async function recordPartContent(
  act: Act,
  part: { readonly id: string; readonly item: Pick<Item, 'id' | 'facilityId' | 'labels' | 'sameAs'> },
  pages: readonly PageKey[],
): Promise<void> {
  const { facilityId, labels } = part.item;
  const of = { partId: part.id, facilityId };
  await sql`DELETE FROM intake.part_duplicate WHERE part_id = ${part.id} AND confirmed_at IS NULL`.execute(act.tx);
  await sql`DELETE FROM intake.part_digest WHERE part_id = ${part.id}`.execute(act.tx);
  const contents = await loadContents(act, pages);
  const links: Link[] = await sameFile(act, part.item, pages);
  const said = joinDigests(contents);
  if (said !== undefined) {
    const alike = (await findSaidBefore(act, of, said.least)).sort((a, b) => b.share - a.share).slice(0, MOST_LINKED);
    links.push(
      ...alike.map((each) => ({
        ...{ of: each.partId, labels: each.labels, how: 'content' as const, alike: each.share, whole: true },
      })),
    );
    const least = said.least.map(String);
    await sql`INSERT INTO intake.part_digest (part_id, facility_id, labels, words, least)
      VALUES (${part.id}, ${facilityId}, ${labels}, ${said.words}, ${least}::bigint[])`.execute(act.tx);
    await sql`INSERT INTO intake.part_band (part_id, band, facility_id, labels, value)
      SELECT ${part.id}::uuid, n, ${facilityId}::uuid, ${labels}::bigint, hashtextextended(array_to_string((${least}::bigint[])[3 * n - 2 : 3 * n], ' '), 0)
      FROM generate_series(1, 8) n`.execute(act.tx);
  }
  links.push(...(await lookedAlike(act, of, contents)));
  for (const link of links) await keep(act, part, link);
}

interface Content {
  readonly position: number;
  readonly words: number;
  readonly least: readonly bigint[] | undefined;
  readonly look: Look | undefined;
}

async function loadContents(act: Act, pages: readonly PageKey[]): Promise<Content[]> {
  const { rows } = await sql<{
    at: string;
    words: number;
    least: string[] | null;
    look: string | null;
    ink: Buffer | null;
  }>`
    SELECT wanted.at, c.words, c.least::text[], c.look::text, c.look_ink AS ink
    FROM unnest(${pages.map(({ itemId }) => itemId)}::uuid[], ${pages.map(({ number }) => number)}::integer[]) WITH ORDINALITY AS wanted (item_id, number, at)
    JOIN intake.page_content c ON c.item_id = wanted.item_id AND c.number = wanted.number ORDER BY wanted.at`.execute(
    act.tx,
  );
  return rows.map((row) => ({
    ...{ position: Number(row.at), words: row.words, least: row.least?.map(BigInt) },
    look: row.look === null || row.ink === null ? undefined : { hash: BigInt(row.look), ink: row.ink },
  }));
}

/** The same bytes came before: the documents that hold the same page of that file. */
async function sameFile(
  act: Act,
  item: { id: string; sameAs: string | null },
  pages: readonly PageKey[],
): Promise<Link[]> {
  const first = pages.find(({ itemId }) => itemId === item.id);
  if (item.sameAs === null || first === undefined) return [];
  const place = await act.tx
    .selectFrom('intake.part_page')
    .select(['part_id', 'labels'])
    .where('item_id', '=', item.sameAs)
    .where('number', '=', first.number)
    .where('part_id', 'is not', null)
    .executeTakeFirst();
  if (place?.part_id === null || place === undefined) return [];
  return [{ of: place.part_id, labels: place.labels, how: 'bytes', alike: 1, whole: true }];
}

/** One link for each earlier document, by its likeliest page; whole when every page of this one is found there. */
async function lookedAlike(
  act: Act,
  of: { partId: string; facilityId: string },
  contents: readonly Content[],
): Promise<Link[]> {
  const found = new Map<string, Link & { pages: number }>();
  for (const { look, position } of contents.slice(0, MOST_LOOKS)) {
    if (look === undefined) continue;
    const seen = new Set<string>();
    for (const each of (await findSeenBefore(act, of, look)).sort((a, b) => b.share - a.share)) {
      if (seen.has(each.partId)) continue;
      seen.add(each.partId);
      const known = found.get(each.partId);
      const pages = (known?.pages ?? 0) + 1;
      const better = known === undefined || each.share > known.alike;
      found.set(each.partId, {
        ...(better
          ? {
              of: each.partId,
              labels: each.labels,
              how: 'look',
              alike: each.share,
              page: position,
              ofPage: each.position,
            }
          : known),
        ...{ pages, whole: pages === contents.length },
      });
    }
  }
  return [...found.values()].sort((a, b) => b.alike - a.alike).slice(0, MOST_LINKED);
}

async function keep(
  act: Act,
  part: { id: string; item: { facilityId: string; labels: string } },
  link: Link,
): Promise<void> {
  await act.tx
    .insertInto('intake.part_duplicate')
    .values({
      ...{ part_id: part.id, of_part_id: link.of, facility_id: part.item.facilityId },
      labels: (BigInt(part.item.labels) | BigInt(link.labels)).toString(),
      ...{ how: link.how, alike: link.alike, whole: link.whole, found_at: act.now },
      ...{ page: link.page ?? null, of_page: link.ofPage ?? null },
    })
    // The same bytes, or the same words, were told before how it looks.
    .onConflict((conflict) => conflict.columns(['part_id', 'of_part_id']).doNothing())
    .execute();
}
