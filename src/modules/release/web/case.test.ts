import { describe, expect, it } from 'vitest';
import { currentStage } from './case.ts';

const stage = (name: 'received' | 'patient' | 'requester' | 'authority', done: boolean) => ({
  ...{ stage: name, at: done ? '2026-11-20T10:00:00Z' : null, by: null },
});
const requester = { class: 'attorney' as const, name: 'Dana Whitfield' };
const base = { requester, closure: null, stages: [stage('received', true), stage('patient', false)] };

describe('Where a request stands', () => {
  it('is the step that somebody has to do next', () => {
    expect(currentStage({ ...base, next: 'identify-patient' })).toBe('patient');
    expect(currentStage({ ...base, next: 'cure-authority' })).toBe('authority');
    expect(currentStage({ ...base, next: 'confirm-delivery' })).toBe('delivery');
  });

  it('is the receipt while nobody has said who asks', () => {
    expect(currentStage({ ...base, requester: null, next: 'identify-patient' })).toBe('received');
  });

  it('is the first stage not done while the case waits for somebody outside', () => {
    expect(currentStage({ ...base, next: 'wait' })).toBe('patient');
  });

  it('is nowhere once it is closed', () => {
    const closure = { note: null, at: '2026-11-20T10:00:00Z', by: 'p' };
    expect(currentStage({ ...base, closure, stages: [stage('received', true)], next: 'nothing' })).toBeUndefined();
  });
});
