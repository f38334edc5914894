import { type Section, SECTIONS } from './catalogue/document-type.ts';

export interface TreeDocument {
  readonly id: string;
  readonly encounterId: string | null;
  readonly section: Section;
  readonly typeName: string;
  readonly date: string | null;
}

export interface Branch {
  readonly key: string;
  /** Empty for encounters and undated: the screen names those. */
  readonly title: string;
  readonly documentIds: readonly string[];
}

export type TreeBy = 'encounter' | 'type' | 'date';

/**
 * The record as a tree, whose leaves keep the order they came in (newest first): by encounter in the order of each one's
 * newest document, by type in the order of a paper chart, by date in months.
 */
export function deriveTree(documents: readonly TreeDocument[], by: TreeBy): Branch[] {
  const branches = new Map<string, { title: string; documentIds: string[] }>();
  for (const document of documents) {
    const [key, title] = placeOf(document, by);
    const branch = branches.get(key) ?? { title, documentIds: [] };
    branch.documentIds.push(document.id);
    branches.set(key, branch);
  }
  const made = [...branches].map(([key, branch]) => ({ key, ...branch }));
  if (by === 'encounter') return made.sort((a, b) => Number(a.key === '') - Number(b.key === ''));
  if (by === 'date') return made.sort((a, b) => (b.key || '0').localeCompare(a.key || '0'));
  return made.sort((a, b) => sectionOrder(a.key) - sectionOrder(b.key) || a.title.localeCompare(b.title));
}

function placeOf(document: TreeDocument, by: TreeBy): [key: string, title: string] {
  switch (by) {
    case 'encounter':
      return [document.encounterId ?? '', ''];
    case 'date':
      return [document.date?.slice(0, 7) ?? '', document.date?.slice(0, 7) ?? ''];
    case 'type':
      return [`${document.section}/${document.typeName}`, document.typeName];
  }
}

const ORDER = Object.keys(SECTIONS);

function sectionOrder(key: string): number {
  return ORDER.indexOf(key.split('/')[0] ?? '');
}
