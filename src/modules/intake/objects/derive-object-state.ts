export const MOVEMENTS = [
  'registered',
  'moved',
  'loaned',
  'returned',
  'handed-over',
  'sent',
  'copied',
  'destroyed',
  'lost',
  'found',
  'assigned',
  'planned',
  'described',
] as const;
export type MovementKind = (typeof MOVEMENTS)[number];

export const OBJECT_STATES = ['here', 'on-loan', 'handed-over', 'sent', 'lost', 'destroyed'] as const;
export type ObjectState = (typeof OBJECT_STATES)[number];

/** One thing that was done, as it tells of place and hands. */
export interface Movement {
  readonly kind: MovementKind;
  readonly placeId: string | null;
  readonly custodianId: string | null;
  /** Day a loan ends. */
  readonly dueOn: string | null;
  /** Day it was done, at the facility. */
  readonly on: string;
  readonly at: Date;
}

export interface Standing {
  readonly state: ObjectState;
  readonly since: Date;
  readonly placeId: string | null;
  readonly custodianId: string | null;
  readonly dueBackOn: string | null;
  readonly copiedOn: string | null;
}

/** From which states each movement is possible; what is only written about the thing is possible as long as it exists. */
const POSSIBLE: Readonly<Record<Exclude<MovementKind, 'registered'>, readonly ObjectState[]>> = {
  moved: ['here'],
  // From a borrower too: for longer, or to the next.
  loaned: ['here', 'on-loan'],
  returned: ['on-loan', 'handed-over', 'sent'],
  'handed-over': ['here'],
  sent: ['here'],
  // A borrower may be who reads the disc in.
  copied: ['here', 'on-loan'],
  destroyed: ['here'],
  lost: ['here', 'on-loan', 'sent'],
  found: ['lost'],
  assigned: ['here', 'on-loan', 'handed-over', 'sent', 'lost'],
  planned: ['here', 'on-loan', 'handed-over', 'sent', 'lost'],
  described: ['here', 'on-loan', 'handed-over', 'sent', 'lost'],
};

/** What can be done with a thing that stands so. */
export function derivePossibleMovements(state: ObjectState): MovementKind[] {
  return MOVEMENTS.filter((kind) => kind !== 'registered' && POSSIBLE[kind].includes(state));
}

/** Where a thing is after all that was done with it, oldest first. @throws where there was nothing, or something impossible */
export function deriveObjectState(movements: readonly Movement[]): Standing {
  const [first, ...rest] = movements;
  if (first?.kind !== 'registered') throw new Error('The life of a thing begins with its registration.');
  return rest.reduce<Standing>(deriveNextState, {
    ...{ state: 'here', since: first.at, dueBackOn: null, copiedOn: null },
    ...{ placeId: first.placeId, custodianId: first.custodianId },
  });
}

/** @throws where the movement is impossible: who moves asks `derivePossibleMovements` first */
export function deriveNextState(was: Standing, { kind, placeId, custodianId, dueOn, on, at }: Movement): Standing {
  if (!derivePossibleMovements(was.state).includes(kind)) throw new Error(`${kind} is impossible: ${was.state}.`);
  const away = { placeId: null, dueBackOn: null, since: at };
  switch (kind) {
    case 'moved':
      return { ...was, placeId: placeId ?? was.placeId, custodianId: custodianId ?? was.custodianId };
    case 'loaned':
      return { ...was, ...away, state: 'on-loan', custodianId, dueBackOn: dueOn };
    case 'returned':
    case 'found':
      return { ...was, state: 'here', since: at, placeId, custodianId, dueBackOn: null };
    case 'handed-over':
      return { ...was, ...away, state: 'handed-over', custodianId: null };
    case 'sent':
      return { ...was, ...away, state: 'sent', custodianId };
    case 'lost':
      return { ...was, ...away, state: 'lost', custodianId: null };
    case 'destroyed':
      return { ...was, ...away, state: 'destroyed', custodianId: null };
    case 'copied':
      return { ...was, copiedOn: on };
    default:
      return was;
  }
}
