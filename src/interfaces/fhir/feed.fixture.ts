import type { World } from '../../../test/world/world.ts';

export const FHIR = { 'content-type': 'application/fhir+json' };

/** A machine that may send and read everything as FHIR. */
export const feedOf = (world: World, name = 'Outside clinic') =>
  world.person(['integration-client'], { kind: 'machine', realm: 'machine', name, grants: ['system/*.cruds'] });
