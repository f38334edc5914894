/**
 * The sensitivity classes and their bits in `labels bigint` columns. A bit is never reused. `name` is the class in
 * policies (`Class::"hiv"`); `code` the HL7 v3 ActCode / ConceptDomain code where there is one (research: standards).
 */
export const LABELS = [
  { bit: 0, name: 'mental-health', code: 'MH', title: 'Mental health' },
  { bit: 1, name: 'psychotherapy-notes', code: 'PSYTHPN', title: 'Psychotherapy notes (45 CFR 164.501)' },
  { bit: 2, name: 'substance-use-part2', code: 'SUD', title: 'Substance use disorder records (42 CFR Part 2)' },
  { bit: 3, name: 'hiv', code: 'HIV', title: 'HIV' },
  { bit: 4, name: 'genetic', code: 'GDIS', title: 'Genetic information' },
  { bit: 5, name: 'reproductive', code: 'SEX', title: 'Sexual and reproductive health' },
  { bit: 6, name: 'minor-confidential', code: 'MINOR', title: 'Care a minor may consent to alone' },
  { bit: 7, name: 'restricted', code: 'R', title: 'Restricted by request or policy' },
  { bit: 8, name: 'vip', code: 'VIP', title: 'Person of public interest' },
  { bit: 9, name: 'violence', code: 'DVIO', title: 'Domestic violence' },
  { bit: 10, name: 'misfiled', code: 'MISFILED', title: 'Withdrawn from this chart: it belongs to another patient' },
  { bit: 11, name: 'not-kept', code: 'NOTKEPT', title: 'Came from elsewhere and was not kept for care here' },
] as const;

export type LabelName = (typeof LABELS)[number]['name'];

export function maskOf(names: readonly LabelName[]): bigint {
  return LABELS.filter((label) => names.includes(label.name)).reduce(
    (mask, label) => mask | (1n << BigInt(label.bit)),
    0n,
  );
}

/** Classes that a person can have as such, by a flag: set on the person, they hide all that belongs to him. */
export const LABELS_OF_THE_PERSON = maskOf(['restricted', 'vip']);

export function namesOf(mask: bigint): LabelName[] {
  return LABELS.filter((label) => (mask & (1n << BigInt(label.bit))) !== 0n).map((label) => label.name);
}

export function isLabelName(text: string): text is LabelName {
  return LABELS.some((label) => label.name === text);
}
