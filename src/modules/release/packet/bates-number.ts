import type { PlannedPart } from './derive-packet-plan.ts';
import type { BatesNumbers, PacketInput } from './packet-input.ts';

/** As it is printed: prefix, then the number with zeros in front; a number too long for its digits is never cut. */
export function batesNumber(bates: Pick<BatesNumbers, 'prefix' | 'digits'>, number: number): string {
  return `${bates.prefix}${String(number).padStart(bates.digits, '0')}`;
}

/** First and last of the pages of one part; undefined where the packet bears no such numbers. */
export function batesOf(input: PacketInput, part: PlannedPart): { first: string; last: string } | undefined {
  if (input.bates === undefined) return undefined;
  const first = input.bates.first + part.recordPage;
  return { first: batesNumber(input.bates, first), last: batesNumber(input.bates, first + part.pages - 1) };
}
