/** Two spellings that look alike are one sign-in name. */
export function signInNameKey(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
