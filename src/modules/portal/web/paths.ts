export const portalPath = '/portal';
/** One of the records that an account reaches. */
export const homePath = (patientId: string) => `/portal/records/${patientId}`;
export const invitationPath = '/portal/invitation';
export const askPath = (patientId: string) => `/portal/records/${patientId}/ask`;
export const papersPath = (patientId: string) => `/portal/records/${patientId}/papers`;
export const notesPath = (patientId: string) => `/portal/records/${patientId}/notes`;
export const historyPath = (patientId: string) => `/portal/records/${patientId}/history`;
export const accountPath = '/portal/account';
export const requesterInvitationPath = '/portal/requester-invitation';
export const requesterAskPath = '/portal/ask';
export const applyPath = '/portal/apply';
/** At the desk. */
export const applicationPath = (applicationId: string) => `/portal-applications/${applicationId}`;
