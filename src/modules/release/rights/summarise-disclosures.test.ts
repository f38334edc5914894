import { describe, expect, it } from 'vitest';
import { leaveOutSuspended } from './suspensions.ts';
import { summariseDisclosures } from './summarise-disclosures.ts';

const row = (disclosedOn: string, more: object = {}) => ({
  disclosedOn,
  recipientName: 'Health Department',
  recipientOrganisation: null,
  recipientAddress: ['5 State Street'],
  description: 'Case report',
  purpose: 'Reporting',
  ...more,
});

describe('what an accounting says', () => {
  it('tells one disclosure with its day, recipient, address, what and why', () => {
    expect(summariseDisclosures([row('2026-10-01')])).toEqual({
      single: [{ day: '2026-10-01', to: 'Health Department, 5 State Street', what: 'Case report', why: 'Reporting' }],
      repeated: [],
    });
  });

  it('tells several to one recipient for one purpose by the first, their number and the last', () => {
    const rows = [row('2026-10-20'), row('2026-10-01'), row('2026-11-02', { recipientName: 'HEALTH  department' })];
    expect(summariseDisclosures(rows).repeated).toMatchObject([
      { first: '2026-10-01', last: '2026-11-02', times: '3' },
    ]);
  });

  it('keeps another purpose apart', () => {
    const { single } = summariseDisclosures([row('2026-10-01'), row('2026-10-02', { purpose: 'Inquiry' })]);
    expect(single).toHaveLength(2);
  });

  it('leaves out what an agency suspended up to the last day and not a day longer, and nothing of others', () => {
    const rows = [row('2026-10-01', { recipientOrganisation: 'State Police' }), row('2026-10-02')];
    const suspended = [{ agency: 'state police', statedOn: '2026-11-20', until: '2026-12-20' }];
    expect(leaveOutSuspended(rows, suspended, '2026-12-20')).toHaveLength(1);
    expect(leaveOutSuspended(rows, suspended, '2026-12-21')).toHaveLength(2);
    expect(leaveOutSuspended(rows, suspended, '2026-11-19')).toHaveLength(2);
  });
});
