import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BODY_PART_NAMES, BODY_PARTS, type BodyPartName } from './body-parts.ts';
import { derivePartQueries } from './derive-other-part.ts';

describe('the part of the body that a claim is about', () => {
  it('is told from any of its words; what is near is none of the others', () => {
    const hand = derivePartQueries('Right hand, third finger');
    expect(hand?.same).toContain('wrist');
    expect(hand?.other).toContain('knee');
    expect(hand?.other).not.toContain('forearm');
    expect(hand?.otherSide).toMatch(/^\(\(left\) <-> \(hand \|/);
  });

  it('names no other side where none or both were named, and nothing where no part is known', () => {
    expect(derivePartQueries('Knee')?.otherSide).toBeUndefined();
    expect(derivePartQueries('Left and right knee')?.otherSide).toBeUndefined();
    expect(derivePartQueries('Psyche')).toBeUndefined();
    expect(derivePartQueries('')).toBeUndefined();
  });

  it.each([
    ['Rodilla izquierda', 'left knee'],
    ['Muñeca derecha', 'right wrist'],
    ['muneca DERECHA', 'right wrist'],
    ['Columna lumbar', 'back'],
    ['Ambas rodillas', 'knees'],
    ['Talones', 'heel'],
  ])('is told from Spanish words too, with and without accents and in the plural: %s', (spanish, english) => {
    expect(derivePartQueries(spanish)).toEqual(derivePartQueries(english));
  });

  it('is looked for in both languages, as spelt and without accents', () => {
    const hand = derivePartQueries('Right hand');
    expect(hand?.same).toContain('muñeca | muneca');
    expect(hand?.other).toMatch(/rodilla.*tobillo/);
    expect(hand?.otherSide).toContain('izquierda');
  });

  it('is never a query of its own making: only words of the table get into it', () => {
    expect(derivePartQueries("knee') | !('x & (left")?.same).toBe(derivePartQueries('knee')?.same);
  });

  it('is near in both directions', () => {
    for (const name of BODY_PART_NAMES)
      for (const near of BODY_PARTS[name].near) expect(BODY_PARTS[near].near, `${near} and ${name}`).toContain(name);
  });
});

const CASES = new URL('../../../../../shared/data/coded-cases/codiesp.jsonl.gz', import.meta.url);
/** Second character of the injury codes S00 to S99. */
const REGIONS: Readonly<Record<string, readonly BodyPartName[]>> = {
  ...{ 0: ['head', 'eye'], 1: ['neck'], 2: ['chest', 'back'], 3: ['abdomen', 'back', 'hip'], 4: ['shoulder', 'arm'] },
  ...{ 5: ['arm'], 6: ['hand'], 7: ['hip'], 8: ['knee'], 9: ['foot'] },
};

describe('injuries that coders found in Spanish cases of others', () => {
  it.skipIf(!existsSync(CASES))(
    'are in texts that name their part of the body, 56 of 59 (skipped where ../shared/data is missing)',
    () => {
      const cases = gunzipSync(readFileSync(CASES))
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { es: string; codes: { code: string }[] });
      const plain = (text: string) => text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
      const told = cases.flatMap(({ es, codes }) => {
        const words = new Set(
          (plain(es).match(/[a-z]+/g) ?? []).flatMap((word) => [
            word,
            word.replace(/e?s$/, ''),
            word.replace(/s$/, ''),
          ]),
        );
        const injured = new Set(codes.flatMap(({ code }) => /^s(\d)/i.exec(code)?.[1] ?? []));
        return [...injured].map((region) =>
          (REGIONS[region] ?? []).some((name) => BODY_PARTS[name].says.some((word) => words.has(plain(word)))),
        );
      });
      expect(told).toHaveLength(59);
      expect(told.filter(Boolean).length).toBeGreaterThanOrEqual(56);
    },
  );
});
