import { describe, expect, it } from 'vitest';
import { deriveHighlights } from './derive-highlights.ts';

describe('the piece of a page that shows why it was found', () => {
  it('marks every form of the word that was searched', () => {
    const found = deriveHighlights('Fractures of the wrist;\n old fracture healed.', ['fractur']);
    expect(found?.text).toBe('Fractures of the wrist; old fracture healed.');
    expect(found?.marks.map(([from, to]) => found.text.slice(from, to))).toEqual(['Fractures', 'fracture']);
  });

  it('finds the word although stemming exchanged its last letter', () => {
    const found = deriveHighlights('Family history of diabetes', ['histori']);
    expect(found?.marks).toEqual([[7, 14]]);
  });

  it('cuts at words around the first one found', () => {
    const found = deriveHighlights(`${'before '.repeat(100)}insulin ${'after '.repeat(100)}`, ['insulin']);
    expect(found?.text.length).toBeLessThanOrEqual(260);
    expect(found?.text).toMatch(/^before .* insulin after.*after$/);
  });

  it('says nothing where the page does not hold the word', () => {
    expect(deriveHighlights('The patient is well', ['insulin'])).toBeUndefined();
    expect(deriveHighlights('', [])).toBeUndefined();
  });
});
