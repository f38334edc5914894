export const identityPath = '/identity';
export const pairPath = (id: string) => `/identity/pairs/${id}`;
export const mergePath = (id: string) => `/identity/merges/${id}`;
export const noticePath = (id: string) => `/identity/notices/${id}`;
export const correctionPath = (id: string) => `/identity/corrections/${id}`;
export const findingsPath = '/identity?show=findings';
export const findingPath = (id: string) => `/identity/findings/${id}`;
export const overlayPath = (id: string) => `/identity/overlays/${id}`;
