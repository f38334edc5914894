import type { Face, Paragraph, Piece } from './layout.ts';
import { shown, type Type } from './layout-type.ts';

const TAB = 36;

type Inked = Exclude<Piece, { kind: 'line' | 'new-page' }>;
export interface Inlay {
  readonly piece: Inked;
  readonly text: string;
  readonly width: number;
}
export interface Line {
  readonly inlays: readonly Inlay[];
  readonly width: number;
  readonly height: number;
  readonly ascent: number;
  readonly newPageAfter: boolean;
  readonly isLast: boolean;
}

/** Words into lines. A word longer than a line is cut. */
export function breakLines(
  type: Type,
  block: Paragraph,
  width: number,
  counted: { readonly page: number; readonly pages: number },
): Line[] {
  const room = Math.max(width - block.left - block.right, 20);
  const lines: Line[] = [];
  let inlays: Inlay[] = [];
  let used = 0;
  const limit = () =>
    room - (lines.length === 0 ? (block.marker === null ? block.first : Math.max(block.first, 0)) : 0);
  const close = (isLast: boolean, newPageAfter = false) => {
    while (!isLast && inlays.at(-1)?.text === ' ') used -= inlays.pop()?.width ?? 0;
    const faces = inlays.flatMap(({ piece }) => ('face' in piece ? [piece.face] : []));
    const pictures = inlays.flatMap(({ piece, width: wide }) =>
      piece.kind === 'picture' ? [piece.height * (wide / piece.width)] : [],
    );
    const height = Math.max(...(faces.length === 0 ? [block.face] : faces).map((face) => type.lineHeight(face)));
    const ascent = Math.max(...(faces.length === 0 ? [block.face] : faces).map((face) => type.ascent(face)));
    const tall = Math.max(0, ...pictures);
    lines.push({
      ...{ inlays, width: used, isLast, newPageAfter },
      height: tall > ascent ? tall + (height - ascent) : height * block.leading,
      ascent: Math.max(tall, ascent + (tall > ascent ? 0 : (height * (block.leading - 1)) / 2)),
    });
    inlays = [];
    used = 0;
  };
  const put = (inlay: Inlay) => {
    inlays.push(inlay);
    used += inlay.width;
  };
  for (const piece of block.pieces) {
    if (piece.kind === 'line') close(true);
    else if (piece.kind === 'new-page') close(true, true);
    else if (piece.kind === 'tab') {
      const next = Math.min((Math.floor((used + 0.1) / TAB) + 1) * TAB, limit());
      put({ piece, text: '\t', width: Math.max(next - used, 0) });
    } else if (piece.kind === 'picture') {
      const wide = Math.min(piece.width, room);
      if (used > 0 && used + wide > limit()) close(false);
      put({ piece, text: '', width: wide });
    } else {
      const text = piece.kind === 'text' ? piece.text : String(counted[piece.of]);
      for (const word of shown(piece.face.capitals ? text.toUpperCase() : text).split(/( )/)) {
        if (word === '') continue;
        for (const part of cut(type, word, piece.face, room)) {
          const wide = type.widthOf(part, piece.face);
          // A word can consist of several pieces (a bold half): it is only parted at a space.
          if (part !== ' ' && used + wide > limit() && inlays.length > 0) {
            const at = inlays.findLastIndex((each) => each.text === ' ' || each.piece.kind === 'tab');
            const moved = at < 0 ? [] : inlays.splice(at + 1);
            used -= moved.reduce((sum, each) => sum + each.width, 0);
            close(false);
            for (const each of moved) put(each);
          }
          put({ piece, text: part, width: wide });
        }
      }
    }
  }
  close(true);
  return lines;
}

function cut(type: Type, word: string, face: Face, room: number): string[] {
  if (type.widthOf(word, face) <= room) return [word];
  const parts: string[] = [];
  let part = '';
  for (const char of word) {
    if (part !== '' && type.widthOf(part + char, face) > room) {
      parts.push(part);
      part = '';
    }
    part += char;
  }
  return [...parts, part];
}
