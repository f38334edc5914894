import { describe, expect, it } from 'vitest';
import { deriveRightsState } from './derive-rights-state.ts';
import type { StepKind } from './step.ts';

const LEFT = new Date('2026-11-25T10:00:00Z');
const step = (kind: StepKind, letter?: 'waits' | 'left') => ({
  kind,
  letterId: letter === undefined ? null : 'letter',
  letterLeftAt: letter === 'left' ? LEFT : null,
});
const amendment = (steps: ReturnType<typeof step>[], toTell = 0) =>
  deriveRightsState({ kind: 'amendment', steps, costs: false, toTell });
const accounting = (steps: ReturnType<typeof step>[], costs = false) =>
  deriveRightsState({ kind: 'accounting', steps, costs, toTell: 0 });

describe('where a request for amendment stands', () => {
  it('goes from the desk to the author, back to the desk, and to the patient', () => {
    const asked = step('author-asked');
    const answered = step('author-answered');
    expect(amendment([])).toEqual({ state: 'received', next: 'ask-author' });
    expect(amendment([asked])).toEqual({ state: 'with-author', next: 'author-answers' });
    expect(amendment([asked, answered])).toEqual({ state: 'author-answered', next: 'write-answer' });
    expect(amendment([asked, answered, step('denied', 'waits')])).toEqual({
      state: 'letter-waits',
      next: 'send-letter',
    });
    expect(amendment([asked, answered, step('denied', 'left')])).toEqual({ state: 'denied', next: 'nothing' });
  });

  it('is not done while somebody is to be told of it', () => {
    const accepted = step('accepted', 'left');
    expect(amendment([accepted], 2)).toEqual({ state: 'telling', next: 'tell-others' });
    expect(amendment([accepted, step('told', 'waits')])).toEqual({ state: 'accepted', next: 'send-letter' });
    expect(amendment([accepted, step('told', 'left')])).toEqual({ state: 'accepted', next: 'nothing' });
  });

  it('a letter of extension that lies here is sent first, but the author keeps the request', () => {
    expect(amendment([step('extended', 'waits')]).next).toBe('send-letter');
    expect(amendment([step('author-asked'), step('extended', 'waits')]).next).toBe('author-answers');
  });

  it('ends when the patient takes it back', () => {
    expect(amendment([step('author-asked'), step('withdrawn')])).toEqual({ state: 'withdrawn', next: 'nothing' });
  });
});

describe('where a request for an accounting stands', () => {
  it('is made at once where it is free, and done when it has left', () => {
    expect(accounting([])).toEqual({ state: 'received', next: 'account' });
    expect(accounting([step('accounted', 'waits')]).next).toBe('send-letter');
    expect(accounting([step('accounted', 'left')])).toEqual({ state: 'accounted', next: 'nothing' });
  });

  it('waits for the patient once the price is told, and is made after the agreement', () => {
    expect(accounting([], true).next).toBe('price');
    expect(accounting([step('priced', 'left')], true)).toEqual({ state: 'priced', next: 'wait-for-patient' });
    expect(accounting([step('priced', 'left'), step('price-agreed')], true).next).toBe('account');
  });
});
