import { expect, test } from 'vitest';
import { deriveComponents, deriveGlyphs } from './derive-components.ts';
import { deriveInk } from './derive-ink.ts';
import { derivePosture, type Turn } from './derive-posture.ts';
import { turnGray } from './raster.ts';
import { makeFolder, pixels, scanPage } from './test-files.ts';

const folder = makeFolder();
const page = await scanPage(folder);
folder.remove();

const look = (gray: typeof page) => {
  const map = deriveInk(gray);
  return derivePosture(deriveGlyphs(deriveComponents(map), map));
};

test.each<[Turn, Turn]>([
  [0, 0],
  [90, 270],
  [180, 180],
  [270, 90],
])('a page laid in turned by %i degrees is turned back by %i', (laid, back) => {
  expect(look(turnGray(page, laid))).toMatchObject({ turn: back, linesSure: true, upSure: true });
});

test.each([-4.2, -1.3, 0.7, 2.5, 6])(
  'a page fed %f degrees askew is measured to a tenth of a degree',
  async (angle) => {
    const { data, info } = await pixels(page)
      .rotate(angle, { background: '#fff' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const posture = look({ data, width: info.width, height: info.height });
    expect(posture.turn).toBe(0);
    expect(Math.abs(posture.skew - angle)).toBeLessThan(0.1);
  },
);

test('the skew of a page laid in sideways is that of the page once turned', async () => {
  const { data, info } = await pixels(page)
    .rotate(1.5, { background: '#fff' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const posture = look(turnGray({ data, width: info.width, height: info.height }, 90));
  expect(posture.turn).toBe(270);
  expect(Math.abs(posture.skew - 1.5)).toBeLessThan(0.1);
});

test('an empty sheet has no posture and is left as it lies', () => {
  const blank = { data: new Uint8Array(500 * 700).fill(255), width: 500, height: 700 };
  expect(look(blank)).toEqual({ turn: 0, skew: 0, linesSure: false, upSure: false });
});
