/** What a source said of the number of an account, at a moment. */
export interface AccountNumberSaid {
  readonly facilityId: string;
  readonly number: string;
  readonly into: string;
  readonly saidAt: Date;
  /** Number of the message: puts two of one moment in order. */
  readonly saidAs: string;
}

export interface Account {
  /** The number by which it goes now. */
  readonly now: string;
  /** Every number it ever had, that one included. */
  readonly all: readonly string[];
}

/**
 * The account that a number stands for. Whatever order the changes came in: each number goes on to what was said of it last;
 * where they go round in a circle, the change that was said first has been taken back by the others.
 */
export function deriveAccount(facilityId: string, number: string, changes: readonly AccountNumberSaid[]): Account {
  const said = changes.filter((each) => each.facilityId === facilityId);
  const all = new Set([number]);
  for (let before = 0; before < all.size;) {
    before = all.size;
    for (const { number: one, into } of said)
      if (all.has(one) || all.has(into)) {
        all.add(one);
        all.add(into);
      }
  }
  const next = new Map<string, AccountNumberSaid>();
  for (const change of said) {
    const known = next.get(change.number);
    if (known === undefined || isLater(change, known)) next.set(change.number, change);
  }
  const path: AccountNumberSaid[] = [];
  let now = number;
  for (let change = next.get(now); change !== undefined; change = next.get(now)) {
    const circle = path.findIndex((each) => each.number === change?.number);
    if (circle >= 0) {
      now = path.slice(circle).reduce((first, each) => (isLater(first, each) ? each : first)).number;
      break;
    }
    path.push(change);
    now = change.into;
  }
  return { now, all: [...all] };
}

function isLater(one: AccountNumberSaid, other: AccountNumberSaid): boolean {
  const [a, b] = [one.saidAt.getTime(), other.saidAt.getTime()];
  return a === b ? one.saidAs > other.saidAs : a > b;
}
