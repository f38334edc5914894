import { useEffect } from 'react';
import { speak } from './i18n.ts';
import { changePreferences, usePreferences } from './preferences.ts';

export type Language = 'en' | 'es';

/** As chosen on this device before, else as the browser prefers. The desk's pages stay as they are. */
export function useLanguage(): [Language, (language: Language) => void] {
  const kept = usePreferences().language;
  const language = (kept === 'browser' ? navigator.language : kept).startsWith('es') ? 'es' : 'en';
  useEffect(() => {
    speak(language);
    return () => speak('en');
  }, [language]);
  return [language, (next) => changePreferences({ language: next })];
}

/** Days and sizes as this language writes them. */
export function dayIn(language: string, moment: string): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(moment);
  return new Date(moment).toLocaleDateString(language === 'es' ? 'es-US' : 'en-US', {
    dateStyle: 'long',
    ...(isDay ? { timeZone: 'UTC' } : {}),
  });
}

/** A day and an hour, in the zone of whoever reads it. */
export function momentIn(language: Language, moment: string): string {
  return new Date(moment).toLocaleString(language === 'es' ? 'es-US' : 'en-US', {
    dateStyle: 'long',
    timeStyle: 'short',
  });
}
