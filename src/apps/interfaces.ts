import type { HttpParts } from '../platform/http/server.ts';
import { ccdaRoutes } from '../interfaces/ccda/index.ts';
import { fhirClientRoutes } from '../interfaces/fhir-client/index.ts';
import { fhirRoutes } from '../interfaces/fhir/index.ts';
import { hl7Routes } from '../interfaces/hl7v2/index.ts';
import { smartRoutes } from '../interfaces/smart/index.ts';
import { VERSION } from './program.ts';

/** Doors beside the API: each translates the outside into module verbs. */
export function createInterfaces(): NonNullable<HttpParts['interfaces']> {
  return [(app, help) => fhirRoutes(app, help, VERSION), hl7Routes, ccdaRoutes, smartRoutes, fhirClientRoutes];
}
