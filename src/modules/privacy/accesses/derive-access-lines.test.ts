import { describe, expect, it } from 'vitest';
import { deriveAccessLines } from './derive-access-lines.ts';

const at = (day: number) => new Date(`2026-11-${String(day).padStart(2, '0')}T10:00:00Z`);
const entry = (verb: string, day: number, more: object = {}) => ({
  ...{ actorKind: 'person', actorId: 'ana', purpose: 'treatment', verb, times: 1, firstAt: at(day), lastAt: at(day) },
  ...more,
});

describe('who looked at a record, in lines for the patient', () => {
  it('puts what one person looked at together, from the first time to the last', () => {
    expect(
      deriveAccessLines([entry('documents.open', 3), entry('documents.view-pages', 9, { times: 4 })]),
    ).toMatchObject([{ kind: 'documents', did: 'looked', times: 5, firstAt: at(3), lastAt: at(9) }]);
  });

  it('keeps looking and working apart, and purposes too; the newest first', () => {
    const lines = deriveAccessLines([
      entry('documents.open', 1),
      entry('documents.amend', 2),
      entry('documents.open', 3, { purpose: 'emergency' }),
    ]);
    expect(lines.map(({ did, purpose }) => [did, purpose])).toEqual([
      ['looked', 'emergency'],
      ['worked', 'treatment'],
      ['looked', 'treatment'],
    ]);
  });

  it('leaves out what the product does by itself, and calls what it does not know by no wrong name', () => {
    const lines = deriveAccessLines([
      entry('documents.make-searchable', 1, { actorKind: 'system' }),
      entry('hl7v2.take', 2, { actorKind: 'machine' }),
    ]);
    expect(lines).toMatchObject([{ kind: 'other', actorKind: 'machine' }]);
  });
});
