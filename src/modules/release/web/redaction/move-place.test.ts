import { describe, expect, it } from 'vitest';
import { between, FIRST_BOX, movePlace, SMALLEST } from './move-place.ts';

const stroke = (key: string, more: { shiftKey?: boolean; ctrlKey?: boolean } = {}) => ({
  ...{ key, shiftKey: false, ctrlKey: false },
  ...more,
});

describe('drawing a place from the keyboard', () => {
  it('moves with the arrows and never leaves the page', () => {
    expect(movePlace(FIRST_BOX, stroke('ArrowRight'))).toMatchObject({ x: FIRST_BOX.x + 0.01, w: FIRST_BOX.w });
    expect(movePlace({ ...FIRST_BOX, x: 0 }, stroke('ArrowLeft'))?.x).toBe(0);
    expect(movePlace({ x: 0.7, y: 0.97, w: 0.3, h: 0.03 }, stroke('ArrowDown'))?.y).toBeCloseTo(0.97);
  });
  it('grows and shrinks with Shift, in small steps with Ctrl', () => {
    expect(movePlace(FIRST_BOX, stroke('ArrowDown', { shiftKey: true }))?.h).toBeCloseTo(0.04);
    expect(movePlace(FIRST_BOX, stroke('ArrowRight', { shiftKey: true, ctrlKey: true }))?.w).toBeCloseTo(0.302);
    expect(movePlace({ ...FIRST_BOX, w: SMALLEST }, stroke('ArrowLeft', { shiftKey: true }))?.w).toBe(SMALLEST);
  });
  it('leaves other keys alone', () => {
    expect(movePlace(FIRST_BOX, stroke('a'))).toBeUndefined();
  });
  it('takes a box drawn from any corner, cut at the edge of the page', () => {
    const box = between({ x: 0.5, y: 0.5 }, { x: -0.2, y: 0.25 });
    expect(box).toEqual({ x: 0, y: 0.25, w: 0.5, h: 0.25 });
  });
});
