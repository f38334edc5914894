import { RESOURCE_TYPES } from './resource-types.ts';

/** What this server does, no more: a client that trusts it must not be surprised. */
export function capabilityStatement(options: { version: string; url: string; date: string }) {
  const resource = (type: string) => ({
    type,
    interaction: [
      { code: 'read' },
      { code: 'create' },
      { code: 'update' },
      ...(type === 'Patient' ? [{ code: 'search-type' }] : []),
    ],
    versioning: 'versioned',
    ...(type === 'Task'
      ? {
          documentation:
            'A Task with status requested and code records-request (urn:chartkeeper:task) or data-request-code (Da Vinci) opens a case of the release desk. It is posted on its own or in a batch, known again by its identifier, read with the status of the case, and not updated.',
        }
      : {}),
    ...(type === 'Patient'
      ? {
          searchParam: [
            { name: 'name', type: 'string' },
            { name: 'family', type: 'string' },
            { name: 'given', type: 'string' },
            { name: 'birthdate', type: 'date' },
            { name: 'identifier', type: 'token' },
            { name: '_id', type: 'token' },
          ],
        }
      : {}),
  });
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: options.date,
    kind: 'instance',
    software: { name: 'Chartkeeper', version: options.version },
    implementation: { description: 'Chartkeeper', url: `${options.url}/fhir/R4` },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [
      {
        mode: 'server',
        interaction: [{ code: 'transaction' }, { code: 'batch' }],
        resource: [...RESOURCE_TYPES]
          .filter((type) => !['Bundle', 'CapabilityStatement', 'OperationOutcome', 'Parameters'].includes(type))
          .sort()
          .map(resource),
      },
    ],
  };
}
