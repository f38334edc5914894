import { expect, test } from 'vitest';
import { decisionsFor, type Finding, groupFindings, likeliestOf } from './groups.ts';

const finding = (facts: Partial<Finding>): Finding => ({
  ...{ id: 'f', documentId: 'd', page: 1, kind: 'sensitive', what: 'hiv', weight: 'asks', box: null, about: null },
  ...{ sameDocumentId: null, samePage: null, ruleId: null, detail: {}, settlement: null, gone: false, open: true },
  ...facts,
});

test('what is alike stands together, the open ones first, what asks nothing last', () => {
  const groups = groupFindings([
    finding({ kind: 'no-identity', what: 'page', weight: 'notes', open: false }),
    finding({ kind: 'unsigned', what: 'UNSIGNED', open: false }),
    finding({ id: 'a' }),
    finding({ id: 'b', page: 2 }),
  ]);
  expect(groups.map(({ kind, open, findings }) => [kind, open, findings.length])).toEqual([
    ['sensitive', 2, 2],
    ['unsigned', 0, 1],
    ['no-identity', 0, 1],
  ]);
});

test('only pages stay behind as pages, and only what may be of another patient is sent to be corrected', () => {
  expect(decisionsFor([finding({})])).toEqual(['keep', 'take-out-page', 'take-out-document']);
  expect(decisionsFor([finding({ kind: 'another-person' })])).toContain('correct');
  expect(decisionsFor([finding({}), finding({ page: null })])).toEqual(['keep', 'take-out-document']);
  expect(decisionsFor([finding({ gone: true })])).toEqual([]);
});

test('the act that stands out is never to let the page of another patient leave', () => {
  expect(likeliestOf([finding({})])).toBe('keep');
  expect(likeliestOf([finding({ kind: 'another-person' })])).toBe('take-out-page');
  expect(likeliestOf([finding({ kind: 'duplicate', page: null })])).toBe('take-out-document');
  expect(likeliestOf([finding({ kind: 'another-number' }), finding({})])).toBe('keep');
});
