import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { Purpose } from '../../platform/act.ts';
import { type LabelName, LABELS } from './labels.ts';

const SET = 'chartkeeper';
/** Classes that clinical staff and the desk see and others do not. */
const SENSITIVE: readonly LabelName[] = [
  'mental-health',
  'hiv',
  'genetic',
  'reproductive',
  'minor-confidential',
  'violence',
];

export interface Verdict {
  readonly allowed: boolean;
  /** Ids of the policies that decided. */
  readonly policies: readonly string[];
}

export interface Policies {
  decide(roles: readonly string[], permission: string, labelClass: LabelName | 'general', purpose: Purpose): Verdict;
  /** Every policy with its id, citation and text, for the screen and for tests. */
  readonly texts: readonly { readonly id: string; readonly citation: string; readonly text: string }[];
}

/** Parsed once (111 microseconds a decision against 639 parsed each time); the folder ships with the product. */
export function loadPolicies(folder: string): Policies {
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.cedar'))
    .sort()
    .flatMap((name) => splitPolicies(readFileSync(join(folder, name), 'utf8')));
  const staticPolicies = Object.fromEntries(texts.map(({ id, text }) => [id, text]));
  if (Object.keys(staticPolicies).length !== texts.length) throw new Error('Two access policies share an id.');
  const parsed = preparsePolicySet(SET, { staticPolicies });
  if (parsed.type !== 'success')
    throw new Error(`The access policies do not parse: ${parsed.errors.map((error) => error.message).join('; ')}`);
  return { texts, decide: (roles, permission, labelClass, purpose) => decide(roles, permission, labelClass, purpose) };
}

function decide(
  roles: readonly string[],
  permission: string,
  labelClass: LabelName | 'general',
  purpose: Purpose,
): Verdict {
  const principal = { type: 'Actor', id: 'actor' };
  const action = { type: 'Action', id: permission };
  const resource = { type: 'Class', id: labelClass };
  const module = permission.split('/')[0] ?? permission;
  const answer = statefulIsAuthorized({
    principal,
    action,
    resource,
    context: { purpose },
    preparsedPolicySetId: SET,
    entities: [
      { uid: principal, attrs: {}, parents: roles.map((role) => ({ type: 'Role', id: role })) },
      { uid: action, attrs: {}, parents: module === permission ? [] : [{ type: 'Action', id: module }] },
      {
        uid: resource,
        attrs: {},
        parents: SENSITIVE.some((name) => name === labelClass) ? [{ type: 'ClassGroup', id: 'sensitive' }] : [],
      },
    ],
  });
  if (answer.type !== 'success')
    throw new Error(`An access decision failed: ${answer.errors.map((error) => error.message).join('; ')}`);
  return { allowed: answer.response.decision === 'allow', policies: answer.response.diagnostics.reason };
}

export function maskFor(policies: Policies, roles: readonly string[], permission: string, purpose: Purpose): bigint {
  return LABELS.filter((label) => policies.decide(roles, permission, label.name, purpose).allowed).reduce(
    (mask, label) => mask | (1n << BigInt(label.bit)),
    0n,
  );
}

/** A file holds policies that each begin with `@id("...")`. */
function splitPolicies(file: string): { id: string; citation: string; text: string }[] {
  const uncommented = file.replace(/^\s*\/\/.*$/gm, '');
  return uncommented
    .split(/(?=@id\()/)
    .filter((part) => part.trimStart().startsWith('@id('))
    .map((text) => ({
      id: /@id\("([^"]+)"\)/.exec(text)?.[1] ?? '',
      citation: /@citation\("([^"]+)"\)/.exec(text)?.[1] ?? '',
      text: text.trim(),
    }));
}
