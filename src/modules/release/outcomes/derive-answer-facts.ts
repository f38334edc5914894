import type { Facts as LetterFacts } from '../../correspondence/index.ts';
import { COMPONENTS, type ComponentKind, type ComponentState, isOwed } from '../components/kinds.ts';
import type { PlainKind } from './kinds.ts';

export interface Searched {
  /** Name, birth date and numbers as the requester wrote them. */
  readonly asWritten?: string | undefined;
  /** Every name that was looked for. */
  readonly names?: readonly string[] | undefined;
  readonly dates?: string | undefined;
  /** Where was searched. */
  readonly systems?: readonly string[] | undefined;
  readonly searchedOn?: string | undefined;
}

/** What the case knows when an outcome is recorded. */
export interface AnswerCase {
  readonly requestNumber: string;
  readonly receivedOn: string;
  readonly components: readonly {
    readonly kind: ComponentKind;
    readonly what: string | null;
    readonly custodian: string;
    readonly state: ComponentState;
    readonly reason: string | null;
  }[];
  /** The packets that left, the first one first. */
  readonly packets: readonly { readonly number: string; readonly pages: number; readonly documents: number }[];
  readonly other: { readonly number: string; readonly receivedOn: string } | undefined;
  readonly searchedBy: string;
}

export interface Said {
  readonly kind: PlainKind;
  readonly words?: string | undefined;
  readonly heldBy?: string | undefined;
  readonly searched?: Searched | undefined;
}

const EXPLAINED: readonly ComponentState[] = ['not-held', 'declined', 'not-wanted'];

/** What the letter of an outcome is told. What is not known is left away, and the letter names it. */
export function deriveAnswerFacts(known: AnswerCase, said: Said): LetterFacts {
  const { requestNumber, receivedOn } = known;
  const always = { requestNumber, receivedOn };
  switch (said.kind) {
    case 'released':
      return { ...always, ...lastPacket(known), ...rows('notSent', explained(known)) };
    case 'partial':
      return {
        ...always,
        ...rows('sent', sent(known)),
        ...rows('owed', owed(known)),
        ...rows('notSent', explained(known)),
      };
    case 'no-records':
      return { ...always, ...searchFacts(known, said.searched), ...text('elsewhere', said.heldBy) };
    case 'not-our-patient': {
      const { asWritten, systems, searchedOn } = searchFacts(known, said.searched);
      const told = Object.entries({ asWritten, systems, searchedOn }).filter(([, value]) => value !== undefined);
      return { ...always, ...(Object.fromEntries(told) as LetterFacts) };
    }
    case 'not-our-custodian':
      return { ...always, ...text('what', said.words), ...text('heldBy', said.heldBy) };
    case 'returned':
    case 'undeliverable':
      return { ...always, ...text('what', said.words) };
    case 'withdrawn':
      return always;
    case 'duplicate':
      return known.other === undefined
        ? always
        : { ...always, otherNumber: known.other.number, otherReceivedOn: known.other.receivedOn };
  }
}

const SEARCH = {
  asWritten: 'the patient as written in the request',
  systems: 'where was searched',
  searchedOn: 'the day of the search',
};
/** What the letter of each outcome cannot be without, in the words of the desk. */
const REQUIRED: Readonly<Partial<Record<PlainKind, Readonly<Record<string, string>>>>> = {
  released: { packetNumber: 'a packet that was handed over (or say why no letter is written)' },
  'no-records': { ...SEARCH, names: 'the names that were looked for', dates: 'the dates that were searched' },
  'not-our-patient': SEARCH,
  'not-our-custodian': { what: 'what was asked for' },
  returned: { what: 'what is missing or wrong in the request' },
  undeliverable: { what: 'what was tried' },
};

/** What lacks, in the words of the desk: a letter with a gap is not made. */
export function deriveMissing(kind: PlainKind, facts: LetterFacts): string[] {
  return Object.entries(REQUIRED[kind] ?? {}).flatMap(([name, words]) => (facts[name] === undefined ? [words] : []));
}

function searchFacts(known: AnswerCase, searched: Searched = {}): LetterFacts {
  const list = (name: string, field: string, values: readonly string[] = []) =>
    rows(
      name,
      values.map((value) => ({ [field]: value })),
    );
  return {
    ...text('asWritten', searched.asWritten),
    ...list('names', 'name', searched.names),
    ...text('dates', searched.dates),
    ...list('systems', 'system', searched.systems),
    ...text('searchedOn', searched.searchedOn),
    searchedBy: known.searchedBy,
  };
}

function lastPacket({ packets }: AnswerCase): LetterFacts {
  const last = packets.at(-1);
  return last === undefined ? {} : { packetNumber: last.number, pages: last.pages, documents: last.documents };
}

function sent({ packets, components }: AnswerCase) {
  return [
    ...packets.map(({ number, pages }) => ({ kind: 'packet', item: 'Packet', detail: `${number} (${pages})` })),
    ...components.filter(({ state }) => state === 'sent').map(item),
  ];
}

function owed({ components }: AnswerCase) {
  return components.filter(({ state }) => isOwed(state)).map(item);
}

function explained({ components }: AnswerCase) {
  return components
    .filter(({ state }) => EXPLAINED.includes(state))
    .map((component) => ({ ...item(component), why: component.reason ?? '' }));
}

function item({ kind, what, custodian }: AnswerCase['components'][number]) {
  return { kind, item: COMPONENTS[kind], detail: what === null ? custodian : `${what} (${custodian})` };
}

function text(name: string, value: string | undefined): LetterFacts {
  return value === undefined || value.trim() === '' ? {} : { [name]: value.trim() };
}

function rows(name: string, values: readonly Readonly<Record<string, string>>[]): LetterFacts {
  return values.length === 0 ? {} : { [name]: values };
}
