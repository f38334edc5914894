/** Whether a URI begins with a scheme (RFC 3986, 3.1), as every canonical address does. */
export function isAbsolute(uri: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(uri);
}
