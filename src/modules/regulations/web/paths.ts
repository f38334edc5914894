export const rulesPath = '/rules';
/** The id is a path of its own (us/hipaa/...): one segment of the address, so its slashes are escaped. */
export const rulePath = (id: string) => `/rules/${encodeURIComponent(id)}`;
