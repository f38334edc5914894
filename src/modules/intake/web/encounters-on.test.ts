import { describe, expect, it } from 'vitest';
import { coversDay, onlyEncounterOn } from './encounters-on.ts';

const zone = 'America/New_York';
const stay = { id: 'stay', startedAt: '2024-03-04T15:00:00Z', endedAt: '2024-03-07T15:00:00Z', status: 'finished' };
const visit = { id: 'visit', startedAt: '2024-03-06T18:00:00Z', endedAt: null, status: 'finished' };
const open = { id: 'open', startedAt: '2024-03-20T18:00:00Z', endedAt: null, status: 'open' };

describe('The encounter a paper belongs to', () => {
  it('covers the days from admission to discharge, at the facility', () => {
    expect(coversDay(stay, '2024-03-04', zone)).toBe(true);
    expect(coversDay(stay, '2024-03-07', zone)).toBe(true);
    expect(coversDay(stay, '2024-03-08', zone)).toBe(false);
    // 02:00 UTC on the 5th is still the evening of the 4th in New York.
    expect(coversDay({ ...visit, startedAt: '2024-03-05T02:00:00Z' }, '2024-03-04', zone)).toBe(true);
  });

  it('goes on while nobody has ended it', () => {
    expect(coversDay(open, '2024-04-30', zone)).toBe(true);
    expect(coversDay(visit, '2024-04-30', zone)).toBe(false);
  });

  it('is proposed only when it is the only one on that day', () => {
    expect(onlyEncounterOn([stay, visit, open], '2024-03-05', zone)).toBe('stay');
    expect(onlyEncounterOn([stay, visit, open], '2024-03-06', zone)).toBeUndefined();
    expect(onlyEncounterOn([stay], '', zone)).toBeUndefined();
  });
});
