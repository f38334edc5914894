export const searchPath = '/patients';
export const registerPath = '/patients/new';
export const glassPath = '/break-glass';
export const recordPath = (patientId: string) => `/patients/${patientId}`;
