import type { PacketPlan } from '../derive-packet-plan.ts';
import type { PacketInput } from '../packet-input.ts';
import { codesOn } from './places-on.ts';

/** Page runs named one by one; a packet with more says how many pages it has in all. */
const MOST_RUNS = 20;

/**
 * For the cover: on which pages of the packet something is redacted and what the code on it means. It tells nothing of what
 * stood there. Undefined where nothing is.
 */
export function deriveRedactionStatement(
  input: PacketInput,
  plan: PacketPlan,
): { title: string; text: string } | undefined {
  const pagesOf = new Map<string, number[]>();
  const all = new Set<number>();
  for (const { parts } of plan.volumes)
    for (const { document, first, fromDocumentPage, pages } of parts) {
      if (document.redaction === undefined) continue;
      for (let at = 0; at < pages; at++)
        for (const code of codesOn(document, fromDocumentPage + at)) {
          all.add(first + at);
          pagesOf.set(code, [...(pagesOf.get(code) ?? []), first + at]);
        }
    }
  if (all.size === 0) return undefined;
  const lines = [...pagesOf]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([code, pages]) => `${code}: ${input.redactionReasons?.[code] ?? 'see the sender'}, ${pageWords(pages)}.`);
  return {
    title: 'Redacted',
    text: `Parts of ${all.size === 1 ? '1 page' : `${all.size} pages`} of this packet are blacked out. The code on each place says why. ${lines.join(' ')} The sender can be asked about it.`,
  };
}

function pageWords(pages: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] + 1 === page) last[1] = page;
    else runs.push([page, page]);
  }
  if (runs.length > MOST_RUNS) return `on ${pages.length} pages between ${pages[0] ?? 0} and ${pages.at(-1) ?? 0}`;
  const words = runs.map(([from, to]) => (from === to ? String(from) : `${from} to ${to}`)).join(', ');
  return `${pages.length === 1 ? 'page' : 'pages'} ${words}`;
}
