import type { NeededFact } from '../template.ts';

/** Facts as the wire carries them. */
export function describeFacts(facts: Iterable<readonly [string, NeededFact]>) {
  return [...facts].map(([name, { kind, optional }]) => ({
    name,
    kind: typeof kind === 'object' ? ('rows' as const) : kind,
    fields: typeof kind === 'object' ? [...kind.rows] : [],
    optional,
  }));
}
