import { type FieldError } from '../../../ui/feedback/ErrorSummary.tsx';
import { type Texts } from '../../../ui/i18n.ts';

export interface OwnWords {
  readonly name: string;
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly repeat: string;
}

export const NO_WORDS: OwnWords = { name: '', username: '', email: '', password: '', repeat: '' };

/** Pure: what a person has to correct before the server is asked; the server judges the password itself. */
export function checkOwnWords(words: OwnWords, asks: 'all' | 'password', t: Texts): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (asks === 'all' && words.name.trim() === '') errors.push({ field: 'own-name', text: t('you.nameMissing') });
  if (asks === 'all' && words.username.trim() === '')
    errors.push({ field: 'own-username', text: t('you.usernameMissing') });
  if (asks === 'all' && /\s/.test(words.username.trim()))
    errors.push({ field: 'own-username', text: t('you.usernameSpaces') });
  if (words.password === '') errors.push({ field: 'own-password', text: t('you.passwordMissing') });
  else if (words.password !== words.repeat) errors.push({ field: 'own-repeat', text: t('you.repeatWrong') });
  return errors;
}
