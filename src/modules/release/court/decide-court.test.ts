import { describe, expect, it } from 'vitest';
import { decideAttention, decideCourt, deriveNeeds, type ObjectionFacts, type ProcessFacts } from './decide-court.ts';
import { businessDaysTo, deriveCourtDue } from './derive-court-due.ts';
import { deriveMatterKey } from './derive-matter-key.ts';

const recordedAt = new Date('2026-11-20T12:00:00Z');
const process: ProcessFacts = {
  ...{ kind: 'subpoena-duces-tecum', assurance: 'notice', objectionUntil: '2026-11-20', returnOn: '2026-12-10' },
  ...{ limited: false, recordedAt },
};
const objection = (decision: ObjectionFacts['decision']): ObjectionFacts => ({
  decision,
  decisionRecordedAt: decision === null ? null : new Date('2026-11-21T12:00:00Z'),
});
const today = '2026-11-23';
const against = (
  more: Partial<ProcessFacts> = {},
  objections: readonly ObjectionFacts[] = [],
  basis: string | null = 'subpoena',
) =>
  decideCourt({ process: { ...process, ...more }, objections, basis, today }).map(({ ruleId, cite }) => [ruleId, cite]);

describe('what a court says against a release', () => {
  it('is nothing where notice is proved and the time to object has run out', () => {
    expect(against()).toEqual([]);
    expect(against({ assurance: 'protective-order', objectionUntil: null })).toEqual([]);
  });

  it('is the missing assurance, or a time to object that runs or is not known', () => {
    expect(against({ assurance: 'none' })).toEqual([['release/no-assurance', '45 CFR 164.512(e)(1)(ii)']]);
    for (const objectionUntil of [today, '2026-11-30', null])
      expect(against({ objectionUntil })).toEqual([['release/objection-window-open', '45 CFR 164.512(e)(1)(iii)(C)']]);
    expect(against({ assurance: 'none' }, [], 'authorization')).toEqual([]);
  });

  it('is that a subpoena is no order', () => {
    expect(against({}, [], 'court-order')).toEqual([['release/not-an-order', '45 CFR 164.512(e)(1)(i)']]);
    expect(against({ kind: 'court-order', assurance: 'none' }, [], 'court-order')).toEqual([]);
  });

  it('is an objection until the court has decided, whatever the release rests on', () => {
    expect(against({}, [objection(null)], 'authorization')).toMatchObject([['release/court-objection', {}]]);
    for (const decision of ['overruled', 'dismissed'] as const) expect(against({}, [objection(decision)])).toEqual([]);
    expect(against({}, [objection('overruled'), objection('sustained')])).toMatchObject([
      ['release/court-quashed', {}],
    ]);
  });

  it('is what the court left of it, until that is recorded', () => {
    expect(against({}, [objection('limited')])).toMatchObject([['release/court-limits-unrecorded', {}]]);
    expect(against({ recordedAt: new Date('2026-11-22T12:00:00Z') }, [objection('limited')])).toEqual([]);
  });
});

describe('the day of a process', () => {
  it('is the earlier of return date and state clock', () => {
    expect(deriveCourtDue({ returnOn: '2026-12-01', clockOn: '2026-12-10' }, today)).toMatchObject({
      ...{ dueOn: '2026-12-01', from: 'return-date' },
    });
    expect(deriveCourtDue({ returnOn: '2026-12-11', clockOn: '2026-12-10' }, today)).toMatchObject({
      ...{ dueOn: '2026-12-10', from: 'state-clock' },
    });
    expect(deriveCourtDue({ returnOn: null, clockOn: null }, today)).toBeNull();
  });

  it('is near under three business days; a weekend does not count, a holiday of the calendar neither', () => {
    const near = (returnOn: string, on = today) => deriveCourtDue({ returnOn, clockOn: null }, on);
    expect(near('2026-11-26')).toMatchObject({ daysLeft: 3, near: false });
    expect(near('2026-11-25')).toMatchObject({ daysLeft: 2, near: true });
    expect(near('2026-12-01', '2026-11-27')).toMatchObject({ daysLeft: 2, near: true });
    expect(near(today)).toMatchObject({ daysLeft: 0, isToday: true });
    expect(near('2026-11-29', '2026-11-28')).toMatchObject({ daysLeft: 0, isToday: false, near: true });
    expect(near('2026-11-22')).toMatchObject({ daysLeft: -1, near: true });
    expect(near('2026-11-20')).toMatchObject({ daysLeft: -1, near: true });
    const closed = {
      weekend: [6, 7],
      holidays: new Map([['2026-11-26', { on: '2026-11-26', text: 'Thanksgiving Day', cite: '5 U.S.C. 6103(a)' }]]),
      knownThrough: null,
    };
    expect(businessDaysTo(today, '2026-11-26', closed)).toBe(2);
    const due = deriveCourtDue({ returnOn: '2026-11-27', clockOn: null }, today, closed);
    expect(due).toMatchObject({ daysLeft: 3, daysOff: [{ text: 'Thanksgiving Day' }] });
  });
});

describe('what somebody looks after', () => {
  const attention = (more: Partial<ProcessFacts>, on = today) => {
    const facts = { ...process, ...more };
    const question = { process: facts, objections: [], basis: null, today: on };
    return decideAttention(question, deriveCourtDue({ returnOn: facts.returnOn, clockOn: null }, on));
  };
  it('is what is near, lacks its assurance, or whose time to object ends', () => {
    expect(attention({})).toBeNull();
    expect(attention({ returnOn: '2026-11-24' })).toBe('near');
    expect(attention({ assurance: 'none' })).toBe('assurance');
    expect(attention({ objectionUntil: '2026-11-24' })).toBe('window-ends');
    expect(attention({ objectionUntil: '2026-11-30' })).toBeNull();
  });

  it('is named, one by one', () => {
    expect(deriveNeeds(null, null)).toEqual(['process']);
    expect(deriveNeeds({ ...process, returnOn: null, objectionUntil: null }, null)).toEqual([
      'return-date',
      'objection-window',
    ]);
    expect(deriveNeeds({ ...process, kind: 'court-order', assurance: 'none' }, 'court-order')).toEqual(['order-scope']);
    expect(deriveNeeds({ ...process, assurance: 'none' }, 'authorization')).toEqual([]);
  });
});

describe('one matter', () => {
  it('is known by its number however it is written, else by its parties', () => {
    const key = (caseNumber: string | undefined, caption = 'Doe v. Roe') => deriveMatterKey({ caseNumber, caption });
    expect(key('CV-26-001234')).toBe(key('cv 26 001234'));
    expect(key(undefined)).toBe(key('', 'DOE v ROE'));
    expect(key('--', '=1+1')).toBe('11');
    expect(key(undefined, '***')).toBe('***');
  });
});
