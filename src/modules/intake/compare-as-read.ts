import { identifierText } from '../../../packages/linkage/index.ts';

/** Signs that recognition takes for one another, each pair brought to one: O and 0, l, I and 1, rn and m, cl and d, vv and w. */
const CONFUSED: readonly (readonly [RegExp, string])[] = [
  [/rn/g, 'm'],
  [/cl/g, 'd'],
  [/vv/g, 'w'],
  [/0/g, 'o'],
  [/[1l|!]/g, 'i'],
  [/5/g, 's'],
  [/8/g, 'b'],
];

/** A part of a name as the eye of the machine sees it: two that differ only so may be one. */
export function nameAsRead(part: string): string {
  return CONFUSED.reduce((text, [pattern, to]) => text.replace(pattern, to), part);
}

/** A number with O read for 0 and l or I for 1 taken as the digits they look like; nothing else is forgiven. */
export function numberAsRead(text: string): string {
  const plain = identifierText(text.replace(/l/g, '1'));
  return plain
    .replace(/(?<=\d|^)[OI]+(?=\d|$)/g, (signs) => signs.replace(/O/g, '0').replace(/I/g, '1'))
    .replace(/^0+(?=.)/, '');
}
