/** Pages as people write them: `1-3, 7`. Pure. */

/** `1-3, 7` for 1, 2, 3, 7. */
export function printPages(pages: readonly number[]): string {
  const sorted = [...new Set(pages)].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const page of sorted) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === page - 1) last[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

/** The pages meant, all of them open; undefined when something else was written. `all` and nothing mean every open page. */
export function parsePages(text: string, open: readonly number[]): readonly number[] | undefined {
  const typed = text.trim().toLowerCase();
  if (typed === '' || typed === 'all') return open;
  const can = new Set(open);
  const pages = new Set<number>();
  for (const part of typed.split(/[\s,;]+/).filter((each) => each !== '')) {
    const match = /^(\d{1,4})(?:\s*(?:-|–|\.\.)\s*(\d{1,4}))?$/.exec(part);
    if (match === null) return undefined;
    const from = Number(match[1]);
    const to = Number(match[2] ?? match[1]);
    if (to < from) return undefined;
    for (let page = from; page <= to; page++) {
      if (!can.has(page)) return undefined;
      pages.add(page);
    }
  }
  return [...pages].sort((a, b) => a - b);
}
