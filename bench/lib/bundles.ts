import { seededRandom } from '../../packages/chance/index.ts';
import { fhirPatient, person } from './people.ts';
import { type Fact, visitOf } from './bundle-visit.ts';

const VISITS = 24;

export interface Bundle {
  readonly text: string;
  /** Each resource as text, for what takes them one by one. */
  readonly resources: readonly string[];
}

/**
 * Bundle n, the same for the same n: one person's life in the shape that Synthea writes it, with 243 resources of 1.3 kB on
 * average: visits with vital signs, conditions, procedures, claims and what the insurer explained. Nobody of it lives.
 */
export function bundle(n: number): Bundle {
  const random = seededRandom(n + 7);
  const part = () =>
    Math.floor(random() * 0x10000)
      .toString(16)
      .padStart(4, '0');
  const id = () => `${part()}${part()}-${part()}-4${part().slice(1)}-a${part().slice(1)}-${part()}${part()}${part()}`;
  const patient = { ...fhirPatient(n), resourceType: 'Patient', id: id() };
  const clinic = { resourceType: 'Organization', id: id(), active: true, name: `Clinic ${n % 50}` };
  const physician = { resourceType: 'Practitioner', id: id(), active: true, name: [{ family: person(n + 1).family }] };
  const facts: Fact[] = [patient, clinic, physician];
  for (let visit = 0; visit < VISITS; visit++) {
    const at = new Date(Date.UTC(2000 + visit, Math.floor(random() * 12), 1 + Math.floor(random() * 28), 9));
    facts.push(...visitOf({ id, random, patient, clinic, physician, at: at.toISOString() }));
  }
  const resources = facts.map((fact) => JSON.stringify(fact));
  const entries = facts.map(
    ({ id: own, resourceType }, index) =>
      `{"fullUrl":"urn:uuid:${own}","resource":${resources[index]},"request":{"method":"POST","url":"${resourceType}"}}`,
  );
  return { text: `{"resourceType":"Bundle","type":"transaction","entry":[${entries.join(',')}]}`, resources };
}
