import { type Component, deriveComponents, deriveGlyphs, type Glyphs } from './derive-components.ts';
import { deriveInk, type InkMap } from './derive-ink.ts';
import { derivePosture, type Posture, type Turn } from './derive-posture.ts';
import { deriveQuality, type Quality } from './derive-quality.ts';
import { type Colours, type Gray, toGray, turnGray } from './raster.ts';

/** A drawn page and everything that was judged from looking at it, before anything is read. */
export interface Sheet {
  readonly colours: Colours & { readonly dpi: number | undefined };
  readonly coloured: boolean;
  readonly gray: Gray;
  readonly map: InkMap;
  readonly components: readonly Component[];
  readonly glyphs: Glyphs;
  readonly posture: Posture;
  readonly quality: Quality;
}

export function lookAtPage(colours: Sheet['colours']): Sheet {
  const { gray, coloured } = toGray(colours);
  return { colours, coloured, ...judge(gray, dpiOf(colours)) };
}

/** The same page turned clockwise, judged anew; `colours` stay as they were drawn. */
export function turnSheet(sheet: Sheet, turn: Turn): Sheet {
  if (turn === 0) return sheet;
  const { colours, coloured } = sheet;
  return { colours, coloured, ...judge(turnGray(sheet.gray, turn), dpiOf(colours)) };
}

function judge(gray: Gray, dpi: number | undefined): Omit<Sheet, 'colours' | 'coloured'> {
  const map = deriveInk(gray);
  const components: Component[] = deriveComponents(map);
  const glyphs = deriveGlyphs(components, map);
  const posture = derivePosture(glyphs);
  return {
    gray,
    map,
    components,
    glyphs,
    posture,
    quality: deriveQuality(gray, map, components, glyphs, posture.skew, dpi),
  };
}

function dpiOf(colours: Sheet['colours']): number | undefined {
  if (colours.dpi !== undefined) return colours.dpi;
  // A picture that says nothing: judged as a letter or A4 sheet when it has about that shape and a scanner's size.
  const longer = Math.max(colours.width, colours.height);
  const shape = longer / Math.min(colours.width, colours.height);
  const dpi = longer / 11.3;
  return shape > 1.2 && shape < 1.5 && dpi >= 90 ? dpi : undefined;
}
