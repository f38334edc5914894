/** One thing to choose, with the number and the aliases by which people at the desk know it. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** A short number that staff type from memory, such as a document-type number. */
  readonly number?: string;
  readonly aliases?: readonly string[];
  readonly hint?: string;
  readonly group?: string;
}

/**
 * Best first: the exact number, then label or alias that begins so, then all words begun anywhere, then letters in
 * order. Ties keep the order given, so a list sorted by use stays so. Pure; at most `limit` come back.
 */
export function rankChoices(choices: readonly Choice[], typed: string, limit = 50): readonly Choice[] {
  const wanted = fold(typed);
  if (wanted === '') return choices.slice(0, limit);
  return choices
    .map((choice, index) => ({ choice, index, score: scoreOf(choice, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, limit)
    .map(({ choice }) => choice);
}

function scoreOf(choice: Choice, wanted: string): number {
  if (choice.number !== undefined && choice.number === wanted) return 100;
  const names = [choice.label, ...(choice.aliases ?? [])].map(fold);
  if (names.includes(wanted)) return 90;
  if (names.some((name) => name.startsWith(wanted))) return 80;
  if (choice.number?.startsWith(wanted) === true) return 70;
  const words = wanted.split(' ');
  if (names.some((name) => words.every((word) => name.split(' ').some((part) => part.startsWith(word))))) return 60;
  if (names.some((name) => initialsOf(name).startsWith(wanted.replaceAll(' ', '')))) return 50;
  if (names.some((name) => name.includes(wanted))) return 40;
  return wanted.length >= 3 && names.some((name) => lettersInOrder(name, wanted)) ? 10 : 0;
}

/** Case, accents and punctuation do not matter when people type from memory. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function initialsOf(name: string): string {
  return name
    .split(' ')
    .map((word) => word[0] ?? '')
    .join('');
}

function lettersInOrder(name: string, wanted: string): boolean {
  let from = 0;
  for (const letter of wanted.replaceAll(' ', '')) {
    const at = name.indexOf(letter, from);
    if (at === -1) return false;
    from = at + 1;
  }
  return true;
}
