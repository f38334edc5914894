export const documentPath = (patientId: string, documentId: string, page?: number) =>
  `/patients/${patientId}/documents/${documentId}${page === undefined ? '' : `?page=${page}`}`;
export const outsideReviewPath = (patientId: string, documentId: string) =>
  `/patients/${patientId}/documents/${documentId}/outside-review`;
export const wordsPath = '/documents/search';
export const lateRulePath = '/documents/late';
