import type { Actor } from './act.ts';

/** The product itself at work: a job, a reaction, a feed. Its code is its authority; every act is audited under its name. */
export function systemActor(job: string): Actor {
  return { kind: 'system', realm: 'machine', id: `system:${job}`, name: job, assignments: [] };
}

/** The owner of the data folder at the command line. */
export function operatorActor(osUser: string): Actor {
  return { kind: 'operator', realm: 'staff', id: `operator:${osUser}`, name: osUser, assignments: [] };
}
