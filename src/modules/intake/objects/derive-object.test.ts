import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveCodeText } from '../codes/derive-code-text.ts';
import { decideObjectDestruction, type DestructionFacts } from './decide-object-destruction.ts';
import { deriveObjectDue, type Plan } from './derive-object-due.ts';
import { deriveObjectNumber, readObjectNumber } from './derive-object-number.ts';
import {
  deriveObjectState,
  derivePossibleMovements,
  type Movement,
  type MovementKind,
  MOVEMENTS,
} from './derive-object-state.ts';

const did = (kind: MovementKind, more: Partial<Movement> = {}): Movement => ({
  ...{ kind, placeId: null, custodianId: null, dueOn: null, on: '2026-11-23', at: new Date('2026-11-23T09:00:00Z') },
  ...more,
});
const registered = did('registered', { placeId: 'shelf', custodianId: 'records' });
const after = (...movements: Movement[]) => deriveObjectState([registered, ...movements]);

describe('Where a thing is', () => {
  it('is where it was put when it was registered, then wherever it was moved', () => {
    expect(after()).toMatchObject({ state: 'here', placeId: 'shelf', custodianId: 'records' });
    expect(after(did('moved', { placeId: 'cabinet' }))).toMatchObject({ placeId: 'cabinet', custodianId: 'records' });
    expect(after(did('moved', { custodianId: 'radiology' }))).toMatchObject({
      placeId: 'shelf',
      custodianId: 'radiology',
    });
  });

  it('is with the borrower until it comes back, and what is written about it moves nothing', () => {
    const lent = did('loaned', { custodianId: 'dr-lee', dueOn: '2026-12-01' });
    expect(after(lent)).toMatchObject({
      ...{ state: 'on-loan', placeId: null, custodianId: 'dr-lee', dueBackOn: '2026-12-01' },
    });
    expect(after(lent, did('described'), did('assigned'), did('planned', { dueOn: '2027-01-01' }))).toEqual(
      after(lent),
    );
    expect(after(lent, did('copied', { on: '2026-11-25' }))).toMatchObject({
      state: 'on-loan',
      copiedOn: '2026-11-25',
    });
    expect(after(lent, did('loaned', { custodianId: 'ward-3', dueOn: '2026-12-24' }))).toMatchObject({
      ...{ state: 'on-loan', custodianId: 'ward-3', dueBackOn: '2026-12-24' },
    });
    expect(after(lent, did('returned', { placeId: 'shelf' }))).toMatchObject({ state: 'here', dueBackOn: null });
  });

  it('is nowhere when it is lost, until it is found', () => {
    expect(after(did('lost'))).toMatchObject({ state: 'lost', placeId: null, custodianId: null });
    expect(after(did('lost'), did('found', { placeId: 'drawer' }))).toMatchObject({ state: 'here', placeId: 'drawer' });
  });

  it('ends with its destruction: nothing can be done with it after that', () => {
    expect(derivePossibleMovements('destroyed')).toEqual([]);
    for (const kind of MOVEMENTS) expect(() => after(did('destroyed'), did(kind))).toThrow(/impossible/);
  });

  it('cannot be moved by place while it is on loan, handed over, sent or lost', () => {
    for (const kind of ['loaned', 'handed-over', 'sent', 'lost'] as const)
      expect(() => after(did(kind), did('moved', { placeId: 'cabinet' }))).toThrow(/impossible/);
  });

  it('follows from every possible life, and never says here and with nobody knows whom', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 40 }), (choices) => {
        const life = [registered];
        for (const choice of choices) {
          const possible = derivePossibleMovements(deriveObjectState(life).state);
          const kind = possible[choice % Math.max(possible.length, 1)];
          if (kind === undefined) break;
          life.push(did(kind, { placeId: 'p', custodianId: 'c', dueOn: '2026-12-01' }));
        }
        const standing = deriveObjectState(life);
        expect(standing.placeId === null).toBe(standing.state !== 'here');
        expect(standing.dueBackOn === null).toBe(standing.state !== 'on-loan');
        if (['lost', 'destroyed', 'handed-over'].includes(standing.state)) expect(standing.custodianId).toBeNull();
      }),
    );
  });
});

describe('What is due', () => {
  const plan = (more: Partial<Plan>): Plan => ({
    ...{ disposition: 'keep', dispositionOn: null, receivedOn: '2026-11-20' },
    ...more,
  });
  const here = { state: 'here', dueBackOn: null, copiedOn: null } as const;

  it('is nothing of what is kept, and of what is gone', () => {
    expect(deriveObjectDue(plan({}), here)).toBeUndefined();
    for (const state of ['handed-over', 'sent', 'lost', 'destroyed'] as const)
      expect(deriveObjectDue(plan({ disposition: 'return' }), { ...here, state })).toBeUndefined();
  });

  it('is a loan on its day, whatever is to become of the thing later', () => {
    const lent = { state: 'on-loan', dueBackOn: '2026-12-01', copiedOn: null } as const;
    expect(deriveObjectDue(plan({ disposition: 'return' }), lent)).toEqual({ what: 'back', on: '2026-12-01' });
  });

  it('is to be returned at once or by its day, decided on when its time is over', () => {
    expect(deriveObjectDue(plan({ disposition: 'return' }), here)).toEqual({ what: 'return', on: '2026-11-20' });
    expect(deriveObjectDue(plan({ disposition: 'return', dispositionOn: '2026-12-24' }), here)?.on).toBe('2026-12-24');
    expect(deriveObjectDue(plan({ disposition: 'keep-until', dispositionOn: '2033-01-01' }), here)).toEqual({
      ...{ what: 'decide', on: '2033-01-01' },
    });
  });

  it('is to be destroyed not before it was copied', () => {
    const destroy = plan({ disposition: 'destroy-after-copy', dispositionOn: '2026-11-22' });
    expect(deriveObjectDue(destroy, here)).toBeUndefined();
    expect(deriveObjectDue(destroy, { ...here, copiedOn: '2026-11-25' })).toEqual({
      what: 'destroy',
      on: '2026-11-25',
    });
  });
});

describe('Whether a thing may be destroyed', () => {
  const fine: DestructionFacts = {
    ...{ state: 'here', patientKnown: true, holds: 0, disposition: 'destroy-after-copy', dispositionOn: null },
    ...{ copied: true, today: '2026-11-23' },
  };
  it.each<[string, Partial<DestructionFacts>]>([
    ['not-here', { state: 'on-loan' }],
    ['patient-unknown', { patientKnown: false }],
    ['legal-hold', { holds: 1 }],
    ['planned-otherwise', { disposition: 'keep' }],
    ['planned-otherwise', { disposition: 'return' }],
    ['not-copied', { copied: false }],
    ['not-yet', { disposition: 'keep-until', dispositionOn: '2026-11-24' }],
  ])('is refused: %s', (reason, facts) => {
    expect(decideObjectDestruction(fine)).toEqual([]);
    expect(decideObjectDestruction({ ...fine, ...facts })).toEqual([reason]);
  });

  it('is allowed on the day until which it was kept', () => {
    expect(
      decideObjectDestruction({ ...fine, disposition: 'keep-until', dispositionOn: '2026-11-23', copied: false }),
    ).toEqual([]);
  });
});

describe('The number of a thing', () => {
  it('is read from its label, from what is typed, and from a label stuck on before', () => {
    expect(deriveObjectNumber(123)).toBe('OBJ-000123');
    const label = deriveCodeText({ kind: 'object', number: 'OBJ-000123' }) ?? '';
    expect(label.startsWith('CK1O')).toBe(true);
    for (const text of [label, label.toLowerCase(), 'OBJ-000123', 'obj 123', 'OBJ123'])
      expect(readObjectNumber(text)).toBe('OBJ-000123');
    expect(readObjectNumber('film-17')).toBe('FILM-17');
  });

  it('is not read from a damaged label, from a label of something else, or from words', () => {
    const label = deriveCodeText({ kind: 'object', number: 'OBJ-000123' }) ?? '';
    expect(readObjectNumber(`${label.slice(0, -1)}${label.endsWith('0') ? '1' : '0'}`)).toBe('damaged');
    expect(readObjectNumber(deriveCodeText({ kind: 'box', number: 'B1' }) ?? '')).toBe('damaged');
    expect(readObjectNumber('a disc?')).toBeUndefined();
  });
});
