import type { Colours, Gray } from '../../../../platform/reading/raster.ts';
import type { RedactedPlace } from '../packet-input.ts';
import type { PageWord } from './derive-kept-words.ts';

type Place = Pick<RedactedPlace, 'x' | 'y' | 'w' | 'h'>;

/** Difference between ink and paper that an eye still sees on a printed page. */
const SEEN = 40;
/** The middle of a word's height: above and below, other lines reach in. */
const MARGIN = 0.2;

/** Whole pixels, outwards: a pixel that is only touched goes too. */
export function pixelsOf(place: Place, width: number, height: number) {
  const left = Math.max(0, Math.floor(place.x * width));
  const top = Math.max(0, Math.floor(place.y * height));
  const right = Math.min(width, Math.ceil((place.x + place.w) * width));
  const bottom = Math.min(height, Math.ceil((place.y + place.h) * height));
  return { left, top, right, bottom };
}

/** Blackens the places in the pixels themselves, before anything is compressed: nothing of what stood there is left. */
export function paintPlaces(picture: Colours, places: readonly Place[]): void {
  const { data, width, height, channels } = picture;
  for (const place of places) {
    const { left, top, right, bottom } = pixelsOf(place, width, height);
    for (let y = top; y < bottom; y++) data.fill(0, (y * width + left) * channels, (y * width + right) * channels);
  }
}

/** Whether something that differs from its ground stands where the word is said to stand. */
export function isSeenOn(picture: Gray, word: PageWord): boolean {
  const inner = { ...word, y: word.y + word.h * MARGIN, h: word.h * (1 - 2 * MARGIN) };
  const { left, top, right, bottom } = pixelsOf(inner, picture.width, picture.height);
  let darkest = 255;
  let lightest = 0;
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const value = picture.data[y * picture.width + x] ?? 255;
      if (value < darkest) darkest = value;
      if (value > lightest) lightest = value;
      if (lightest - darkest >= SEEN) return true;
    }
  return false;
}
