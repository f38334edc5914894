export const releasePath = '/release';
export const newRequestPath = '/release/new';
export const casePath = (requestId: string) => `/release/requests/${requestId}`;
