import type { IndexEntry } from './parse-index-file.ts';

/** One file of a folder as it was looked at. */
export interface SeenFile {
  readonly name: string;
  /** Since when size and time stand still, in milliseconds; undefined while they change. */
  readonly stillFor: number | undefined;
}

export interface Pickup {
  readonly files: readonly {
    readonly name: string;
    readonly entry?: IndexEntry;
    /** What does not fit, for the desk. */
    readonly complaint?: string;
  }[];
  /** The index file, which goes along when its scans are safe. */
  readonly index?: string;
  /** Scans that the index file names and that did not come. */
  readonly missing: readonly string[];
}

const SCAN = /\.(pdf|tiff?|png|jpe?g)$/i;
const INDEX = /\.(csv|xml|idx|ind|txt)$/i;
const UNFINISHED = /(\.(tmp|part|partial|filepart|crdownload|lock|lck)|~)$|^[~.]/i;
const MOST_NAMED = 5;

/** Left alone: still being written, or no document at all. */
export function isUnfinished(name: string): boolean {
  return UNFINISHED.test(name);
}

export function mayBeIndex(name: string): boolean {
  return INDEX.test(name);
}

const stem = (name: string) => name.replace(/\.[^.]*$/, '').toLowerCase();

/**
 * What may be taken out of one folder now. An index file and the scans it names go together, when all stand still; after
 * `waitMs` without the missing ones those that are there are taken, and both sides say what is missing.
 */
export function derivePickups(
  seen: readonly SeenFile[],
  indexes: ReadonlyMap<string, readonly IndexEntry[] | undefined>,
  options: { indexExpected: boolean; waitMs: number },
): Pickup[] {
  const locked = new Set(seen.flatMap(({ name }) => (/\.(lock|lck)$/i.test(name) ? [name.replace(/\.\w+$/, '')] : [])));
  const files = seen.filter(({ name }) => !isUnfinished(name) && !locked.has(name));
  const byName = new Map(files.map((file) => [file.name.toLowerCase(), file]));
  const partnerOf = (index: string) =>
    files.find((file) => SCAN.test(file.name) && stem(file.name) === stem(index))?.name;
  const pickups: Pickup[] = [];
  const settled = new Set<string>();
  let listing: string | undefined;
  let growing = false;

  for (const file of files.filter(({ name }) => mayBeIndex(name))) {
    const partner = partnerOf(file.name);
    const onlyIndex = !/\.txt$/i.test(file.name) || partner !== undefined;
    if (file.stillFor === undefined) {
      // What it says is not known yet: it may name any of them.
      growing ||= onlyIndex;
      settled.add(file.name);
      continue;
    }
    const entries = indexes.get(file.name);
    const names = entries?.some((entry) => entry.file !== undefined) ?? false;
    if (entries === undefined || (!names && partner === undefined)) {
      if (entries !== undefined && file.stillFor < options.waitMs) settled.add(file.name);
      continue;
    }
    if (names) listing = file.name;
    settled.add(file.name);
    const wanted = entries.flatMap((entry) => {
      const name = entry.file ?? partner;
      return name === undefined ? [] : [{ name, entry }];
    });
    const there = wanted.flatMap(({ name, entry }) => {
      const found = byName.get(name.toLowerCase());
      return found === undefined || found.name === file.name ? [] : [{ file: found, entry }];
    });
    for (const each of there) settled.add(each.file.name);
    const missing = wanted.filter(({ name }) => !byName.has(name.toLowerCase())).map(({ name }) => name);
    const waits = there.some((each) => each.file.stillFor === undefined);
    if (waits || (missing.length > 0 && file.stillFor < options.waitMs)) continue;
    const complaint = missing.length === 0 ? undefined : missingSentence(file.name, missing);
    const once = [...new Map(there.map((each) => [each.file.name, each])).values()];
    pickups.push({
      index: file.name,
      missing,
      files: once.map((each) => ({
        name: each.file.name,
        entry: each.entry,
        ...(complaint === undefined ? {} : { complaint }),
      })),
    });
  }

  for (const file of files) {
    if (settled.has(file.name) || file.stillFor === undefined) continue;
    const isScan = SCAN.test(file.name);
    if (isScan && growing) continue;
    if (isScan && options.indexExpected && file.stillFor < options.waitMs) continue;
    const complaint = !isScan
      ? undefined
      : listing !== undefined
        ? `The index file ${listing} does not name this file.`
        : options.indexExpected
          ? 'This source sends an index file with each scan, and none came with this one.'
          : undefined;
    pickups.push({ missing: [], files: [{ name: file.name, ...(complaint === undefined ? {} : { complaint }) }] });
  }
  return pickups;
}

export function missingSentence(index: string, missing: readonly string[]): string {
  const named = missing.slice(0, MOST_NAMED).join(', ');
  const more = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more` : '';
  return `The index file ${index} names ${missing.length === 1 ? 'a file that' : `${missing.length} files that`} did not come: ${named}${more}.`;
}
