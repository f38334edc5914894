import { describe, expect, it } from 'vitest';
import { type ComponentStep, decideComponentStep } from './decide-component-step.ts';

const step = (more: Partial<ComponentStep>): ComponentStep => ({
  ...{ from: 'asked', to: 'received', reason: undefined, handOver: false, newDay: false },
  ...more,
});

describe('a component of a case', () => {
  it('comes in, waits, and is found after all', () => {
    expect(decideComponentStep(step({}))).toBeUndefined();
    expect(decideComponentStep(step({ to: 'waiting' }))).toBeUndefined();
    expect(decideComponentStep(step({ from: 'not-held', to: 'received' }))).toBeUndefined();
  });
  it('does not stay out without a reason in words', () => {
    for (const to of ['not-held', 'declined', 'not-wanted'] as const) {
      expect(decideComponentStep(step({ to }))).toBe('unexplained');
      expect(decideComponentStep(step({ to, reason: '  a ' }))).toBe('unexplained');
      expect(decideComponentStep(step({ to, reason: 'Destroyed in 2012' }))).toBeUndefined();
    }
  });
  it('counts as sent only with a row of the disclosure log, and then for good', () => {
    expect(decideComponentStep(step({ from: 'received', to: 'sent' }))).toBe('not-logged');
    expect(decideComponentStep(step({ from: 'received', to: 'sent', handOver: true }))).toBeUndefined();
    expect(decideComponentStep(step({ from: 'sent', to: 'received' }))).toBe('sent-before');
  });
  it('is asked for again with a note or another day, not with nothing', () => {
    expect(decideComponentStep(step({ to: 'asked' }))).toBe('nothing-new');
    expect(decideComponentStep(step({ to: 'asked', newDay: true }))).toBeUndefined();
    expect(decideComponentStep(step({ to: 'asked', reason: 'Reminded by phone' }))).toBeUndefined();
    expect(decideComponentStep(step({ from: 'declined', to: 'declined', reason: 'Again' }))).toBe('nothing-new');
  });
});
