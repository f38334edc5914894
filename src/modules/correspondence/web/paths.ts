export const lettersPath = '/letters';
/** The queue with one delivery brought forward. */
export const deliveryPath = (deliveryId: string) => `/letters?delivery=${deliveryId}`;
export const templatesPath = '/letter-templates';
export const templatePath = (template: string) => `/letter-templates/${template}`;
export const contactPath = (contactId: string) => `/contacts/${contactId}`;
