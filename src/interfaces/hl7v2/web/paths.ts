export const interfacesPath = '/interfaces';
export const tryPath = '/interfaces/try';
export const senderPath = (senderId: string) => `/interfaces/senders/${senderId}`;
export const messagePath = (messageId: string) => `/interfaces/messages/${messageId}`;
