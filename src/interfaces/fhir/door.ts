import type { Act, ActContext, SubjectRef } from '../../platform/act.ts';
import type { Services } from '../../platform/services.ts';
import type { Action } from './decide-grant.ts';
import type { Perform } from './take-prepared.ts';

export const FHIR_JSON = 'application/fhir+json; charset=utf-8';

/** What every interaction of this interface goes through. */
export interface Door {
  readonly services: Services;
  /** Address of /fhir/R4 as clients see it. */
  readonly base: string;
  perform<T>(
    context: ActContext,
    verb: string,
    permission: string,
    run: (act: Act) => Promise<T>,
    subject?: SubjectRef,
  ): Promise<T>;
  /** The act that writes has the verb of the request; the one that looks what documents become has its own. */
  steps(context: ActContext, verb: string, permission?: string): Perform;
  /** @throws fhir/unknown-type, fhir/out-of-scope */
  granted(context: ActContext, type: string, action: Action): void;
}
