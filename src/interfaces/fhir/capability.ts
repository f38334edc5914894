import { LOG_PARAMETERS } from './log/derive-log-search.ts';
import { RESOURCE_TYPES } from './resource-types.ts';
import { compositesOf, parametersOf } from './search/parameter-table.ts';
import { isDeletable } from './versions/delete-resource.ts';

/** Containers and answers of the exchange itself: not stored. */
const NOT_STORED = new Set(['Bundle', 'CapabilityStatement', 'OperationOutcome', 'Parameters']);
/** FHIR R4 http.html: what each of our interactions on a type is called. */
const INTERACTIONS = ['read', 'vread', 'history-instance', 'history-type', 'search-type', 'create', 'update', 'patch'];

const OPERATIONS: Readonly<Record<string, readonly { name: string; definition: string }[]>> = {
  Patient: [
    { name: 'everything', definition: 'http://hl7.org/fhir/OperationDefinition/Patient-everything' },
    { name: 'match', definition: 'http://hl7.org/fhir/OperationDefinition/Patient-match' },
  ],
  DocumentReference: [{ name: 'docref', definition: 'http://hl7.org/fhir/us/core/OperationDefinition/docref' }],
};

const VALIDATE = { name: 'validate', definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate' };

const OF_TASK =
  'A Task with status requested and code records-request (urn:chartkeeper:task) or data-request-code (Da Vinci) opens a case of the release desk. It is posted on its own or in a batch, known again by its identifier, read with the status of the case, and not updated.';

/** The log is read, by those who may read it, and never written from outside. */
const LOG = {
  type: 'AuditEvent',
  documentation:
    'The log of this server, newest first, for those who may read it; a client needs a scope that names AuditEvent. One of _id, patient, agent, altid, date, subtype leads every search.',
  interaction: [{ code: 'read' }, { code: 'search-type' }],
  versioning: 'no-version',
  searchParam: Object.entries(LOG_PARAMETERS).map(([name, type]) => ({ name, type })),
};

/** What this server does, no more: a client that trusts it must not be surprised. */
export function capabilityStatement(options: { version: string; url: string; date: string }) {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: options.date,
    kind: 'instance',
    software: { name: 'Chartkeeper', version: options.version },
    implementation: { description: 'Chartkeeper', url: `${options.url}/fhir/R4` },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    patchFormat: ['application/json-patch+json', 'application/fhir+json'],
    rest: [
      {
        mode: 'server',
        security: securityOf(options.url),
        interaction: [{ code: 'transaction' }, { code: 'batch' }, { code: 'history-system' }],
        searchParam: [
          { name: '_id', type: 'token' },
          { name: '_lastUpdated', type: 'date' },
        ],
        resource: [...RESOURCE_TYPES]
          .filter((type) => !NOT_STORED.has(type))
          .sort()
          .map(resource),
      },
    ],
  };
}

/** SMART App Launch 2 for people, Backend Services for machines: where they turn to (oauth-uris, as SMART 1 clients read it). */
function securityOf(url: string) {
  const at = (name: string, path: string) => ({ url: name, valueUri: url + path });
  return {
    cors: true,
    service: [
      {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }],
      },
    ],
    extension: [
      {
        url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
        extension: [
          at('authorize', '/oauth/authorize'),
          at('token', '/oauth/token'),
          at('introspect', '/oauth/introspect'),
          at('revoke', '/oauth/revoke'),
          at('manage', '/account'),
        ],
      },
    ],
  };
}

function resource(type: string) {
  if (type === 'AuditEvent') return LOG;
  const parameters = [...parametersOf(type).values()];
  const includes = parameters.filter((each) => each.type === 'reference').map(({ code }) => `${type}:${code}`);
  return {
    type,
    interaction: [...INTERACTIONS, ...(isDeletable(type) ? ['delete'] : [])].map((code) => ({ code })),
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: false,
    conditionalCreate: true,
    conditionalRead: 'not-match',
    conditionalUpdate: true,
    conditionalDelete: isDeletable(type) ? 'single' : 'not-supported',
    ...(type === 'Task' ? { documentation: OF_TASK } : {}),
    operation: [VALIDATE, ...(OPERATIONS[type] ?? [])],
    ...(includes.length === 0 ? {} : { searchInclude: includes }),
    searchParam: [
      ...parameters.map((each) => ({ name: each.code, type: each.type })),
      ...[...compositesOf(type).keys()].map((name) => ({ name, type: 'composite' })),
    ],
  };
}
