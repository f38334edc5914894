import { type BodyOf, type ResponseOf } from '../../../../platform/http/contract.ts';
import type { readerContract } from '../../reader/contract.ts';
import { type Checklist, type ItemState } from '../case.ts';

export type Reading = ResponseOf<typeof readerContract.formReading>;
export type ReadElement = Reading['elements'][number];
export type ElementId = ReadElement['id'];
export type ReadCheck = Reading['checks'][number];
export type Decision = BodyOf<typeof readerContract.decideReading>;
type Form = Decision['form'];

/** What the person is about to confirm; it begins as it was read. */
export interface Draft {
  readonly elements: Readonly<Partial<Record<ElementId, ItemState>>>;
  readonly checks: Readonly<Partial<Record<ReadCheck['check'], ReadCheck['result']>>>;
  readonly form: Required<Form>;
  readonly alsoPart2: boolean;
}

/** Pure: a stamp without a day of its own was there when the form came. */
export function draftOf(reading: Reading): Draft {
  const has = (kind: Reading['defects'][number]['kind']) => reading.defects.find((each) => each.kind === kind);
  const revoked = has('revoked');
  return {
    elements: Object.fromEntries(reading.elements.map(({ id, state }) => [id, state])),
    checks: Object.fromEntries(reading.checks.map(({ check, result }) => [check, result])),
    form: {
      signedOn: reading.signedOn,
      signedBy: reading.signedBy,
      expiresOn: reading.expiresOn,
      expiresWhen: reading.expiresWhen,
      expiryEventKnown: false,
      revokedOn: revoked === undefined ? null : (revoked.on ?? reading.receivedOn),
      knownFalse: false,
      combinedWith:
        has('psychotherapy-with-other') !== undefined
          ? 'other-than-psychotherapy-notes'
          : has('combined-with-other') !== undefined
            ? 'other-document'
            : 'nothing',
      wronglyConditioned: has('wrongly-conditioned') !== undefined,
      forResearch: false,
    },
    alsoPart2: false,
  };
}

export interface Row {
  readonly element: ReadElement;
  readonly text: string;
  readonly cite: string;
}

/** Pure: what the law asks for, in the order of its lists, each once, with what was read of it. */
export function rowsOf(reading: Reading, checklists: readonly Checklist[], draft: Draft): Row[] {
  const asked = checklists.flatMap(({ elements }) => elements);
  const seen = new Set<string>();
  return asked.flatMap(({ id: named, text, cite }) => {
    const id = named === 'right-to-revoke' ? 'revocation' : named;
    const element = reading.elements.find((each) => each.id === id);
    if (element === undefined || seen.has(id)) return [];
    if (id === 'representative-authority' && draft.form.signedBy === 'individual') return [];
    seen.add(id);
    return [{ element, text, cite }];
  });
}

export function sureness(confidence: number): 'high' | 'middle' | 'low' {
  return confidence >= 0.8 ? 'high' : confidence >= 0.6 ? 'middle' : 'low';
}

export function bodyOf(reading: Reading, draft: Draft, documentId: string | undefined): Decision {
  return {
    digest: reading.digest,
    ...(documentId === undefined ? {} : { documentId }),
    basis: 'authorization',
    ...(draft.alsoPart2 ? { alsoPart2: true } : {}),
    elements: reading.elements.map(({ id, state }) => ({ id, state: draft.elements[id] ?? state })),
    checks: reading.checks.map(({ check, result }) => ({ check, result: draft.checks[check] ?? result })),
    form: { ...draft.form, expiresWhen: draft.form.expiresWhen?.trim() === '' ? null : draft.form.expiresWhen },
    ...(reading.legalEntityIds.length === 0 ? {} : { legalEntityIds: reading.legalEntityIds }),
  };
}
