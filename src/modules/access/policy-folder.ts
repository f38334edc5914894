import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPolicies, type Policies } from './policies.ts';

let loaded: Policies | undefined;

/** The policies that ship with the product, parsed at first use. Beside this file in the sources, beside the bundle when built. */
export function policies(): Policies {
  if (loaded !== undefined) return loaded;
  const here = fileURLToPath(new URL('.', import.meta.url));
  const folder = [join(here, 'policies'), join(here, 'access-policies')].find((candidate) => existsSync(candidate));
  if (folder === undefined) throw new Error('The folder of access policies is missing beside the program.');
  loaded = loadPolicies(folder);
  return loaded;
}
