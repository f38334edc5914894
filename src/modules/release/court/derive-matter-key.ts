/** Pure: what two papers of one matter have in common: letters and digits of the case number, else of the caption. */
export function deriveMatterKey({ caseNumber, caption }: { caseNumber?: string | undefined; caption: string }): string {
  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number}]/gu, '');
  const number = plain(caseNumber ?? '');
  const key = number === '' ? plain(caption) : number;
  return key === '' ? caption.trim().toLowerCase() : key;
}
