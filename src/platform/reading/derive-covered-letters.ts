import { type Sign } from './page.ts';
import { type Box } from './raster.ts';

/** A letter or digit that is printed on the page. */
export interface DrawnLetter {
  readonly box: Box;
  /** The page draws what it holds in this order. */
  readonly order: number;
}

/** Something that is no text. */
export interface DrawnThing {
  readonly box: Box;
  readonly order: number;
  /** `note`: an annotation, which lies over the whole page; `opaque`: a filled shape; `line`: a stroke. */
  readonly kind: 'opaque' | 'picture' | 'note' | 'strike';
}

/** One letter may be touched by a frame or a tick; more than that is a word that cannot be read any more. */
const FEWEST_LETTERS = 3;
/** Of a letter's height: a stroke is thinner, and goes through the middle, not along the foot. */
const THIN = 0.3;
const [HIGHEST, LOWEST] = [0.3, 0.7];
/** Of the page: a background, a watermark or the scan itself is larger. */
const LARGEST_PICTURE = 0.5;
const MOST_SIGNS = 20;

/** Pure: what lies over letters that were printed before it, each with its own place. */
export function deriveCoveredLetters(letters: readonly DrawnLetter[], things: readonly DrawnThing[]): Sign[] {
  const signs: Sign[] = [];
  for (const thing of things) {
    if (signs.length >= MOST_SIGNS) break;
    const { box, kind, order } = thing;
    if (kind === 'picture' && box.w * box.h > LARGEST_PICTURE) continue;
    const under = letters.filter((letter) => letter.order < order && across(box, letter.box));
    const struck = under.filter((letter) => strikes(box, letter.box));
    if (kind === 'strike' || struck.length >= FEWEST_LETTERS) {
      const told = kind === 'strike' ? under : struck;
      if (told.length >= FEWEST_LETTERS) signs.push({ kind: 'struck-through', ...boxAround(told) });
      continue;
    }
    const hidden = under.filter((letter) => holdsMiddle(box, letter.box));
    if (hidden.length >= FEWEST_LETTERS) signs.push({ kind: kind === 'note' ? 'noted-over' : 'covered', ...box });
  }
  return signs;
}

/** The middle of the letter lies between the sides of the box. */
function across(box: Box, letter: Box): boolean {
  const x = letter.x + letter.w / 2;
  return x >= box.x && x <= box.x + box.w && letter.y < box.y + box.h && letter.y + letter.h > box.y;
}

function holdsMiddle(box: Box, letter: Box): boolean {
  const y = letter.y + letter.h / 2;
  return y >= box.y && y <= box.y + box.h;
}

function strikes(box: Box, letter: Box): boolean {
  const middle = (box.y + box.h / 2 - letter.y) / letter.h;
  return box.h <= THIN * letter.h && middle >= HIGHEST && middle <= LOWEST;
}

export function boxAround(letters: readonly DrawnLetter[]): Box {
  const x = Math.min(...letters.map(({ box }) => box.x));
  const y = Math.min(...letters.map(({ box }) => box.y));
  return {
    x,
    y,
    w: Math.max(...letters.map(({ box }) => box.x + box.w)) - x,
    h: Math.max(...letters.map(({ box }) => box.y + box.h)) - y,
  };
}
