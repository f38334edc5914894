import type pg from 'pg';
import { enqueueSql, eventsSql, scopeSql } from './act-sql.ts';
import { auditFacts } from './audit-facts.ts';
import type { Clock } from './clock.ts';
import { type CopiedRow, copyOut } from './db/copy-out.ts';
import { alone, type Database, type Queries, queriesOn } from './db/database.ts';
import { isStale, rollBack, sendBegin } from './db/transaction.ts';
import { newId } from './ids.ts';
import type { Log } from './log.ts';
import { Problem } from './problem.ts';

/** Why a record is touched: HL7 PurposeOfUse in the words of the desk. */
export const PURPOSES = [
  'treatment',
  'payment',
  'operations',
  'patient-access',
  'authorization',
  'legal',
  'public-health',
  'emergency',
] as const;
export type Purpose = (typeof PURPOSES)[number];

export type ActorKind = 'person' | 'machine' | 'system' | 'operator' | 'anonymous';

/** Who acts. `assignments` are the roles held now, each at one facility or (null) at all. */
export interface Actor {
  readonly kind: ActorKind;
  readonly realm: 'staff' | 'portal' | 'machine';
  readonly id: string;
  readonly name: string;
  readonly assignments: readonly { readonly role: string; readonly facilityId: string | null }[];
  readonly sessionHash?: string;
  /** The patient this person is, where staff are patients too: their own record is refused. */
  readonly ownPatientIds?: readonly string[];
  /** Of somebody in the portal, or of a person's app: the registrations that are reached. Nothing else is ever visible. */
  readonly boundPatientIds?: readonly string[];
  /** Break-the-glass grants in force: patient, grant, end. */
  readonly glass?: readonly { readonly patientId: string; readonly grantId: string; readonly until: Date }[];
  /** Granted scopes of a machine or of a person's app, e.g. `system/Patient.rs`. Nothing beyond them is done. */
  readonly grants?: readonly string[];
  /** The app (its client id) through which a person acts; the log names it. */
  readonly app?: string;
}

/**
 * What an actor may see for one permission and purpose. The same value drives row-level security and the SQL of lists:
 * a row is visible when its facility is among `facilityIds`, all its labels are in `labelMask`, and it is not excluded.
 */
export interface Scope {
  readonly facilityIds: readonly string[] | 'all';
  readonly labelMask: bigint;
  readonly patientIds?: readonly string[];
  readonly needsReason: boolean;
  /** The restricted patient that this act may read because the actor broke the glass, with the recorded grant. */
  readonly glass?: { readonly patientId: string; readonly grantId: string };
  /** Policies that allowed the act. */
  readonly reasonIds: readonly string[];
}

export interface SubjectRef {
  readonly kind: string;
  readonly id: string;
  readonly patientId?: string;
}

export interface ActRequest {
  /** Audit verb, e.g. `patients.open`. */
  readonly verb: string;
  /** Permission asked for, e.g. `patients/read`; `public` needs none (signing in, set-up, health). */
  readonly permission: string;
  readonly purpose?: Purpose;
  readonly subject?: SubjectRef;
}

export interface ActContext {
  readonly actor: Actor;
  readonly purpose?: Purpose;
  readonly onBehalfOf?: string;
}

export interface AuditNote {
  readonly patientIds?: readonly string[];
  readonly subjectIds?: readonly string[];
  readonly count?: number;
  /** Structured facts without content: codes, counts, digests. */
  readonly detail?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  readonly reasonIds?: readonly string[];
  /** Entries of one session with the same key are written once in five minutes (page views of one document). */
  readonly coalesce?: string;
}

export interface EmittedEvent {
  readonly id: string;
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface EnqueueOptions {
  /** Jobs with the same key are one job. */
  readonly key?: string;
  readonly runAt?: Date;
  readonly maxAttempts?: number;
  readonly queue?: string;
}

declare const acting: unique symbol;

/** The open transaction with everything a use case may ask: first argument of every verb. */
export interface Act {
  readonly [acting]: true;
  readonly tx: Queries;
  readonly actor: Actor;
  readonly purpose: Purpose;
  readonly now: Date;
  readonly scope: Scope;
  /** Adds to the one audit entry of this act. */
  note(note: AuditNote): void;
  /** News for other modules, written in this transaction, delivered at least once after it. */
  emit(name: string, payload: Readonly<Record<string, unknown>>): void;
  /** Work for later, enqueued in this transaction. Payloads carry ids only. */
  enqueue(job: string, payload: Readonly<Record<string, unknown>>, options?: EnqueueOptions): void;
  afterCommit(run: () => void): void;
}

export type Outcome = 'done' | 'denied' | 'refused' | 'failed';

export interface AuditFacts extends Required<Omit<AuditNote, 'coalesce' | 'detail'>> {
  readonly id: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly onBehalfOf: string | undefined;
  readonly purpose: Purpose;
  readonly verb: string;
  readonly outcome: Outcome;
  readonly detail: Record<string, unknown>;
  readonly coalesce: string | undefined;
}

/** The deciding and the auditing function, handed in by `apps` at start: platform imports no module. */
export interface Trust {
  /** Scope of the actor for a permission and purpose, or the Problem that says why not. Cached by the implementation. */
  scope(actor: Actor, request: ActRequest, purpose: Purpose, now: Date): Promise<Scope | Problem>;
  /** The decision on one patient, inside the transaction: own record, restriction, break-the-glass. */
  decide(act: Act, request: ActRequest): Promise<Problem | undefined>;
  /** The INSERT of these entries, literals escaped, sent in the same round trip as COMMIT. */
  auditSql(entries: readonly AuditFacts[]): string;
}

export type WithinSubscriber = (act: Act, event: EmittedEvent) => Promise<void>;

export interface ActingParts {
  readonly database: Database;
  readonly trust: Trust;
  readonly clock: Clock;
  readonly log: Log;
  readonly within?: ReadonlyMap<string, readonly WithinSubscriber[]>;
  /** Told after each commit that emitted events or enqueued jobs, so that nobody has to poll. */
  readonly committed?: (what: { events: boolean; jobs: boolean }) => void;
}

/** Makes one act of several: `subject` is what this one is about. */
export type ActOfSeveral = <T>(fn: (act: Act) => Promise<T>, subject?: SubjectRef) => Promise<T>;

export interface Acting {
  act<T>(context: ActContext, request: ActRequest, fn: (act: Act) => Promise<T>): Promise<T>;
  /**
   * Several acts in one transaction, for work that comes in numbers: each has its decision, its news and its audit entry as
   * if it were alone, and they stand together or not at all. `run` makes them one after another; what it reads and writes
   * on `tx` beside them is covered by their entries. When anything fails nothing was done and nothing is written down, so
   * whoever calls must be able to do them one at a time, which finds the one that fails.
   */
  several<R>(
    context: ActContext,
    request: Omit<ActRequest, 'subject'>,
    run: (act: ActOfSeveral, tx: Queries) => Promise<R>,
  ): Promise<R>;
  /** Trust's own reads (session, token, policy rows) before an actor is known. Read only; record tables answer nothing. */
  lookup<T>(fn: (queries: Queries) => Promise<T>): Promise<T>;
  /**
   * As `lookup`, for reading a whole log: hands each row of `select` to `take` in PostgreSQL's own form (db/copy-out.ts).
   * The statement must be ours to the last letter.
   */
  copyOut(select: string, fields: number, take: (row: CopiedRow) => void): Promise<void>;
  /**
   * Housekeeping of trust itself (folding the log, sweeping old keys): writes without an entry of its own, since an entry
   * for each fold would never end. Record tables answer nothing here.
   */
  maintain<T>(fn: (queries: Queries) => Promise<T>): Promise<T>;
}

/** Subscribers of subscribers: a chain longer than this is a circle. */
const MAX_EVENTS_PER_ACT = 5_000;

export function createActing(parts: ActingParts): Acting {
  return {
    act: (context, request, fn) => actOnce(parts, context, request, fn),
    several: (context, request, run) => actSeveral(parts, context, request, run),
    lookup: (fn) => unaudited(parts, 'BEGIN READ ONLY', (client) => fn(queriesOn(client))),
    copyOut: (select, fields, take) =>
      unaudited(parts, 'BEGIN READ ONLY', (client) => alone(client, () => copyOut(client, select, fields, take))),
    maintain: (fn) => unaudited(parts, 'BEGIN', (client) => fn(queriesOn(client))),
  };
}

/** An act that is under way, with all that goes out at its COMMIT. */
interface Draft {
  readonly act: Act;
  readonly request: ActRequest;
  readonly events: EmittedEvent[];
  readonly jobs: string[];
  readonly after: (() => void)[];
  facts(outcome: Outcome, extra?: Record<string, unknown>): AuditFacts;
}

async function actOnce<T>(
  parts: ActingParts,
  context: ActContext,
  request: ActRequest,
  fn: (act: Act) => Promise<T>,
): Promise<T> {
  const scope = await mustHaveScope(parts, context, request);
  let draft: Draft | undefined;
  return inTransaction(parts, context, scope, {
    async run(client) {
      draft = draftAct(parts, context, request, { scope, client });
      return { result: await perform(parts, draft, fn), drafts: [draft] };
    },
    async failed(error) {
      const problem = error instanceof Problem ? error : undefined;
      const outcome =
        problem === undefined || problem.kind === 'fault'
          ? 'failed'
          : problem.kind === 'forbidden'
            ? 'denied'
            : 'refused';
      if (draft !== undefined)
        await auditAlone(parts, draft.facts(outcome, { problem: problem?.code ?? 'platform/fault' }));
    },
  });
}

async function actSeveral<R>(
  parts: ActingParts,
  context: ActContext,
  request: Omit<ActRequest, 'subject'>,
  run: (act: ActOfSeveral, tx: Queries) => Promise<R>,
): Promise<R> {
  const scope = await mustHaveScope(parts, context, request);
  return inTransaction(parts, context, scope, {
    async run(client) {
      const drafts: Draft[] = [];
      const broken: unknown[] = [];
      const result = await run(async (fn, subject) => {
        const one = subject === undefined ? request : { ...request, subject };
        const draft = draftAct(parts, context, one, { scope, client });
        drafts.push(draft);
        return perform(parts, draft, fn).catch((error: unknown) => {
          broken.push(error);
          throw error;
        });
      }, queriesOn(client));
      // Whoever swallows a failure cannot commit the half of an act.
      if (broken.length > 0) throw broken[0];
      return { result, drafts };
    },
  });
}

/** What `run` did stands with the entries of its acts. Where no act was made there is no entry either, and nothing stands. */
async function inTransaction<R>(
  parts: ActingParts,
  context: ActContext,
  scope: Scope,
  work: {
    run(client: pg.PoolClient): Promise<{ result: R; drafts: readonly Draft[] }>;
    /** After the rollback. */
    failed?(error: unknown): Promise<void>;
  },
): Promise<R> {
  const client = await parts.database.checkOut();
  let committed = false;
  let failure: unknown;
  // Not waited for: it goes out with the first statement of the act. Should it fail, all that follows it fails too.
  const begun = sendBegin(client, `BEGIN; ${scopeSql(scope, context.actor)}`);
  try {
    const { result, drafts } = await work.run(client);
    await begun;
    if (drafts.length === 0) await rollBack(client);
    else await commit(parts, client, drafts);
    committed = true;
    announce(parts, drafts);
    return result;
  } catch (error) {
    failure = error;
    if (!committed) {
      await rollBack(client);
      await work.failed?.(error);
    }
    throw error;
  } finally {
    client.release(isStale(failure));
  }
}

function purposeOf(context: ActContext, request: ActRequest): Purpose {
  return request.purpose ?? context.purpose ?? 'operations';
}

async function mustHaveScope(parts: ActingParts, context: ActContext, request: ActRequest): Promise<Scope> {
  const now = parts.clock.now();
  const purpose = purposeOf(context, request);
  const scope = await parts.trust.scope(context.actor, request, purpose, now);
  if (!(scope instanceof Problem)) return scope;
  const extra = { problem: scope.code };
  await auditAlone(parts, auditFacts({ context, request, purpose, now, notes: [], outcome: 'denied', extra }));
  throw scope;
}

function draftAct(
  parts: ActingParts,
  context: ActContext,
  request: ActRequest,
  { scope, client }: { scope: Scope; client: pg.PoolClient },
): Draft {
  const now = parts.clock.now();
  const purpose = purposeOf(context, request);
  const notes: AuditNote[] = [
    {
      reasonIds: scope.reasonIds,
      ...(scope.glass === undefined ? {} : { detail: { breakGlass: scope.glass.grantId } }),
    },
  ];
  const events: EmittedEvent[] = [];
  const jobs: string[] = [];
  const after: (() => void)[] = [];
  const act = {
    tx: queriesOn(client),
    actor: context.actor,
    purpose,
    now,
    scope,
    note: (note: AuditNote) => void notes.push(note),
    emit: (name: string, payload: Readonly<Record<string, unknown>>) =>
      void events.push({ id: newId(), name, payload }),
    enqueue: (job: string, payload: Readonly<Record<string, unknown>>, options?: EnqueueOptions) =>
      void jobs.push(enqueueSql(job, payload, options)),
    afterCommit: (run: () => void) => void after.push(run),
  } as unknown as Act; // the brand has no value: an Act can only come from here
  return {
    ...{ act, request, events, jobs, after },
    facts: (outcome, extra = {}) => auditFacts({ context, request, purpose, now, notes, outcome, extra }),
  };
}

async function perform<T>(parts: ActingParts, draft: Draft, fn: (act: Act) => Promise<T>): Promise<T> {
  const denied = await parts.trust.decide(draft.act, draft.request);
  if (denied !== undefined) throw denied;
  const result = await fn(draft.act);
  await tellWithin(parts, draft.act, draft.events);
  return result;
}

async function commit(parts: ActingParts, client: pg.PoolClient, drafts: readonly Draft[]): Promise<void> {
  const statements = [
    ...eventsSql(drafts.flatMap(({ act, events }) => events.map((event) => ({ event, at: act.now })))),
    ...drafts.flatMap(({ jobs }) => jobs),
    parts.trust.auditSql(drafts.map(({ facts }) => facts('done'))),
  ];
  await client.query([...statements, 'COMMIT'].join(';\n'));
}

function announce(parts: ActingParts, drafts: readonly Draft[]): void {
  for (const run of drafts.flatMap(({ after }) => after)) run();
  const events = drafts.some((draft) => draft.events.length > 0);
  const jobs = drafts.some((draft) => draft.jobs.length > 0);
  if (events || jobs) parts.committed?.({ events, jobs });
}

async function unaudited<T>(parts: ActingParts, begin: string, fn: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await parts.database.checkOut();
  try {
    const begun = sendBegin(client, begin);
    const result = await fn(client);
    await begun;
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await rollBack(client);
    throw error;
  } finally {
    client.release();
  }
}

async function tellWithin(parts: ActingParts, act: Act, events: EmittedEvent[]): Promise<void> {
  for (let next = 0; next < events.length; next++) {
    if (next >= MAX_EVENTS_PER_ACT)
      throw new Error('An act emitted more events than the limit: two subscribers feed each other.');
    const event = events[next] as EmittedEvent;
    for (const subscriber of parts.within?.get(event.name) ?? []) await subscriber(act, event);
  }
}

/** A refusal or failure is audited after its transaction was rolled back. If it cannot be, nothing is served. */
async function auditAlone(parts: ActingParts, facts: AuditFacts): Promise<void> {
  const client = await parts.database.checkOut();
  try {
    await client.query(`BEGIN; ${parts.trust.auditSql([facts])}; COMMIT`);
  } catch (error) {
    await rollBack(client);
    throw error;
  } finally {
    client.release();
  }
}
