import { describe, expect, it } from 'vitest';
import { fitScale, fromMargin, rotated, turnBox, zoneView, zoomed } from './geometry.ts';

const letter = { width: 1700, height: 2200 };
const view = { width: 850, height: 600 };

describe('A page in its window', () => {
  it('fits by width or whole, upright or turned', () => {
    expect(fitScale(letter, view, 0, 'width')).toBe(0.5);
    expect(fitScale(letter, view, 0, 'page')).toBeCloseTo(600 / 2200);
    expect(fitScale(letter, view, 90, 'page')).toBeCloseTo(Math.min(850 / 2200, 600 / 1700));
  });

  it('zooms in steps and never out of sight', () => {
    expect(zoomed(zoomed(1, 'in'), 'out')).toBeCloseTo(1);
    expect([zoomed(6, 'in'), zoomed(0.1, 'out')]).toEqual([6, 0.1]);
  });

  it('turns a box with the page, and four turns bring it back', () => {
    const box = { left: 0.1, top: 0.2, width: 0.3, height: 0.05 };
    const thrice = turnBox(turnBox(turnBox(turnBox(box, 90), 90), 90), 90);
    for (const side of ['left', 'top', 'width', 'height'] as const) expect(thrice[side]).toBeCloseTo(box[side]);
    expect(turnBox(box, 180)).toEqual(turnBox(turnBox(box, 90), 90));
    expect([rotated(0, -90), rotated(270, 90)]).toEqual([270, 0]);
  });

  it('brings the zone of a field to the middle, with enough of the page around it to read on', () => {
    const zone = { left: 0.5, top: 0.5, width: 0.05, height: 0.01 };
    const looked = zoneView(letter, view, 0, zone);
    expect(looked.scale).toBe(0.5 * 1.75);
    const middle = { x: 0.525 * 1700 * looked.scale, y: 0.505 * 2200 * looked.scale };
    expect(looked.scrollLeft + view.width / 2).toBeCloseTo(middle.x);
    expect(looked.scrollTop + view.height / 2).toBeCloseTo(middle.y);
  });

  it('shows a value with the whole of its line before it, never smaller than the page fits', () => {
    const number = { left: 0.8, top: 0.1, width: 0.1, height: 0.01 };
    const looked = zoneView(letter, view, 0, fromMargin(number));
    expect(looked.scrollLeft).toBe(0);
    expect(looked.scale).toBeGreaterThanOrEqual(0.5);
    expect(0.9 * 1700 * looked.scale).toBeLessThanOrEqual(view.width);
  });

  it('is never blown up past twice its size, nor made smaller than its window allows', () => {
    const zone = { left: 0.5, top: 0.5, width: 0.05, height: 0.01 };
    expect(zoneView(letter, { width: 3000, height: 2000 }, 0, zone).scale).toBe(2);
    expect(zoneView({ width: 300, height: 400 }, { width: 900, height: 900 }, 0, zone).scale).toBe(3);
  });

  it('shows a wide zone whole and does not scroll past the edge', () => {
    const looked = zoneView(letter, view, 0, { left: 0, top: 0, width: 1, height: 0.1 });
    expect(looked.scale * 1700).toBeLessThanOrEqual(view.width);
    expect([looked.scrollLeft, looked.scrollTop]).toEqual([0, 0]);
  });
});
