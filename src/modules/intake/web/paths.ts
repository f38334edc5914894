export const monitorPath = '/intake';
export const deskPath = '/intake/desk';
export const itemPath = (itemId: string) => `/intake/items/${itemId}`;
