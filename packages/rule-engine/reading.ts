// Reads an untrusted tree (from YAML, JSON, anything) and remembers every flaw with the place where it stands, so that
// one look at the message is enough to mend the file. A reader goes on after a flaw with a harmless value: all flaws of a
// file are reported at once, and whoever reads must drop the result when there are any.

import { isDateText, type DateText } from './dates.ts';
import { toRate, type Rate } from './money.ts';

export type Place = readonly (string | number)[];
export interface Flaw {
  readonly at: Place;
  readonly message: string;
}

const MAX_ITEMS = 500; // the longest list in the folder has about fifty

export class Reading {
  constructor(
    readonly value: unknown,
    readonly flaws: Flaw[],
    readonly at: Place = [],
  ) {}

  get absent(): boolean {
    return this.value === undefined || this.value === null;
  }

  flaw(message: string): void {
    this.flaws.push({ at: this.at, message });
  }

  /** A mapping with these keys and no others. */
  fields(allowed: readonly string[]): void {
    if (!this.isMapping()) return this.flaw('a mapping is expected here');
    for (const key of Object.keys(this.value)) {
      if (!allowed.includes(key)) this.get(key).flaw(`unknown field "${key}"; expected one of ${allowed.join(', ')}`);
    }
  }

  keys(): string[] {
    return this.isMapping() ? Object.keys(this.value) : [];
  }

  get(key: string): Reading {
    const value = this.isMapping() && Object.hasOwn(this.value, key) ? this.value[key] : undefined;
    return new Reading(value, this.flaws, [...this.at, key]);
  }

  list(): Reading[] {
    if (!Array.isArray(this.value)) {
      this.flaw('a list is expected here');
      return [];
    }
    if (this.value.length > MAX_ITEMS) this.flaw(`at most ${MAX_ITEMS} entries`);
    return this.value.slice(0, MAX_ITEMS).map((item, index) => new Reading(item, this.flaws, [...this.at, index]));
  }

  optionalList(): Reading[] {
    return this.absent ? [] : this.list();
  }

  text(): string {
    if (typeof this.value === 'string' && this.value.trim() !== '') return this.value.trim();
    this.flaw('text is expected here');
    return '';
  }

  optionalText(): string | null {
    return this.absent ? null : this.text();
  }

  id(pattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/): string {
    const text = this.text();
    if (text !== '' && !pattern.test(text)) this.flaw(`"${text}" is not written as lower-case words joined by hyphens`);
    return text;
  }

  oneOf<const T extends string>(values: readonly T[]): T | null {
    const found = values.find((value) => value === this.value);
    if (found === undefined) this.flaw(`${JSON.stringify(this.value ?? null)} is not one of ${values.join(', ')}`);
    return found ?? null;
  }

  yesNo(): boolean {
    if (this.absent) return false;
    if (typeof this.value !== 'boolean') this.flaw('true or false is expected here');
    return this.value === true;
  }

  whole(least: number): number {
    if (Number.isSafeInteger(this.value) && Number(this.value) >= least) return Number(this.value);
    this.flaw(`a whole number of at least ${least} is expected here`);
    return least;
  }

  rate(): Rate {
    const rate = typeof this.value === 'number' ? toRate(this.value) : null;
    if (rate === null) this.flaw('an amount such as 0.50 is expected here, not finer than a ten-thousandth');
    return rate ?? 0;
  }

  date(): DateText {
    if (typeof this.value === 'string' && isDateText(this.value)) return this.value;
    this.flaw('a day written YYYY-MM-DD is expected here');
    return '1970-01-01';
  }

  optionalDate(): DateText | null {
    return this.absent ? null : this.date();
  }

  isMapping(): this is Reading & { value: Record<string, unknown> } {
    return typeof this.value === 'object' && this.value !== null && !Array.isArray(this.value);
  }
}
