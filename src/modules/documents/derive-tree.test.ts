import { describe, expect, it } from 'vitest';
import { deriveTree, type TreeDocument } from './derive-tree.ts';

const documents: TreeDocument[] = [
  { id: 'd3', encounterId: 'e2', section: 'laboratory', typeName: 'Laboratory report', date: '2026-11-20' },
  { id: 'd2', encounterId: null, section: 'consents', typeName: 'Consent to treatment', date: '2026-11-02' },
  { id: 'd1', encounterId: 'e1', section: 'laboratory', typeName: 'Laboratory report', date: '2026-03-05' },
  { id: 'd0', encounterId: 'e1', section: 'notes', typeName: 'Progress note', date: null },
];

describe('the record as a tree', () => {
  it('stands by encounter, newest first, those of no encounter last', () => {
    expect(deriveTree(documents, 'encounter').map(({ key, documentIds }) => [key, documentIds])).toEqual([
      ['e2', ['d3']],
      ['e1', ['d1', 'd0']],
      ['', ['d2']],
    ]);
  });

  it('stands by type in the order of a paper chart', () => {
    expect(deriveTree(documents, 'type').map(({ title }) => title)).toEqual([
      'Consent to treatment',
      'Progress note',
      'Laboratory report',
    ]);
  });

  it('stands by month, the undated last', () => {
    expect(deriveTree(documents, 'date').map(({ key }) => key)).toEqual(['2026-11', '2026-03', '']);
  });
});
