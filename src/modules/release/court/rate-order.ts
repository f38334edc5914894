import { byPolicy, type DocumentFacts, type ReleaseAuthority, type Vote } from '../basis/facts.ts';
import type { OrderLimits } from './order-limits.ts';

/**
 * A court lets out exactly what it names (45 CFR 164.512(e)(1)(i)); a subpoena is answered with no more than it asks for. Withheld,
 * so that no person can settle it in: that takes another authority.
 */
export function rateOrder(document: DocumentFacts, { limits }: ReleaseAuthority): Vote[] {
  return limits === undefined || isWithin(document, limits) ? [] : [byPolicy('withhold', 'release/outside-order')];
}

function isWithin(document: DocumentFacts, { from, to, typeCodes, documentIds }: OrderLimits): boolean {
  const { documentId, appendsTo, serviceFrom } = document;
  // An addendum is part of the document that is named.
  if (documentIds !== null && ![documentId, appendsTo ?? ''].some((id) => documentIds.includes(id))) return false;
  if (typeCodes !== null && !typeCodes.includes(document.typeCode)) return false;
  if (from === null && to === null) return true;
  if (serviceFrom === null) return false;
  const last = document.serviceTo ?? serviceFrom;
  return (from === null || last >= from) && (to === null || serviceFrom <= to);
}
