/**
 * How a name sounds, as one or two codes: two when its spelling allows two readings (Schmidt, Jose, Wagner). In the manner
 * of Philips' Double Metaphone (2000): consonants by class, vowels only at the front, 0 for th, X for sh and ch. Our own
 * rules, written for retrieval: too many candidates cost a comparison, one too few costs the patient.
 */

const CODE_LENGTH = 5;

/** Matched at the place reached, first that fits wins; the second code is the other reading, if there is one. */
type Rule = readonly [spelling: RegExp, code: string, other?: string];

const RULES: readonly Rule[] = [
  [/^(?:kn|gn|pn|mn)/y, 'N'],
  [/^wr/y, 'R'],
  [/^ps/y, 'S'],
  [/^pf/y, 'F'],
  [/^x/y, 'S', 'KS'],
  [/^wh/y, 'A', 'H'],
  [/^w/y, 'A', 'F'],
  [/^j(?=os|ua|av|es|im|or|ul|oaq)/y, 'J', 'H'],
  [/^(?:j|y)/y, 'J', 'A'],
  [/^ts(?=[aeiou])/y, 'S', 'X'],
  [/^[aeiou]+/y, 'A'],
  [/[aeiouy]+/y, ''],

  [/bb?/y, 'P'],
  [/ch(?=ae|r|l|or|ia)/y, 'K', 'X'],
  [/chs/y, 'KS', 'XS'],
  [/ch/y, 'X', 'K'],
  [/cz/y, 'S', 'X'],
  [/cc(?=[eiy])/y, 'KS', 'X'],
  [/ci(?=[ao])/y, 'X', 'S'],
  [/c[kgq]/y, 'K'],
  [/c(?=[eiy])/y, 'S', 'X'],
  [/cc?/y, 'K'],
  [/dg(?=[eiy])/y, 'J'],
  [/d[dt]?/y, 'T'],
  [/ff?/y, 'F'],
  [/^gh(?=i)/y, 'J', 'K'],
  [/^gh/y, 'K'],
  [/gh(?=t)/y, ''],
  [/(?<=[aeou])gh(?![aeiou])/y, 'F', ''],
  [/(?<=[aeiou])gh/y, '', 'K'],
  [/gh/y, 'K'],
  [/gn(?=e?s?$)/y, 'N', 'KN'],
  [/gl(?=i)/y, 'KL', 'L'],
  [/gg(?=[ei])/y, 'K', 'J'],
  [/g(?=[eiy])/y, 'J', 'K'],
  [/gg?/y, 'K'],
  [/^h(?=[aeiouy])/y, 'H'],
  [/(?<=[aeiouy])h(?=[aeiouy])/y, 'H', ''],
  [/h/y, ''],
  [/(?<=[aeiou])jj?(?=[aeiou])/y, 'J', 'H'],
  [/jj?/y, 'J'],
  [/kh/y, 'K', 'H'],
  [/kk?/y, 'K'],
  [/ll(?=[aeo]s?$)/y, 'L', ''],
  [/ll?/y, 'L'],
  [/mb(?=$|s$)/y, 'M'],
  [/mm?/y, 'M'],
  [/nn?/y, 'N'],
  [/p[hf]/y, 'F'],
  [/p[pb]?/y, 'P'],
  [/qu?/y, 'K'],
  [/rr?/y, 'R'],
  [/^sea(?=[mn])/y, 'X', 'S'],
  [/^sch/y, 'X', 'S'],
  [/sch/y, 'X', 'SK'],
  [/sh/y, 'X'],
  [/si(?=[ao])/y, 'S', 'X'],
  [/^s(?=[mnlw])/y, 'S', 'X'],
  [/sz/y, 'S', 'X'],
  [/sc(?=[eiy])/y, 'S'],
  [/ss?/y, 'S'],
  [/tio/y, 'X', 'T'],
  [/tch/y, 'X'],
  [/t[sz](?=ch)/y, ''],
  [/th(?=m|om)/y, 'T'],
  [/th/y, '0', 'T'],
  [/tz/y, 'S', 'TS'],
  [/t[td]?/y, 'T'],
  [/v/y, 'F'],
  [/wi(?=cz|tz)/y, 'F', ''],
  [/w(?=sk|icz)/y, 'F', ''],
  [/(?<=[aeiou])w$/y, '', 'F'],
  [/w(?=[aeiou])/y, '', 'F'],
  [/w/y, ''],
  [/x/y, 'KS'],
  [/zh/y, 'J', 'S'],
  [/zz/y, 'S', 'TS'],
  [/z/y, 'S'],
];

/** So that Иванов and Ivanov, Παπαδόπουλος and Papadopoulos meet: by sound only, never as the name itself. */
const LATIN_FOR: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'а:a б:b в:v г:g ґ:g д:d е:e є:e ж:zh з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ' +
    'ш:sh щ:sh ъ: ы:y ь: э:e ю:u я:a ђ:j ј:j љ:l њ:n ћ:ch џ:j α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r ' +
    'σ:s τ:t υ:i φ:f χ:kh ψ:ps ω:o'
  )
    .split(' ')
    .map((pair) => pair.split(':')),
);
/** Written or left out at will between Arabic and Hebrew consonants. */
const SEMITIC_VOWELS = /[\u0621-\u0627\u0648\u0649\u064a\u05d0\u05d5\u05d9]/g;

/**
 * The codes of one folded name part. A script we cannot sound out keeps its letters, behind a `=`: such names are found as
 * written, and by one letter off.
 */
export function soundsOf(part: string): string[] {
  const latin = /^[a-z]*$/.test(part) ? part : [...part].map((letter) => LATIN_FOR[letter] ?? letter).join('');
  if (!/^[a-z]*$/.test(latin)) {
    if (/\d/.test(latin)) return [];
    const bare = latin.replace(SEMITIC_VOWELS, '');
    return [`=${[...(bare.length > 1 ? bare : latin)].slice(0, CODE_LENGTH + 3).join('')}`];
  }
  let first = '';
  let other = '';
  for (let at = 0; at < latin.length && (first.length < CODE_LENGTH || other.length < CODE_LENGTH);) {
    const rule = ruleAt(latin, at);
    first = append(first, rule.code);
    other = append(other, rule.other);
    at = rule.next;
  }
  return [...new Set([first.slice(0, CODE_LENGTH), other.slice(0, CODE_LENGTH)])].filter((code) => code !== '');
}

/** Two equal codes in a row are one sound, spelled across a divide (Schmidt-Dietz, MacCarthy). */
function append(codes: string, code: string): string {
  return code !== '' && codes.endsWith(code) && code !== 'A' ? codes : codes + code;
}

const BY_LETTER = new Map<string, Rule[]>();
for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
  BY_LETTER.set(
    letter,
    RULES.filter(([spelling]) => opensWith(spelling.source, letter)),
  );
}

function ruleAt(word: string, at: number): { code: string; other: string; next: number } {
  for (const [spelling, code, other] of BY_LETTER.get(word[at] ?? '') ?? []) {
    spelling.lastIndex = at;
    if (spelling.test(word)) return { code, other: other ?? code, next: spelling.lastIndex };
  }
  return { code: '', other: '', next: at + 1 };
}

/** The first letters that a rule can begin with, read off its spelling once, so that each place tries few rules. */
function opensWith(source: string, letter: string): boolean {
  const start = source.replace(/^\^/, '').replace(/^\(\?<=[^)]*\)/, '');
  if (start.startsWith('(?:')) {
    return start
      .slice(3, start.indexOf(')'))
      .split('|')
      .some((option) => option.startsWith(letter));
  }
  return start.startsWith('[') ? start.slice(1, start.indexOf(']')).includes(letter) : start.startsWith(letter);
}
