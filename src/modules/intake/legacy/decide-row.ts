import type { RowFacts } from './evaluate-row.ts';

export type PatientMatch = 'matched' | 'contradicted' | 'one-identifier' | 'ambiguous' | 'unknown' | 'not-named';

/** What was found for a row outside its own words. */
export interface RowFound {
  readonly patient: PatientMatch;
  readonly file: 'found' | 'missing' | 'outside' | 'empty' | 'too-large' | 'not-looked-for';
  /** `none-known`: the type needs a visit and the patient has none that could be it. */
  readonly encounter: 'found' | 'not-needed' | 'none-known' | 'several' | 'unknown-number';
  /** The same row of the same archive in an earlier run that took it in. */
  readonly earlier: 'none' | 'same' | 'changed';
  /** In this index: a row before it with the same original id, or another file with the same bytes. */
  readonly twin: 'none' | 'same-row' | 'same-id' | 'same-bytes';
  readonly notPartOfRecord: boolean;
}

export interface RowDecision {
  readonly outcome: 'file' | 'queue' | 'refuse' | 'unchanged';
  /** The first finding that decides; none where it is filed. */
  readonly reason: string | undefined;
  /** All that was found, so that a dry run counts each. */
  readonly findings: readonly string[];
}

/**
 * File, queue, refuse or leave a row. Nothing is filed on a doubt: the patient must be matched by number with name or birth
 * date agreeing, the type known, the visit not guessed. Refused is only what leaves nothing to store.
 */
export function decideRow(
  facts: Pick<RowFacts, 'findings'>,
  found: RowFound,
  options: { withoutVisit: 'file' | 'queue' },
): RowDecision {
  const refused = [
    ...facts.findings.filter((finding) => ['columns-differ', 'path-missing', 'path-refused'].includes(finding)),
    ...(found.file === 'found' || found.file === 'not-looked-for' ? [] : [`file-${found.file}`]),
  ];
  const doubts = [
    ...(found.earlier === 'changed' ? ['changed-since'] : []),
    ...(found.twin === 'same-id' ? ['original-id-twice'] : []),
    ...(found.twin === 'same-bytes' ? ['same-bytes'] : []),
    ...(found.patient === 'matched' ? [] : [`patient-${found.patient}`]),
    ...facts.findings.filter((finding) => !refused.includes(finding)),
    ...(found.notPartOfRecord ? ['not-part-of-record'] : []),
    ...(found.encounter === 'several' ? ['several-visits'] : []),
    ...(found.encounter === 'unknown-number' && options.withoutVisit === 'queue' ? ['visit-unknown'] : []),
    ...(found.encounter === 'none-known' && options.withoutVisit === 'queue' ? ['no-visit-known'] : []),
  ];
  const findings = [...refused, ...doubts];
  if (refused.length > 0) return { outcome: 'refuse', reason: refused[0], findings };
  if (found.twin === 'same-row') return { outcome: 'unchanged', reason: 'same-row-twice', findings };
  if (found.earlier === 'same') return { outcome: 'unchanged', reason: 'taken-in-before', findings };
  return doubts.length > 0
    ? { outcome: 'queue', reason: doubts[0], findings }
    : { outcome: 'file', reason: undefined, findings };
}
