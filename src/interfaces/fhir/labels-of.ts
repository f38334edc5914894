import { LABELS } from '../../modules/access/index.ts';
import { isObject, type JsonObject, objects } from './read-json.ts';

/** HL7 v3 codes (ActCode sensitivity, Confidentiality) in `meta.security` and `securityLabel` -> our label bits. */
const MORE: Readonly<Record<string, string>> = {
  ETH: 'substance-use-part2',
  ETHUD: 'substance-use-part2',
  SUD: 'substance-use-part2',
  PSY: 'mental-health',
  PSYTHPN: 'psychotherapy-notes',
  SEX: 'reproductive',
  SDV: 'violence',
  V: 'restricted',
};

export function labelsOf(resource: JsonObject): bigint {
  const security = isObject(resource.meta) ? objects(resource.meta.security) : [];
  const own = objects(resource.securityLabel).flatMap((concept) => objects(concept.coding));
  return [...security, ...own].reduce((mask, coding) => {
    const code = typeof coding.code === 'string' ? coding.code : '';
    const label = LABELS.find((each) => each.code === code || each.name === MORE[code]);
    return label === undefined ? mask : mask | (1n << BigInt(label.bit));
  }, 0n);
}
