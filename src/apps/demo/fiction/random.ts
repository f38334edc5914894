import { seededRandom } from '../../../../packages/chance/index.ts';
import { createHash } from 'node:crypto';

/** Chance that comes out the same for the same seed: the demonstration is the same hospital every time. */
export interface Random {
  /** 0 inclusive to 1 exclusive. */
  next(): number;
  /** Both ends inclusive. */
  whole(from: number, to: number): number;
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  some<T>(list: readonly T[], count: number): T[];
  /** Its own sequence for a named part, so that one part more or less leaves all others as they were. */
  of(part: string): Random;
}

export function randomFrom(seed: string): Random {
  const next = seededRandom(createHash('sha256').update(seed).digest().readUInt32LE(0));
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(list: readonly T[]): T => {
    const found = list[whole(0, list.length - 1)];
    if (found === undefined) throw new Error('Nothing to pick from.');
    return found;
  };
  return {
    next,
    whole,
    between: (from, to) => from + next() * (to - from),
    chance: (probability) => next() < probability,
    pick,
    some(list, count) {
      const left = [...list];
      const taken = [];
      while (taken.length < count && left.length > 0) taken.push(...left.splice(whole(0, left.length - 1), 1));
      return taken;
    },
    of: (part) => randomFrom(`${seed}\0${part}`),
  };
}
