import type { Act, Actor, ActRequest, EmittedEvent, WithinSubscriber } from './act.ts';
import type { Queries } from './db/database.ts';
import type { Route } from './http/route.ts';
import type { ProblemMaker } from './problem.ts';
import type { Services } from './services.ts';

/** A consumer of news. Idempotent: an event may come twice. */
export interface Reaction {
  /** Unique name of the consumer, `module.what-it-does`. */
  readonly name: string;
  readonly events: readonly string[];
  readonly verb: string;
  /**
   * For a reaction to news that come in numbers and seldom mean anything to it: false while no event could. Asked once for
   * many of them, in the transaction that would react; they are passed by then, and the log has one entry for all.
   */
  hasWork?(queries: Queries): Promise<boolean>;
  react(act: Act, event: EmittedEvent): Promise<void>;
}

/** Work done later, by ids. Runs outside a transaction and opens its own acts as `system:<job>`. */
export interface JobDefinition {
  readonly name: string;
  readonly maxAttempts?: number;
  /** Standard cron line in UTC for work that comes round by the clock. */
  readonly cron?: string;
  run(context: JobContext, payload: Readonly<Record<string, unknown>>): Promise<void>;
}

export interface JobContext {
  readonly services: Services;
  readonly actor: Actor;
  readonly attempt: number;
  readonly lastAttempt: boolean;
  /** Whether the server is being stopped: a job that goes through much in several acts leaves the rest to its next run. */
  stopping(): boolean;
  /** Short form of `services.acting.act` as this job's actor, who may do everything its code does. */
  act<T>(request: Omit<ActRequest, 'permission'>, fn: (act: Act) => Promise<T>): Promise<T>;
}

export interface WorklistKind {
  readonly kind: string;
  readonly title: string;
  /** Permission a person needs to be handed such an item. */
  readonly permission: string;
}

/** A sensitivity class with its bit in `labels` columns; the registry is `access/labels.ts`. */
export interface ModuleDefinition {
  readonly name: string;
  readonly routes?: readonly Route[];
  /** permission -> one sentence. Without an entry here no route may name it. */
  readonly permissions?: Readonly<Record<string, string>>;
  readonly problems?: Readonly<Record<string, ProblemMaker>>;
  /** event name -> one sentence with its payload. */
  readonly events?: Readonly<Record<string, string>>;
  /** audit verb -> one sentence in the past tense, as the audit screen prints it. */
  readonly auditVerbs?: Readonly<Record<string, string>>;
  readonly within?: Readonly<Record<string, WithinSubscriber>>;
  readonly reactions?: readonly Reaction[];
  readonly jobs?: readonly JobDefinition[];
  readonly worklistKinds?: readonly WorklistKind[];
}

export function defineModule<const T extends ModuleDefinition>(definition: T): T {
  return definition;
}

/** Start fails loudly on a duplicate, or on a route without a declared permission and audit verb. */
export function checkModules(modules: readonly ModuleDefinition[]): void {
  const faults: string[] = [];
  const seen = new Map<string, string>();
  const once = (kind: string, name: string, module: string) => {
    const known = seen.get(`${kind} ${name}`);
    if (known !== undefined) faults.push(`${kind} "${name}" is declared by ${known} and by ${module}`);
    seen.set(`${kind} ${name}`, module);
  };
  const permissions = new Set(modules.flatMap((module) => Object.keys(module.permissions ?? {})));
  const verbs = new Set(modules.flatMap((module) => Object.keys(module.auditVerbs ?? {})));
  const events = new Set(modules.flatMap((module) => Object.keys(module.events ?? {})));
  for (const module of modules) {
    once('module', module.name, module.name);
    for (const name of Object.keys(module.permissions ?? {})) once('permission', name, module.name);
    for (const name of Object.keys(module.auditVerbs ?? {})) once('audit verb', name, module.name);
    for (const name of Object.keys(module.events ?? {})) once('event', name, module.name);
    for (const maker of Object.values(module.problems ?? {})) once('problem', maker.code, module.name);
    for (const job of module.jobs ?? []) once('job', job.name, module.name);
    for (const { kind } of module.worklistKinds ?? []) once('worklist kind', kind, module.name);
    for (const reaction of module.reactions ?? []) {
      once('reaction', reaction.name, module.name);
      if (!verbs.has(reaction.verb))
        faults.push(`reaction ${reaction.name} names the undeclared audit verb "${reaction.verb}"`);
      for (const name of reaction.events)
        if (!events.has(name)) faults.push(`reaction ${reaction.name} waits for the undeclared event "${name}"`);
    }
    for (const { endpoint, permission, verb } of module.routes ?? []) {
      const at = `${endpoint.method} ${endpoint.path}`;
      once('route', at, module.name);
      if (permission !== 'public' && !permissions.has(permission))
        faults.push(`${at} names the undeclared permission "${permission}"`);
      if (!verbs.has(verb)) faults.push(`${at} names the undeclared audit verb "${verb}"`);
    }
  }
  if (faults.length > 0) throw new Error(`The modules do not fit together:\n  ${faults.join('\n  ')}`);
}
