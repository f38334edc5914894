import { describe, expect, it } from 'vitest';
import { bindStep, type CustodyFacts, findBreak, FIRST } from './custody-chain.ts';
import { decideOriginalDisposable, type OriginalFacts } from './decide-original-disposable.ts';
import { deriveErrorRate, deriveProgress } from './derive-progress.ts';

const DONE: OriginalFacts = {
  ...{ batches: 2, images: 40, openPages: 0, filesBeingRead: 0, filesFailed: 0, released: true, uncounted: 0 },
  ...{ differences: 0, verified: 'passed', holds: 0, custodyIntact: true, volumesWithoutBatch: 0 },
  retention: 'allowed',
};

describe('may the original be destroyed', () => {
  it('yes, when every page is settled, counted, verified, free of holds and never out of hands', () => {
    expect(decideOriginalDisposable(DONE)).toEqual({ disposable: true, reasons: [], warnings: [] });
  });

  it.each([
    [{ images: 0 }, 'nothing-scanned'],
    [{ openPages: 1 }, 'pages-open'],
    [{ filesBeingRead: 1 }, 'files-being-read'],
    [{ filesFailed: 1 }, 'files-failed'],
    [{ released: false }, 'not-released'],
    [{ uncounted: 1 }, 'not-counted'],
    [{ verified: 'not-yet' }, 'not-verified'],
    [{ verified: 'failed' }, 'sample-failed'],
    [{ holds: 1 }, 'legal-hold'],
    [{ custodyIntact: false }, 'custody-broken'],
    [{ volumesWithoutBatch: 1 }, 'volume-not-scanned'],
    [{ retention: 'forbidden' }, 'law-forbids'],
  ] as const)('no, with %o, and it says why', (fact, reason) => {
    expect(decideOriginalDisposable({ ...DONE, ...fact })).toMatchObject({ disposable: false, reasons: [reason] });
  });

  it('warns where a difference was explained and where the law is not verified, and decides nothing by that', () => {
    expect(decideOriginalDisposable({ ...DONE, differences: 1, retention: 'unverified' })).toEqual({
      ...{ disposable: true, reasons: [] },
      warnings: ['difference-explained', 'law-unverified'],
    });
  });
});

describe('how far a project is', () => {
  const day = (on: string, sheets: number, personHours = 2) => ({ day: on, sheets, personHours });

  it('counts down from the plan, and says the pace of a day and of an hour', () => {
    const { burnDown, sheetsPerDay, sheetsPerPersonHour } = deriveProgress(
      [day('2026-11-03', 100), day('2026-11-02', 50, 1)],
      { total: 1_000, today: '2026-11-03' },
    );
    expect(burnDown).toEqual([
      { day: '2026-11-02', left: 950 },
      { day: '2026-11-03', left: 850 },
    ]);
    expect([sheetsPerDay, sheetsPerPersonHour]).toEqual([75, 50]);
  });

  it('foretells nothing from two days', () => {
    const days = [day('2026-11-02', 50), day('2026-11-03', 50)];
    expect(deriveProgress(days, { total: 1_000, today: '2026-11-03' }).forecast).toBeNull();
  });

  it('foretells one day where the pace never varied, and a range where it did', () => {
    const steady = [2, 3, 4, 5].map((n) => day(`2026-11-0${n}`, 100));
    expect(deriveProgress(steady, { total: 1_000, today: '2026-11-05' }).forecast).toEqual({
      ...{ expected: '2026-11-11', earliest: '2026-11-11', latest: '2026-11-11' },
    });
    const varied = [day('2026-11-02', 20), day('2026-11-03', 180), day('2026-11-04', 90), day('2026-11-05', 110)];
    const forecast = deriveProgress(varied, { total: 1_000, today: '2026-11-05' }).forecast;
    expect(forecast?.expected).toBe('2026-11-11');
    expect((forecast?.earliest ?? '') < '2026-11-11').toBe(true);
    expect((forecast?.latest ?? '') > '2026-11-11').toBe(true);
  });

  it('counts the idle days of a project that stands still', () => {
    const days = [2, 3, 4].map((n) => day(`2026-11-0${n}`, 100));
    const soon = deriveProgress(days, { total: 1_000, today: '2026-11-05' }).forecast;
    const late = deriveProgress(days, { total: 1_000, today: '2026-11-30' }).forecast;
    expect(Date.parse(late?.expected ?? '') - Date.parse('2026-11-30')).toBeGreaterThan(
      Date.parse(soon?.expected ?? '') - Date.parse('2026-11-05'),
    );
  });

  it('has an error rate only where something was scanned', () => {
    expect(deriveErrorRate({ images: 0, rescans: 0, takenBack: 0, differences: 0 })).toBeNull();
    expect(deriveErrorRate({ images: 200, rescans: 2, takenBack: 1, differences: 1 })).toBe(0.02);
  });
});

describe('a chain of custody', () => {
  const step = (number: number, place: string): CustodyFacts => ({
    ...{
      id: `s${number}`,
      boxId: 'b',
      volumeId: null,
      batchId: null,
      number,
      step: 'received',
      fromParty: '',
      toParty: '',
    },
    ...{
      place,
      seal: null,
      sheets: null,
      note: null,
      signedAt: '2026-11-23T09:00:00.000Z',
      signedBy: 'p',
      signedName: 'Ana',
    },
  });
  const chain = () => {
    let previous = FIRST;
    return ['Dock', 'Room 4', 'Scanner'].map((place, at) => {
      const facts = step(at + 1, place);
      const digest = bindStep(facts, previous);
      const bound = { ...facts, previous, digest };
      previous = digest;
      return bound;
    });
  };

  it('holds as it was signed', () => {
    expect(findBreak(chain())).toBeUndefined();
  });

  it('shows a changed word, a step left out, and steps in another order', () => {
    const [one, two, three] = chain();
    if (one === undefined || two === undefined || three === undefined) throw new Error('three steps');
    expect(findBreak([one, { ...two, place: 'Elsewhere' }, three])).toBe(2);
    expect(findBreak([one, three])).toBe(2);
    expect(findBreak([two, one, three])).toBe(1);
  });
});
