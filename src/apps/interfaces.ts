import type { HttpParts } from '../platform/http/server.ts';
import type { Services } from '../platform/services.ts';

/** Doors beside the API: each translates the outside into module verbs. */
export function createInterfaces(_services: Services): NonNullable<HttpParts['interfaces']> {
  return [];
}
