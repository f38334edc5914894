export const privacyPath = '/privacy';
export const incidentPath = (id: string) => `/privacy/incidents/${id}`;
