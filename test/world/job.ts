import type { JobContext } from '../../src/platform/module.ts';
import type { Services } from '../../src/platform/services.ts';
import { systemActor } from '../../src/platform/system-actor.ts';

/** What the queue hands to a job of that name, for a test that runs one itself: on broken services, or twice. */
export function jobContext(services: Services, name: string, parts: Partial<JobContext> = {}): JobContext {
  const actor = systemActor(name);
  return {
    ...{ services, actor, attempt: 1, lastAttempt: false, stopping: () => false },
    act: (request, fn) => services.acting.act({ actor }, { ...request, permission: 'system' }, fn),
    ...parts,
  };
}
