import type { Act } from '../../../platform/act.ts';
import type { Facts } from '../../../../packages/rule-engine/index.ts';
import { readPayerCase } from './load-payer-case.ts';

/** The program that pays the copy, where the destination is one: proposed for the quote, which a person may change. */
export async function programOfPayer(
  act: Act,
  requestId: string,
): Promise<NonNullable<Facts['copy_program']> | undefined> {
  const kind = (await readPayerCase(act, requestId))?.destination.kind;
  if (kind === 'disability-determination') return 'social-security';
  return kind === 'workers-compensation-board' ? 'workers-compensation' : undefined;
}
