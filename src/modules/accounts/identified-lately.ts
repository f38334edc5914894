import type { Actor } from '../../platform/act.ts';

/** Who a token was a moment ago. A second at most, so that a revocation made by another process holds within it. */
const KEEP_MS = 1_000;
const KEEP_AT_MOST = 10_000;

interface Kept {
  readonly actor: Actor;
  readonly keptAt: number;
  readonly validUntil: number;
}

const kept = new Map<string, Kept>();
let generation = 0;

export function identifiedLately(tokenHash: string, now: Date): Actor | undefined {
  const found = kept.get(tokenHash);
  if (found === undefined) return undefined;
  const age = now.getTime() - found.keptAt;
  if (age >= 0 && age < KEEP_MS && now.getTime() < found.validUntil) return found.actor;
  kept.delete(tokenHash);
  return undefined;
}

/** Taken before the question to the database, so that an answer older than a revocation is not kept. */
export function identificationEpoch(): number {
  return generation;
}

export function keepIdentified(tokenHash: string, actor: Actor, until: Date, now: Date, epoch: number): void {
  if (epoch !== generation) return;
  if (kept.size >= KEEP_AT_MOST) kept.clear();
  kept.set(tokenHash, { actor, keptAt: now.getTime(), validUntil: until.getTime() });
}

/** After every commit that ends or narrows access: holds in this process from the next request on. */
export function forgetIdentified(): void {
  generation++;
  kept.clear();
}
