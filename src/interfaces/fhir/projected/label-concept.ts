import { type LabelName, LABELS } from '../../../modules/access/index.ts';

/** Classes that HL7 v3 ActCode has under our code (InformationSensitivityPolicy); the others have a system of ours. */
const IN_ACT_CODE = ['MH', 'PSYTHPN', 'SUD', 'HIV', 'GDIS', 'SEX'];

export function labelConcept(name: LabelName) {
  const label = LABELS.find((each) => each.name === name);
  const code = label?.code ?? name;
  const system = IN_ACT_CODE.includes(code)
    ? 'http://terminology.hl7.org/CodeSystem/v3-ActCode'
    : 'urn:chartkeeper:label';
  return { coding: [{ system, code, display: label?.title ?? name }] };
}
