/**
 * Composite search parameters of FHIR R4 (4.0.1) for the types whose components lie in one element: per type its code, what
 * holds both components (`.` is the resource), the coded one, and the type and elements of the other. `~`: in a request the
 * other one comes first. Left out: those of MolecularSequence and Group, and context-type-* of the conformance resources.
 */
export const COMPOSITES = `
DocumentReference
  relationship relatesTo code reference target ~
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
