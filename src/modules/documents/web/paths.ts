export const documentPath = (patientId: string, documentId: string, page?: number) =>
  `/patients/${patientId}/documents/${documentId}${page === undefined ? '' : `?page=${page}`}`;
export const wordsPath = '/documents/search';
export const lateRulePath = '/documents/late';
