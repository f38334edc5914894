/** MSH-10 of what we write: the last 20 digits of its row's id, since receivers of version 2.5 keep no more. */
export function controlIdOf(id: string): string {
  return id.replaceAll('-', '').slice(-20);
}
