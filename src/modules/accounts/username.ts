/** Two spellings that look alike are one username. */
export function usernameKey(username: string): string {
  return username.normalize('NFKC').trim().toLowerCase();
}
