import { foldText } from '../../../packages/linkage/index.ts';

/** Words of a name that nobody has: what interfaces and training rooms register. */
const TEST_WORDS = new Set(['zztest', 'zzztest', 'xxtest', 'testpatient', 'zzpatient', 'dummy', 'zzdummy']);

/**
 * Why a registration takes no part in the queues: a test patient by its flag or by its name, or an identity under seal.
 * *Test* alone is a family name of people; with *Patient*, or *Test* twice, it is not.
 */
export function deriveStanding(patient: {
  readonly flags: readonly string[];
  readonly names: readonly { readonly given: readonly string[]; readonly family: string }[];
}): 'test' | 'sealed' | undefined {
  if (patient.flags.includes('sealed-identity')) return 'sealed';
  if (patient.flags.includes('test-patient')) return 'test';
  return patient.names.some(isTestName) ? 'test' : undefined;
}

export function isTestName({ given, family }: { readonly given: readonly string[]; readonly family: string }): boolean {
  const words = foldText([...given, family].join(' ')).split(/\s+/);
  const tests = words.filter((word) => word === 'test').length;
  return words.some((word) => TEST_WORDS.has(word)) || tests > 1 || (tests === 1 && words.includes('patient'));
}
