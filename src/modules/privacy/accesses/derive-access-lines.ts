import type { Accesses } from '../../audit/index.ts';
import type { Did, RecordKind } from './record-kinds.ts';

export interface AccessLine {
  readonly actorKind: string;
  readonly actorId: string;
  readonly kind: RecordKind;
  readonly did: Did;
  readonly purpose: string;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly times: number;
}

const KIND_OF: Readonly<Record<string, RecordKind>> = {
  documents: 'documents',
  fhir: 'documents',
  patients: 'registration',
  encounters: 'visits',
  release: 'disclosures',
  correspondence: 'letters',
  intake: 'papers',
  audit: 'oversight',
  privacy: 'oversight',
  access: 'oversight',
};

/** Verbs of a module begin with these where somebody only looked. */
const LOOKING = /^(list|open|view|see|saw|search|find|show|read|look|preview|download|issue-ticket|reveal)/;

/**
 * Puts the log of a record into lines that a patient can read: one for each person, kind of record, whether they looked or
 * worked on it, and purpose. What the product does by itself (a job, a reaction) is nobody's look.
 */
export function deriveAccessLines(accesses: readonly Accesses[]): AccessLine[] {
  const lines = new Map<string, AccessLine>();
  for (const { actorKind, actorId, purpose, verb, firstAt, lastAt, times } of accesses) {
    if (actorKind === 'system') continue;
    const [module = '', act = ''] = verb.split('.');
    const kind = KIND_OF[module] ?? 'other';
    const did: Did = LOOKING.test(act) ? 'looked' : 'worked';
    const key = JSON.stringify([actorKind, actorId, kind, did, purpose]);
    const known = lines.get(key);
    lines.set(key, {
      ...{ actorKind, actorId, kind, did, purpose },
      firstAt: known === undefined || firstAt < known.firstAt ? firstAt : known.firstAt,
      lastAt: known === undefined || lastAt > known.lastAt ? lastAt : known.lastAt,
      times: (known?.times ?? 0) + times,
    });
  }
  return [...lines.values()].sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime());
}
