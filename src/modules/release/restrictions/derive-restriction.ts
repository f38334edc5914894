import type { DateText, Facts } from '../../../../packages/rule-engine/index.ts';
import type { DocumentFacts } from '../basis/facts.ts';
import type { Restriction } from './restriction.ts';

/** A document as a restriction sees it. */
export interface RestrictedDocument {
  readonly documentId: string;
  readonly encounterId: string | null;
  readonly typeCode: string;
  readonly serviceFrom: DateText | null;
  readonly serviceTo: DateText | null;
  /** The day it was filed here. */
  readonly filedOn: DateText;
}

export interface Recipient {
  readonly requester: NonNullable<Facts['requester']>;
  readonly name: string | null;
  readonly organisation: string | null;
}

const PLANS: Restriction['recipients'] = ['insurer', 'government-agency'];

/** The strictest restriction that keeps this document from this recipient today. */
export function deriveRestriction(
  restrictions: readonly Restriction[],
  document: RestrictedDocument,
  recipient: Recipient,
  on: DateText,
): { readonly restriction: DocumentFacts['restriction']; readonly ids: readonly string[] } {
  const reaching = restrictions.filter(
    (each) => holds(each, document, on) && reachesRecipient(each, recipient) && covers(each, document),
  );
  const kinds = reaching.map(({ kind }) => kind);
  const restriction = kinds.includes('agreed') ? 'agreed' : kinds.includes('paid-in-full') ? 'paid-in-full' : 'none';
  return { restriction, ids: reaching.map(({ id }) => id) };
}

/**
 * In force: agreed to, or one that had to be and nobody answered yet. What the facility ended by itself still covers the
 * documents that were filed up to its notice.
 */
function holds({ kind, answer, end, holdsFrom, holdsTo }: Restriction, document: RestrictedDocument, on: DateText) {
  if (kind === 'confidential-communication') return false;
  const granted = answer === null ? kind === 'paid-in-full' : answer.answer === 'agreed';
  if (!granted || on < holdsFrom || (holdsTo !== null && on > holdsTo)) return false;
  if (end === null) return true;
  return end.endedBy === 'custodian' && document.filedOn <= (end.notifiedOn ?? on);
}

function reachesRecipient({ kind, recipients, recipientName }: Restriction, recipient: Recipient): boolean {
  const classes = kind === 'paid-in-full' ? PLANS : recipients;
  if (classes !== null && !classes.includes(recipient.requester)) return false;
  if (recipientName === null) return true;
  const wanted = plainName(recipientName);
  const names = [recipient.name, recipient.organisation].filter((each) => each !== null).map(plainName);
  // A name that nobody gave cannot be told from the one that is kept out: it counts as that one.
  return names.length === 0 || names.some((name) => name.includes(wanted) || wanted.includes(name));
}

function plainName(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}

/** By document, encounter, kind and dates; what names none of them covers the whole record. */
function covers(restriction: Restriction, document: RestrictedDocument): boolean {
  const { documentIds, encounterIds, typeCodes, serviceFrom, serviceTo } = restriction;
  if (documentIds !== null || encounterIds !== null) {
    const named =
      (documentIds?.includes(document.documentId) ?? false) ||
      (document.encounterId !== null && (encounterIds?.includes(document.encounterId) ?? false));
    if (!named) return false;
  }
  if (typeCodes !== null && !typeCodes.includes(document.typeCode)) return false;
  // An undated document may belong to the days that are restricted.
  if (document.serviceFrom === null) return true;
  const last = document.serviceTo ?? document.serviceFrom;
  return (serviceFrom === null || last >= serviceFrom) && (serviceTo === null || document.serviceFrom <= serviceTo);
}
