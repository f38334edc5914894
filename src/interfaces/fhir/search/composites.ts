/**
 * Composite search parameters of FHIR R4 (4.0.1) for the types whose components lie in one element: per type its code, what
 * holds both components (`.` is the resource), the coded one, and the type and elements of the other. `~`: in a request the
 * other one comes first. Left out: those of MolecularSequence, which have three components.
 */
export const COMPOSITES = `
DocumentReference
  relationship relatesTo code reference target ~
Group
  characteristic-value characteristic code token valueCodeableConcept|valueBoolean
Observation
  code-value-concept . code token valueCodeableConcept
  code-value-date . code date valueDateTime|valuePeriod
  code-value-quantity . code quantity valueQuantity|valueSampledData
  code-value-string . code string valueString
  combo-code-value-concept .|component code token valueCodeableConcept
  combo-code-value-quantity .|component code quantity valueQuantity|valueSampledData
  component-code-value-concept component code token valueCodeableConcept
  component-code-value-quantity component code quantity valueQuantity|valueSampledData
`;

/** Those of every type that says in which context it is meant to be used (`context-type`). */
export const CONTEXTS: readonly string[] = [
  'context-type-quantity useContext code quantity valueQuantity|valueRange',
  'context-type-value useContext code token valueCodeableConcept',
];
