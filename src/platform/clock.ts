/** The one place where the product asks what time it is. Everything below an act is handed `act.now`. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until told: simulated time for journeys over days. */
export function steppedClock(start: Date): Clock & { advance(millis: number): void } {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    advance(millis) {
      at += millis;
    },
  };
}
