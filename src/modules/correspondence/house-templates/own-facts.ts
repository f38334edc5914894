import type { NeededFact } from '../template.ts';

const text: NeededFact = { kind: 'text', optional: false };
const date: NeededFact = { kind: 'date', optional: false };
const count: NeededFact = { kind: 'count', optional: false };

/** What a letter that only the house has can be told of its case. `free...` names a text that is written for each letter. */
export const OWN_FACTS: ReadonlyMap<string, NeededFact> = new Map([
  ['requestNumber', text],
  ['receivedOn', date],
  ['dueOn', date],
  ['askedFor', text],
  ['patientName', text],
  ['packetNumber', text],
  ['pages', count],
  ['documents', count],
  ['contactName', text],
  ['contactPhone', text],
  ['missing', { kind: { rows: ['element', 'text', 'cite'] }, optional: false }],
]);

/** Beside what every letter is given, a template of the house may place these. */
export const HOUSE_GIVEN = ['recipientAddress', 'facilityPlace'] as const;

const FREE = /^free[A-Z0-9][A-Za-z0-9]*$/;
export const isFree = (name: string): boolean => FREE.test(name);
export const OWN_PREFIX = 'own.';

/** `Thank-you note` is own.thank-you-note: the same name is the same letter. */
export function ownIdOf(name: string): string | undefined {
  const slug = name
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return slug === '' ? undefined : `${OWN_PREFIX}${slug}`;
}
