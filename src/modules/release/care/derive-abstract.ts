import type { DateText } from '../../../../packages/rule-engine/index.ts';
import type { Section } from '../../documents/index.ts';
import type { ReleaseDecision } from '../decide-release.ts';
import type { AbstractPart } from './abstract.ts';

/** A document with what the rules say of sending it for treatment. */
export interface Candidate {
  readonly documentId: string;
  readonly typeCode: string;
  readonly section: Section;
  readonly date: DateText | null;
  readonly decision: ReleaseDecision;
}

export interface ChosenPart<T extends Candidate> {
  readonly part: string;
  readonly usual: boolean;
  /** May go as they are, newest first. */
  readonly documents: readonly T[];
  /** Would belong here, but somebody must look, consent or judge first: out until a person says otherwise. */
  readonly held: readonly T[];
}

/**
 * The abstract as of a day. What is withheld by rule stands in no part. A newest document that is held does not hide the
 * newest that may go: the next provider gets what there is, and whoever sends sees what is missing.
 */
export function deriveAbstract<T extends Candidate>(
  documents: readonly T[],
  parts: readonly AbstractPart[],
  today: DateText,
): ChosenPart<T>[] {
  const newestFirst = documents
    .filter(({ decision }) => decision !== 'withhold')
    .toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? '') || b.documentId.localeCompare(a.documentId));
  return parts.flatMap((part) => {
    const fitting = newestFirst.filter((document) => partOf(document, parts) === part);
    const reached = fitting.filter(({ date }) => reaches(part, date, today));
    const going = reached.filter(({ decision }) => decision === 'include');
    const held = reached.filter(({ decision }) => decision !== 'include');
    const chosen: ChosenPart<T> = {
      part: part.part,
      usual: part.usual,
      documents: 'newest' in part.take ? going.slice(0, 1) : going,
      held: 'newest' in part.take ? held.slice(0, 1).filter((each) => isNewer(each, going[0])) : held,
    };
    return chosen.documents.length + chosen.held.length === 0 ? [] : [chosen];
  });
}

function partOf({ typeCode, section }: Candidate, parts: readonly AbstractPart[]): AbstractPart | undefined {
  return (
    parts.find(({ types }) => types?.includes(typeCode) === true) ??
    parts.find(({ sections }) => sections?.includes(section) === true)
  );
}

/** A document without a date may be of any day, so no look-back leaves it out. */
function reaches({ take }: AbstractPart, date: DateText | null, today: DateText): boolean {
  return !('months' in take) || date === null || date >= monthsBefore(today, take.months);
}

function isNewer(held: Candidate, going: Candidate | undefined): boolean {
  return going === undefined || (held.date ?? '') >= (going.date ?? '');
}

/** The same day some months before; the last day of a shorter month. */
function monthsBefore(day: DateText, months: number): DateText {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 - months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}
