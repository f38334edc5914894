export const sectionsPath = (patientId: string, documentId: string) =>
  `/patients/${patientId}/documents/${documentId}/sections`;
