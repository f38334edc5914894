import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { namesOfPeople } from '../../accounts/index.ts';

/** The names of whoever set these rules, by id; the product's own and the operator have none. */
export async function nameSetters(act: Act, ids: readonly (string | undefined)[]): Promise<Record<string, string>> {
  return Object.fromEntries(
    await namesOfPeople(
      act,
      ids.filter((id): id is string => id !== undefined && isId(id)),
    ),
  );
}
