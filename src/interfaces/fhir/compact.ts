import type { JsonObject } from './read-json.ts';

/** FHIR has no null: what is not said is left out. */
export function compact(value: Record<string, unknown>): JsonObject {
  return Object.fromEntries(
    Object.entries(value).filter(([, each]) => each !== undefined && !(Array.isArray(each) && each.length === 0)),
  ) as JsonObject; // its callers put together what JSON has
}
