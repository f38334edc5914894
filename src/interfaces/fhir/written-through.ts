import type { Act } from '../../platform/act.ts';

const writing = new WeakSet<Act>();

/** Marks an act whose resources are stored by this interface itself, so that the projection does not write them twice. */
export function writingThroughFhir(act: Act): void {
  writing.add(act);
}

export function isWrittenThroughFhir(act: Act): boolean {
  return writing.has(act);
}
