import { type Word } from './PageSheet.tsx';

/** The words of a page as the reader keeps them: fractions of the page, confidence from 0 to 100. */
export interface ReadWord {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly confidence: number;
}

export function toWord({ text, x, y, w, h, confidence }: ReadWord): Word {
  return { text, box: { left: x, top: y, width: w, height: h }, confidence: confidence / 100 };
}

/** The file of words as it comes for a document; anything else reads as no words, and the image still shows. */
export function readWords(body: unknown): readonly Word[] {
  if (typeof body !== 'object' || body === null || !('words' in body) || !Array.isArray(body.words)) return [];
  return body.words.filter(isReadWord).map(toWord);
}

function isReadWord(value: unknown): value is ReadWord {
  if (typeof value !== 'object' || value === null || !('text' in value) || typeof value.text !== 'string') return false;
  const numbers: Record<string, unknown> = { ...value };
  return ['x', 'y', 'w', 'h', 'confidence'].every((name) => typeof numbers[name] === 'number');
}
