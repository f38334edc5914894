import type { FoundPatient } from '../patients/index.ts';
import type { ReadIdentifier } from './derive-identifiers.ts';
import type { Evidence } from './evidence.ts';

export interface PatientHit {
  readonly patient: Pick<FoundPatient, 'id' | 'score' | 'reasons'>;
  readonly used: readonly ReadIdentifier[];
}

export interface PatientProposal {
  readonly patientId: string;
  readonly confidence: number;
  readonly evidence: Evidence;
}

const LEAST_SCORE = 0.6;
const MAX_CANDIDATES = 5;
/** One identifier alone never comes near certainty; two that agree do. */
const ONE_IDENTIFIER = 0.6;
const TWO_IDENTIFIERS = 0.95;
/** Twins, siblings, mother and newborn share what was read: then nobody is proposed above a coin's toss. */
const AMBIGUOUS = 0.5;

/**
 * Ranks the people found by what was read on the page. Independent identifiers (number, name, birth date) that agree raise
 * the confidence; a rival with the same ones lowers it for both.
 */
export function proposePatient(hits: readonly PatientHit[]): PatientProposal[] {
  const byPatient = new Map<
    string,
    { kinds: Set<string>; barcode: boolean; score: number; zone: ReadIdentifier['zone'] }
  >();
  for (const { patient, used } of hits) {
    if (patient.score < LEAST_SCORE) continue;
    const known = byPatient.get(patient.id) ?? { kinds: new Set<string>(), barcode: false, score: 0, zone: undefined };
    const agreeing = new Set<string>(
      patient.reasons.filter((reason) => reason.how !== 'differs').map((reason) => reason.field),
    );
    for (const identifier of used)
      if (agreeing.has(identifier.kind === 'mrn' ? 'mrn' : identifier.kind)) known.kinds.add(identifier.kind);
    known.barcode ||= used.some((identifier) => identifier.from === 'barcode');
    known.score = Math.max(known.score, patient.score);
    known.zone ??= used.find((identifier) => identifier.zone !== undefined)?.zone;
    byPatient.set(patient.id, known);
  }
  const ranked = [...byPatient.entries()]
    .filter(([, facts]) => facts.kinds.size > 0)
    .sort(([, a], [, b]) => b.kinds.size - a.kinds.size || b.score - a.score)
    .slice(0, MAX_CANDIDATES);
  const [first, second] = ranked;
  const rival =
    first !== undefined &&
    second !== undefined &&
    second[1].kinds.size === first[1].kinds.size &&
    second[1].score > first[1].score - 0.1;
  return ranked.map(([patientId, facts], rank) => {
    const base = (facts.kinds.size >= 2 ? TWO_IDENTIFIERS : ONE_IDENTIFIER) * facts.score;
    const confidence = rival && rank <= 1 ? Math.min(base, AMBIGUOUS) : base;
    return {
      patientId,
      confidence: Math.round(confidence * 100) / 100,
      evidence: {
        how: [...facts.kinds].sort().join(' and '),
        ...(facts.zone === undefined ? {} : { zone: facts.zone }),
        more: {
          barcode: facts.barcode,
          identifiers: facts.kinds.size,
          ...(rival && rank <= 1 ? { ambiguous: true } : {}),
        },
      },
    };
  });
}
