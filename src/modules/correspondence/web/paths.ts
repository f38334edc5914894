export const lettersPath = '/letters';
/** The queue with one delivery brought forward. */
export const deliveryPath = (deliveryId: string) => `/letters?delivery=${deliveryId}`;
