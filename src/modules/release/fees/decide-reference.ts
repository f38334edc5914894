const RUN = /\d(?:[ -]?\d){12,18}/g;

/** Whether words hold what may be the number of a payment card: 13 to 19 digits whose check digit is right (ISO/IEC 7812). */
export function decideHasCardNumber(words: string): boolean {
  return (words.match(RUN) ?? []).some((run) => checks(run.replaceAll(/\D/g, '')));
}

function checks(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
