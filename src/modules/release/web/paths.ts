export const releasePath = '/release';
export const newRequestPath = '/release/new';
export const reportPath = '/release/report';
export const printRunPath = '/release/print-run';
export const sealsPath = '/release/seals';
export const listsPath = '/release/lists';
export const listPath = (listId: string) => `/release/lists/${listId}`;
export const payersPath = '/release/payers';
export const destinationsPath = '/release/destinations';
export const courtPath = '/release/court';
export const invoicesPath = '/release/invoices';
export const directoryPath = '/release/requesters';
export const requesterPath = (requesterId: string) => `${directoryPath}/${requesterId}`;
export const casePath = (requestId: string) => `/release/requests/${requestId}`;
/** The case with its fee standing open. */
export const feePath = (requestId: string) => `${casePath(requestId)}?part=fee`;
/** What has a late invoice, by the list: a request or an accounting. */
export const lateInvoicePath = (subjectId: string) => `${invoicesPath}?show=overdue&of=${subjectId}`;
/** The case with its payer standing open. */
export const payerPath = (requestId: string) => `${casePath(requestId)}?part=payer`;
export const preflightPath = (requestId: string) => `/release/requests/${requestId}/preflight`;
export const redactionPath = (requestId: string) => `/release/requests/${requestId}/redaction`;
export const rightsSettingPath = '/release/rights-settings';
export const rightsListPath = '/release/rights';
export const rightsPath = (rightsId: string) => `${rightsListPath}/${rightsId}`;
export const authorAnswerPath = (rightsId: string) => `${rightsPath(rightsId)}/answer`;
export const recallPath = (recallId: string) => `/release/recalls/${recallId}`;
