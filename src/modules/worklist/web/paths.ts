export const queuePath = (kind: string) => `/queues/${encodeURIComponent(kind)}`;
