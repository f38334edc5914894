/**
 * ISO/IEC 7064 MOD 37-2, the pure system with modulus 37 and radix 2 that blood bags carry (ISBT 128). Since 37 is prime and
 * no symbol stands for another's value, every wrong character and every exchange of two neighbours is found. The standard
 * writes the value 36 as `*`; here it is `-`, which also stands within our values and so is covered by the check.
 */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-';
const MODULUS = 37;

/** The character that closes `body`; undefined where a character of it is not of the alphabet. */
export function deriveCheckCharacter(body: string): string | undefined {
  let sum = 0;
  for (const character of body) {
    const value = ALPHABET.indexOf(character);
    if (value === -1) return undefined;
    sum = ((sum + value) * 2) % MODULUS;
  }
  return ALPHABET[(MODULUS + 1 - sum) % MODULUS];
}

/** Does `text`, its check character included, hold together? */
export function isChecked(text: string): boolean {
  return text.length > 1 && deriveCheckCharacter(text.slice(0, -1)) === text.slice(-1);
}
