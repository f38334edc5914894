import type { LabelName } from '../../access/index.ts';
import type { Known } from '../../intake/index.ts';
import type { PageReading, ReadingHabit } from './derive-page-reading.ts';
import { deriveWhosePage, type Others } from './derive-whose-page.ts';
import type { Box } from './page-text.ts';
import { CLASS_RULES } from './sensitive-words.ts';

export const FINDING_KINDS = [
  'another-person',
  'another-number',
  'birth-date-differs',
  'no-identity',
  'outside-dates',
  'sensitive',
  'unsigned',
  'missing-page',
  'duplicate',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Something that a person should see before the page leaves. Codes and places, never words of the page. */
export interface Finding {
  readonly kind: FindingKind;
  readonly what: string;
  /** asks: settled before the approval; notes: shown, and asks nothing. */
  readonly weight: 'asks' | 'notes';
  /** None: of the document as a whole. */
  readonly page?: number;
  readonly box?: Box;
  readonly about?: string;
  readonly sameAs?: { readonly documentId: string; readonly page?: number };
  readonly ruleId?: string;
  readonly detail?: Readonly<Record<string, number | readonly number[]>>;
}

export interface DocumentRead {
  readonly documentId: string;
  /** Its patient came with it in a message, or it was written in this record: nobody need find the name on its pages. */
  readonly named: boolean;
  /** Another organisation numbers its patients by itself. */
  readonly madeElsewhere: boolean;
  readonly labels: readonly LabelName[];
  readonly mark: string | null;
  readonly pages: readonly PageReading[];
}

export interface Question {
  readonly patient: Known;
  readonly others: Others;
  readonly habit: ReadingHabit;
  readonly from: string | null;
  readonly to: string | null;
  /** Classes that the authority reaches without more. */
  readonly classesCovered: readonly LabelName[];
}

const MOST_PAGES_NAMED = 200;

/** Pure: what is to be said about one document, in the order of its pages. */
export function deriveFindings(document: DocumentRead, question: Question): Finding[] {
  return [
    ...identityFindings(document, question),
    ...dateFindings(document, question),
    ...sensitiveFindings(document, question),
    ...(document.mark === null
      ? []
      : [{ kind: 'unsigned', what: document.mark, weight: 'asks', ruleId: 'release/unsigned' } as const]),
    ...missingPages(document.pages),
  ];
}

function identityFindings(document: DocumentRead, { patient, others, habit }: Question): Finding[] {
  const whose = document.pages.map((page) => ({
    page,
    ...deriveWhosePage(page, patient, others, habit, document.madeElsewhere),
  }));
  const findings: Finding[] = whose.flatMap(({ page, against }) =>
    against === undefined ? [] : [{ ...against, page: page.number }],
  );
  const silent = whose.filter(({ own, against }) => !own && against === undefined);
  if (silent.length === 0) return findings;
  if (silent.length === whose.length) {
    if (document.named) return findings;
    const pages = silent.map(({ page }) => page.number).slice(0, MOST_PAGES_NAMED);
    return [...findings, { kind: 'no-identity', what: 'document', weight: 'asks', detail: { pages } }];
  }
  // Behind a page of somebody else it may be that one's next page; between pages of the patient it is theirs.
  let behindOther = false;
  for (const { page, own, against } of whose) {
    if (own || against !== undefined) behindOther = against?.weight === 'asks';
    else
      findings.push(
        behindOther
          ? { kind: 'no-identity', what: 'behind-other', weight: 'asks', page: page.number }
          : { kind: 'no-identity', what: 'page', weight: 'notes', page: page.number },
      );
  }
  return findings;
}

/** Only a page whose every day of service lies outside is out of place; a summary tells of former stays. */
function dateFindings({ pages }: DocumentRead, { from, to }: Question): Finding[] {
  if (from === null && to === null) return [];
  return pages.flatMap((page): Finding[] => {
    const outside = page.serviceDates.filter(
      ({ date }) => (from !== null && date < from) || (to !== null && date > to),
    );
    const [first] = outside;
    if (first === undefined || outside.length < page.serviceDates.length) return [];
    return [
      {
        kind: 'outside-dates',
        what: '',
        weight: 'asks',
        page: page.number,
        ruleId: 'release/outside-dates',
        ...(first.box === undefined ? {} : { box: first.box }),
      },
    ];
  });
}

/** What is labelled was decided on with the scope; what reads like the class and is not labelled was not. */
function sensitiveFindings({ pages, labels }: DocumentRead, { classesCovered }: Question): Finding[] {
  return pages.flatMap((page) =>
    page.sensitive
      .filter(({ class: name }) => !labels.includes(name))
      .map(({ class: name, box }): Finding => ({
        kind: 'sensitive',
        what: name,
        weight: classesCovered.includes(name) ? 'notes' : 'asks',
        page: page.number,
        ruleId: CLASS_RULES[name],
        ...(box === undefined ? {} : { box }),
      })),
  );
}

/**
 * Gaps in what the pages say of themselves (page 2 of 4). A page whose number was not read fills the place where it lies, so
 * only what cannot lie there is missing.
 */
export function missingPages(pages: readonly PageReading[]): Finding[] {
  const findings: Finding[] = [];
  let start = 0;
  while (start < pages.length) {
    const run = runFrom(pages, start);
    const [first] = run.said;
    if (first === undefined) break;
    const missing = gapsOf(run);
    const last = run.said.at(-1) ?? first;
    if (missing.length > 0) {
      const { box } = pages[last.at]?.pageOf ?? {};
      findings.push({
        kind: 'missing-page',
        what: '',
        weight: 'asks',
        page: pages[last.at]?.number ?? 1,
        detail: { of: first.of, missing: missing.slice(0, MOST_PAGES_NAMED) },
        ...(box === undefined ? {} : { box }),
      });
    }
    start = run.end;
  }
  return findings;
}

interface Run {
  readonly start: number;
  readonly end: number;
  readonly said: readonly { readonly at: number; readonly page: number; readonly of: number }[];
}

/** Pages that count on to the same end. */
function runFrom(pages: readonly PageReading[], start: number): Run {
  const said: { at: number; page: number; of: number }[] = [];
  for (let at = start; at < pages.length; at++) {
    const told = pages[at]?.pageOf;
    if (told === undefined) continue;
    const last = said.at(-1);
    // The next count begins here; what lies unread before its first page belongs to it.
    if (last !== undefined && (told.of !== last.of || told.page <= last.page))
      return { start, end: Math.max(last.at + 1, at - told.page + 1), said };
    said.push({ at, page: told.page, of: told.of });
  }
  return { start, end: pages.length, said };
}

function gapsOf({ start, end, said }: Run): number[] {
  const missing: number[] = [];
  const between = (from: number, to: number, places: number) => {
    const wanted = to - from - 1;
    for (let page = from + 1 + Math.max(0, Math.min(places, wanted)); page < to; page++) missing.push(page);
  };
  let [lastAt, lastPage, of] = [start - 1, 0, 0];
  for (const { at, page, of: count } of said) {
    between(lastPage, page, at - lastAt - 1);
    [lastAt, lastPage, of] = [at, page, count];
  }
  between(lastPage, of + 1, end - lastAt - 1);
  return missing;
}
