import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { typedKeys } from './derive-requester-keys.ts';
import { channelsOf, type Entry, entriesById } from './load-requester.ts';

const FOUND = 20;
/** Ranges of the index that are looked through at most: a word that thousands share is no search yet. */
const MOST_OF_A_WORD = 500;
const MOST_LOOKED_AT = 1_000;
/** Sorts behind every letter: the end of a range that begins with what was typed. */
const LAST = '\u{10ffff}';

/** Entries by what is typed: the beginning of any word of name or organisation, words in any order, or a number. */
export async function findRequesters(
  act: Act,
  text: string,
  only: { readonly class?: string } = {},
): Promise<{ requesters: Entry[]; more: boolean }> {
  const { phrase, words } = typedKeys(text);
  if (phrase === '') return { requesters: [], more: false };
  const ids = await byPhrase(act, phrase, only.class);
  if (ids.length <= FOUND && words.length > 1) {
    const apart = await byWords(act, words, only.class);
    ids.push(...apart.filter((id) => !ids.includes(id)));
  }
  const shown = ids.slice(0, FOUND);
  const entries = await entriesById(act, shown);
  const channels = await channelsOf(act, shown);
  act.note({ count: shown.length, coalesce: 'requesters' });
  return {
    more: ids.length > FOUND,
    requesters: shown.flatMap((id) => {
      const entry = entries.get(id);
      return entry === undefined ? [] : [{ ...entry, channels: channels.get(id) ?? [] }];
    }),
  };
}

/** In the order of the index; an entry has several keys that begin alike. */
async function byPhrase(act: Act, phrase: string, ofClass: string | undefined): Promise<string[]> {
  const { rows } = await sql<{ requester_id: string }>`
    SELECT requester_id FROM (
      SELECT requester_id, key FROM release.requester_key WHERE key >= ${phrase} AND key < ${`${phrase}${LAST}`}
      ORDER BY key, requester_id LIMIT ${ofClass === undefined ? FOUND * 4 : MOST_LOOKED_AT}) k
    WHERE true ${isOf(ofClass)} ORDER BY key, requester_id LIMIT ${FOUND * 4}`.execute(act.tx);
  return [...new Set(rows.map((row) => row.requester_id))];
}

/** The rarest of the words leads; the others are looked up for each entry it finds, until a page is full. */
async function byWords(act: Act, words: readonly string[], ofClass: string | undefined): Promise<string[]> {
  const counted: { word: string; n: number }[] = [];
  for (const word of words) counted.push({ word, n: await countOf(act, word) });
  const [rarest, ...others] = counted
    .sort((a, b) => a.n - b.n || b.word.length - a.word.length)
    .map(({ word }) => word);
  if (rarest === undefined) return [];
  const withAll = others.map(
    (word) => sql`AND EXISTS (SELECT FROM release.requester_key o
      WHERE o.requester_id = k.requester_id AND o.key >= ${word} AND o.key < ${`${word}${LAST}`})`,
  );
  const { rows } = await sql<{ requester_id: string }>`
    SELECT requester_id FROM (
      SELECT requester_id FROM release.requester_key WHERE key >= ${rarest} AND key < ${`${rarest}${LAST}`}
      ORDER BY key, requester_id LIMIT ${MOST_LOOKED_AT}) k
    WHERE true ${sql.join(withAll, sql` `)} ${isOf(ofClass)} LIMIT ${FOUND * 4}`.execute(act.tx);
  return [...new Set(rows.map((row) => row.requester_id))];
}

function isOf(ofClass: string | undefined) {
  return ofClass === undefined
    ? sql``
    : sql`AND EXISTS (SELECT FROM release.requester r WHERE r.id = k.requester_id AND r.class = ${ofClass})`;
}

async function countOf(act: Act, word: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM (SELECT FROM release.requester_key
      WHERE key >= ${word} AND key < ${`${word}${LAST}`} LIMIT ${MOST_OF_A_WORD}) k`.execute(act.tx);
  return rows[0]?.n ?? 0;
}
