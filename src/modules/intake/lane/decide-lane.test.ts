import { describe, expect, it } from 'vitest';
import { decideLane, isSurgeryToday, type LaneFacts, type LaneRule } from './decide-lane.ts';

const RULES: LaneRule[] = [
  { what: 'type', code: 'living-will', lane: 'stat', laneReason: 'advance-directive' },
  { what: 'type', code: 'transfer-summary', lane: 'routine', laneReason: 'transfer-packet' },
  { what: 'source', code: 'downtime-folder', lane: 'stat', laneReason: 'downtime-form' },
];
const lane = (facts: Partial<LaneFacts>) =>
  decideLane(
    { types: [], source: 'upload', sourceIsStat: false, batchName: null, heading: [], surgeryToday: false, ...facts },
    RULES,
  );

describe('the STAT lane', () => {
  it.each([
    ['an advance directive', { types: ['living-will'] }, 'advance-directive'],
    [
      'what may be one, though something else is likelier',
      { types: ['progress-note', 'living-will'] },
      'advance-directive',
    ],
    ['a source that the site named', { source: 'downtime-folder' }, 'downtime-form'],
    ['a source that is connected as STAT', { sourceIsStat: true }, 'source'],
    ['a stack called downtime', { batchName: '4 West Down-time 11/22' }, 'downtime-form'],
    ['a form headed downtime', { heading: ['', 'DOWNTIME ADMISSION FORM'] }, 'downtime-form'],
    ['papers of whom is operated on today', { surgeryToday: true }, 'surgery-today'],
  ])('takes %s', (_words, facts, reason) => {
    expect(lane(facts)).toEqual({ lane: 'stat', reason });
  });

  it.each([
    ['a progress note', { types: ['progress-note'] }],
    ['a type that the site took out', { types: ['transfer-summary'] }],
    ['a text with time and down in it', { heading: ['Sat down, time unknown'] }],
  ])('leaves %s to the routine', (_words, facts) => {
    expect(lane(facts)).toEqual({ lane: 'routine' });
  });

  it('knows an operation of today by class or words, and not one of tomorrow or one cancelled', () => {
    const today = { from: new Date('2026-11-23T05:00Z'), to: new Date('2026-11-24T05:00Z') };
    const of = (more: object) =>
      isSurgeryToday(
        { class: 'SS', typeText: null, startedAt: '2026-11-23T14:00:00Z', status: 'planned', ...more },
        today,
      );
    expect(of({})).toBe(true);
    expect(of({ class: 'AMB', typeText: 'Surgical appointment' })).toBe(true);
    expect(of({ class: 'AMB', typeText: 'Follow-up' })).toBe(false);
    expect(of({ startedAt: '2026-11-24T05:00:00Z' })).toBe(false);
    expect(of({ status: 'cancelled' })).toBe(false);
    expect(of({ startedAt: null })).toBe(false);
  });
});
