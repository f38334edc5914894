export const homePath = '/';
export const queuePath = (kind: string) => `/queues/${encodeURIComponent(kind)}`;
