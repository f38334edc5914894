import { type Texts } from '../../../ui/i18n.ts';
import { type DocumentSummary } from './status-marks.tsx';

export type TreeBy = 'section' | 'type' | 'encounter' | 'date';
export const TREES = ['section', 'type', 'encounter', 'date'] as const satisfies readonly TreeBy[];

export interface Branch {
  readonly key: string;
  readonly title: string;
  readonly count: number;
}

export const FILTERS = ['unsigned', 'in-error', 'amended', 'sensitive', 'late', 'preliminary'] as const;
export type Filter = (typeof FILTERS)[number];

export interface BranchNames {
  readonly sections: Readonly<Record<string, string>>;
  readonly encounter: (id: string) => string;
  readonly month: (month: string) => string;
}

export function branchKey(document: DocumentSummary, by: TreeBy): string {
  switch (by) {
    case 'section':
      return document.section;
    case 'type':
      return document.typeCode;
    case 'encounter':
      return document.encounterId ?? 'none';
    case 'date':
      return document.date?.slice(0, 7) ?? 'none';
  }
}

/** Pure: the branches of the record with their counts: sections as a paper chart is assembled, months newest first. */
export function branchesOf(
  documents: readonly DocumentSummary[],
  by: TreeBy,
  names: BranchNames,
  t: Texts,
): readonly Branch[] {
  const found = new Map<string, { title: string; count: number }>();
  for (const document of documents) {
    const key = branchKey(document, by);
    const branch = found.get(key) ?? { title: titleOf(document, key, by, names, t), count: 0 };
    branch.count += 1;
    found.set(key, branch);
  }
  const branches = [...found].map(([key, branch]) => ({ key, ...branch }));
  const order = Object.keys(names.sections);
  switch (by) {
    case 'section':
      return branches.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
    case 'type':
      return branches.sort((a, b) => a.title.localeCompare(b.title));
    case 'date':
      return branches.sort((a, b) => Number(a.key === 'none') - Number(b.key === 'none') || b.key.localeCompare(a.key));
    case 'encounter':
      // The list came newest first, so the order of appearance is by each encounter's newest document.
      return branches.sort((a, b) => Number(a.key === 'none') - Number(b.key === 'none'));
  }
}

function titleOf(document: DocumentSummary, key: string, by: TreeBy, names: BranchNames, t: Texts): string {
  switch (by) {
    case 'section':
      return names.sections[key] ?? key;
    case 'type':
      return document.typeName;
    case 'encounter':
      return key === 'none' ? t('part.noEncounter') : names.encounter(key);
    case 'date':
      return key === 'none' ? t('part.undated') : names.month(key);
  }
}

export function passes(document: DocumentSummary, filters: ReadonlySet<Filter>): boolean {
  return (
    (!filters.has('unsigned') || (document.authentication.missing.length > 0 && document.enteredInError === null)) &&
    (!filters.has('in-error') || document.enteredInError !== null) &&
    (!filters.has('amended') || document.amendments > 0) &&
    (!filters.has('late') || document.late !== null) &&
    (!filters.has('preliminary') || document.versionStatus === 'preliminary') &&
    (!filters.has('sensitive') || document.labels.length > 0)
  );
}
