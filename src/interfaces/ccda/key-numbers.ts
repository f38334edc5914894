import type { Services } from '../../platform/services.ts';
import type { Numbers } from './decide-filing.ts';
import type { FilingFacts } from './derive-filing.ts';

type Keys = Pick<Services, 'keyring'>;

/** A document's own numbers as they are kept: keyed digests. `digest` of its bytes stands for the number that it lacks. */
export function keyNumbers(services: Keys, facts: FilingFacts, digest: string): Numbers {
  return {
    number: facts.number === undefined ? digest : keyed(services, facts.number),
    set: facts.set === undefined ? undefined : keyed(services, facts.set.number),
    replaces: facts.replaces.map((parent) => keyParent(services, parent)),
  };
}

export function keyParent(
  services: Keys,
  { number, set }: FilingFacts['replaces'][number],
): { readonly number?: string; readonly set?: string } {
  return {
    ...(number === undefined ? {} : { number: keyed(services, number) }),
    ...(set === undefined ? {} : { set: keyed(services, set) }),
  };
}

function keyed({ keyring }: Keys, text: string): string {
  const digester = keyring.digester();
  digester.update(Buffer.from(`ccda ${text}`));
  return digester.digest('hex');
}
