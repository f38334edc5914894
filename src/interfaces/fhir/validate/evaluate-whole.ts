import { isObject, type Json, type JsonObject } from '../read-json.ts';
import { evaluateProfile, profilesUnasked } from './evaluate-profile.ts';
import { evaluateStructure, type Issue } from './evaluate-structure.ts';

type Resource = JsonObject & { resourceType: string };
/** Resources in a Bundle or Parameters whose own profiles are judged. */
const MAX_INNER = 2_000;

interface Outcome {
  readonly issues: readonly Issue[];
  /** URLs of the profiles by which it was judged. */
  readonly profiles: readonly string[];
  readonly unjudged: readonly string[];
}

/**
 * What $validate says: of base R4 with its vital signs, and of each profile that is asked for or that it, or a resource in it, claims in `meta.profile`.
 * `unjudged`: the profiles that are not known here.
 */
export function evaluateWhole(resource: Json, asked: readonly string[]): Outcome {
  if (!isResource(resource))
    return {
      issues: [{ severity: 'error', code: 'structure', at: '', what: 'is no resource' }],
      profiles: [],
      unjudged: [],
    };
  const judged = [...new Set([...asked, ...claimsOf(resource)])].map((url) => ({
    url,
    found: evaluateProfile(resource, url),
  }));
  for (const { inner, at } of resourcesIn(resource))
    for (const url of claimsOf(inner))
      judged.push({ url, found: evaluateProfile(inner, url)?.map((issue) => moved(issue, inner.resourceType, at)) });
  return {
    issues: [...evaluateStructure(resource), ...judged.flatMap(({ found }) => found ?? [])],
    profiles: [...new Set(judged.filter(({ found }) => found !== undefined).map(({ url }) => url))],
    unjudged: [...new Set(judged.filter(({ found }) => found === undefined).map(({ url }) => url))],
  };
}

function claimsOf(resource: JsonObject): string[] {
  const { meta } = resource;
  const claimed = isObject(meta) && Array.isArray(meta.profile) ? meta.profile : [];
  return [
    ...claimed.filter((url): url is string => typeof url === 'string' && url !== ''),
    ...profilesUnasked(resource),
  ];
}

/** Those of the entries of a Bundle and of Parameters, not what is contained. */
function resourcesIn(resource: Resource): { inner: Resource; at: string }[] {
  const [name, list] =
    resource.resourceType === 'Bundle' ? ['entry', resource.entry] : ['parameter', resource.parameter];
  return (Array.isArray(list) ? list : []).slice(0, MAX_INNER).flatMap((each, index) => {
    const inner = isObject(each) ? each.resource : undefined;
    return isResource(inner) ? [{ inner, at: `${resource.resourceType}.${name}[${index}].resource` }] : [];
  });
}

function isResource(value: Json | undefined): value is Resource {
  return isObject(value) && typeof value.resourceType === 'string';
}

function moved(issue: Issue, type: string, at: string): Issue {
  return { ...issue, at: `${at}${issue.at.slice(type.length)}` };
}
