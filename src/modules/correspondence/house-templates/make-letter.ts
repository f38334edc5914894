import type { Wording } from '../template.ts';
import { deriveLayout } from './derive-layout.ts';
import { deriveMerged, type Told } from './derive-merged.ts';
import type { Kit } from './house-template.ts';
import { writeWord } from './write-word.ts';

export interface LetterFrame {
  readonly title: string;
  readonly number: string;
  readonly wording: Wording;
  readonly fictional: boolean;
  readonly now: Date;
}

/** The letter of record as PDF, and the same words as a Word document that says it is not. Undefined where it is too long. */
export async function makeLetter(kit: Kit, told: Told, frame: LetterFrame) {
  const merged = deriveMerged(kit.trees, told);
  const { wording } = frame;
  // Fonts and PDF are loaded with the first letter, not at start.
  const { setLayout } = await import('./set-layout.ts');
  const set = await setLayout(deriveLayout(merged), kit.pictures, {
    ...{ title: frame.title, language: wording.language, number: frame.number, now: frame.now },
    fictional: frame.fictional ? wording.fictional : null,
    counted: (page, pages) => wording.page.replace('{page}', String(page)).replace('{pages}', String(pages)),
  });
  if (set === undefined) return undefined;
  return {
    ...set,
    docx: Buffer.from(writeWord(merged, kit.pictures, wording.workingCopy.replace('{letterNumber}', frame.number))),
  };
}
