import { expect, test } from 'vitest';
import { parseMessage } from './protocol.ts';

const word = { text: 'shelf', confidence: 91, line: 0, x: 0.1, y: 0.1, w: 0.05, h: 0.01 };
const page = {
  readable: true,
  number: 1,
  quality: { mean: 240, contrast: 0.9, blur: 1, skew: 0, coverage: 0.04, specks: 0, cutLetters: 0, blank: false },
  turned: 0,
  barcodes: [],
  source: 'ocr',
  text: 'shelf',
  words: [word],
  signs: [],
  confidence: 91,
  engine: { name: 'tesseract', version: '5.3.0' },
};

test('what a sound reader says is understood', () => {
  expect(parseMessage({ type: 'ready' })).toEqual({ type: 'ready' });
  expect(parseMessage({ type: 'page', page })).toEqual({ type: 'page', page });
});

test.each([
  ['an unknown kind', { type: 'run', command: 'x' }],
  ['a page without a number', { type: 'page', page: { ...page, number: undefined } }],
  ['a word off the page', { type: 'page', page: { ...page, words: [{ ...word, x: 40 }] } }],
  ['more words than a page can hold', { type: 'page', page: { ...page, words: Array(20_001).fill(word) } }],
  ['a sign of its own', { type: 'page', page: { ...page, signs: [{ kind: '<b>', x: 0, y: 0, w: 1, h: 1 }] } }],
  ['a reason of its own', { type: 'refused', refusal: { reason: '<b>', detail: 'x' } }],
  ['a sentence without end', { type: 'refused', refusal: { reason: 'damaged', detail: 'x'.repeat(501) } }],
  ['nothing', null],
])('a reader that was taken over cannot say %s', (_, message) => {
  expect(parseMessage(message)).toBeUndefined();
});
