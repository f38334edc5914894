import { describe, expect, it } from 'vitest';
import { wordMarker } from './mark-words.ts';

const word = (text: string) => ({ text, box: { left: 0, top: 0, width: 0.1, height: 0.01 } });

describe('Words that were looked for', () => {
  it('are marked in whatever form they stand on the page', () => {
    const isMarked = wordMarker('fractures history');
    expect(isMarked?.(word('Fracture,'))).toBe(true);
    expect(isMarked?.(word('HISTORY:'))).toBe(true);
    expect(isMarked?.(word('fraction'))).toBe(false);
  });

  it('mark nothing when only a letter or two was typed', () => {
    expect(wordMarker('a b')).toBeUndefined();
    expect(wordMarker('  ')).toBeUndefined();
  });
});
