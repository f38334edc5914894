import { describe, expect, it } from 'vitest';
import { decideReach, deriveWishes, type Wish } from './decide-reach.ts';

const wish = (parts: Partial<Wish>): Wish => ({ id: 'w', means: 'told', reachBy: 'mail', reachTo: null, ...parts });
const office = wish({ reachTo: '4 Office Plaza\nDayton, OH' });
const asked = {
  kind: 'confidential-communication' as const,
  answer: { answer: 'agreed' },
  end: null,
  holdsFrom: '2026-03-01',
  holdsTo: '2026-06-30',
};

describe('how a patient wants to be reached', () => {
  it.each([
    ['nothing was asked', [], { way: 'mail', to: '1 Home St' }, 'as-asked'],
    ['the office, however it is written', [office], { way: 'mail', to: '4 office plaza, dayton oh' }, 'as-asked'],
    ['home instead of the office', [office], { way: 'mail', to: '1 Home St' }, 'another-place'],
    ['a fax instead of a letter', [office], { way: 'fax', to: '614 555 0100' }, 'another-way'],
    ['a link instead of a letter', [office], { way: 'link', to: null }, 'cannot-tell'],
    ['at the counter instead of a letter', [office], { way: 'in-person', to: null }, 'cannot-tell'],
    ['a wish in words only', [wish({ reachBy: null })], { way: 'mail', to: '1 Home St' }, 'cannot-tell'],
    ['the link that was asked for', [wish({ reachBy: 'link' })], { way: 'link', to: null }, 'as-asked'],
    [
      'the number with the country code',
      [wish({ reachBy: 'fax', reachTo: '+1 614 555 0100' })],
      { way: 'fax', to: '(614) 555-0100' },
      'as-asked',
    ],
    [
      'one of two wishes',
      [office, wish({ reachBy: 'email', reachTo: 'v@example.org' })],
      { way: 'email', to: 'V@example.org' },
      'as-asked',
    ],
  ] as const)('%s', (_name, wishes, going, answer) => {
    expect(decideReach(wishes, going).answer).toBe(answer);
  });

  it('holds while it is agreed to, within its days, until it is ended', () => {
    const held = (parts: object, on = '2026-04-01') => deriveWishes([{ ...asked, ...parts }], on).length;
    expect(held({})).toBe(1);
    expect(held({}, '2026-02-28')).toBe(0);
    expect(held({}, '2026-07-01')).toBe(0);
    expect(held({ answer: null })).toBe(0);
    expect(held({ answer: { answer: 'refused' } })).toBe(0);
    expect(held({ end: {} })).toBe(0);
  });
});
