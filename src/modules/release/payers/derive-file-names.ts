import type { NameCharacters, NameField } from './kinds.ts';

export interface NamingRule {
  /** Fields in braces between letters and digits, without the ending: `{case}-{family}-{sequence}`. */
  readonly pattern: string;
  /** Characters at most, the ending among them. */
  readonly length: number;
  readonly characters: NameCharacters;
}

export interface FileNames {
  readonly names: readonly string[];
  /** Fields of the pattern that the case does not say. */
  readonly missing: readonly NameField[];
  /** Something was cut to keep within the length. */
  readonly shortened: boolean;
}

const ENDING = '.pdf';

/**
 * How the files of one submission are called at a destination. Whatever a name or number contains, only letters, digits and
 * dashes come out, so that no path, formula or ending can be smuggled in; two files never get the same name.
 */
export function deriveFileNames(
  rule: NamingRule,
  facts: Readonly<Partial<Record<NameField, string>>>,
  files: number,
): FileNames {
  const fields = fieldsOf(rule.pattern);
  const missing = fields.filter((field) => field !== 'sequence' && plain(facts[field] ?? '', rule.characters) === '');
  const counts = fields.includes('sequence');
  let shortened = false;
  const names = Array.from({ length: files }, (_each, at) => {
    const sequence = String(at + 1).padStart(2, '0');
    const filled = rule.pattern.replace(/\{([a-z]+)\}/g, (_whole, field: string) =>
      field === 'sequence' ? MARK : plain(facts[field as NameField] ?? '', rule.characters),
    );
    const whole = counts || files === 1 ? filled : `${filled}${rule.characters === 'letters-digits' ? '' : '-'}${MARK}`;
    const room = rule.length - ENDING.length - (whole.includes(MARK) ? sequence.length - MARK.length : 0);
    const cut = withoutEnd(whole, room);
    shortened ||= cut.length < whole.length;
    return `${tidy(cut.replace(MARK, sequence), rule.characters)}${ENDING}`;
  });
  return { names, missing, shortened };
}

/** Stands for the sequence while lengths are counted; no field can bring it in. */
const MARK = '\u0001';

/** Cut from the end, but never the sequence: without it two volumes would have one name. */
function withoutEnd(text: string, room: number): string {
  if (text.length <= room) return text;
  const at = text.indexOf(MARK);
  if (at < 0) return text.slice(0, room);
  const behind = text.slice(at + 1);
  const kept = behind.slice(0, Math.max(0, room - 1 - Math.min(at, room - 1 - behind.length)));
  return `${text.slice(0, Math.max(0, room - 1 - kept.length))}${MARK}${kept}`;
}

function plain(text: string, characters: NameCharacters): string {
  const letters = text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss');
  return characters === 'letters-digits'
    ? letters.replace(/[^A-Za-z0-9]/g, '')
    : letters.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
}

function tidy(text: string, characters: NameCharacters): string {
  const kept = text.replace(characters === 'letters-digits' ? /[^A-Za-z0-9]/g : /[^A-Za-z0-9_-]/g, '');
  return kept.replace(/^[-_]+|[-_]+$/g, '') || 'records';
}

export function fieldsOf(pattern: string): NameField[] {
  return [...pattern.matchAll(/\{([a-z]+)\}/g)].map(([, field]) => field as NameField); // judged by evaluateDestination
}
