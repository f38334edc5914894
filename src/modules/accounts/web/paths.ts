export const signInPath = '/sign-in';
export const setUpPath = '/setup';
export const ownAccountPath = '/account';

/** Only places of our own: a link from elsewhere cannot make sign-in lead to another site. */
export function safeReturn(to: string | undefined): string {
  return to !== undefined && /^\/(?![/\\])/.test(to) && !to.startsWith(signInPath) ? to : '/';
}

/** Tokens travel behind the #: browsers do not send that part, so no log of a server or proxy has them. */
export function tokenInAddress(): string | undefined {
  const token = window.location.hash.slice(1);
  return token.length >= 40 && token.length <= 64 ? token : undefined;
}
