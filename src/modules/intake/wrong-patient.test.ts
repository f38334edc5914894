import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgePapers, registerPeople, type Verdict } from '../../../bench/lib/judge-papers.ts';
import { makePapers, makePeople, type Trap } from '../../../bench/lib/paper-people.ts';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';

const PEOPLE = 320;
const PAPERS = 260;

describe('a page that may file itself', () => {
  let world: World;
  let verdicts: Verdict[] = [];
  const trapped = (trap: Trap) => verdicts.filter(({ paper }) => paper.trap === trap);

  beforeAll(async () => {
    world = await openWorld();
    const people = makePeople(PEOPLE);
    const known = await registerPeople((fn) => world.system(fn), people, FACILITY);
    const papers = makePapers(people, PAPERS, { seed: 20261128, traps: 0.5 });
    verdicts = await judgePapers((fn) => world.system(fn), papers, known, FACILITY);
  }, 120_000);
  afterAll(() => world.close());

  it('never goes to the wrong person, though every second one is made to deceive', () => {
    const wrong = verdicts.filter(({ filed, rightPatient }) => filed && !rightPatient);
    expect(wrong.map(({ paper, reasons }) => ({ trap: paper.trap, text: paper.text, reasons }))).toEqual([]);
  });

  it('never goes to the wrong visit', () => {
    expect(verdicts.filter(({ filed, rightVisit }) => filed && !rightVisit).length).toBe(0);
  });

  it('goes by itself where nothing deceives', () => {
    const plain = verdicts.filter(({ paper }) => paper.trap === undefined);
    expect(plain.filter(({ filed }) => filed).length / plain.length).toBeGreaterThan(0.6);
  });

  it('waits for a person where its number is the neighbour’s, and where nobody is registered', () => {
    for (const trap of ['number misread', 'not registered'] as const) {
      expect(trapped(trap).length, trap).toBeGreaterThan(3);
      expect(trapped(trap).filter(({ filed }) => filed).length, trap).toBe(0);
    }
  });

  it('finds the person behind a former name and behind the number of a merged registration', () => {
    for (const trap of ['maiden name', 'merged number'] as const) {
      expect(trapped(trap).length, trap).toBeGreaterThan(3);
      expect(trapped(trap).filter(({ filed }) => filed).length, trap).toBeGreaterThan(0);
    }
  });
});
