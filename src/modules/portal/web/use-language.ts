import { useEffect, useState } from 'react';
import { speak } from '../../../ui/i18n.ts';

export type Language = 'en' | 'es';
const KEPT = 'portal-language';

/** As chosen on this device before, else as the browser prefers. The desk's pages stay as they are. */
export function useLanguage(): [Language, (language: Language) => void] {
  const [language, say] = useState<Language>(() => {
    const kept = localStorage.getItem(KEPT);
    return (kept ?? navigator.language).startsWith('es') ? 'es' : 'en';
  });
  useEffect(() => {
    speak(language);
    return () => speak('en');
  }, [language]);
  return [
    language,
    (next) => {
      localStorage.setItem(KEPT, next);
      say(next);
    },
  ];
}

/** Days and sizes as this language writes them. */
export function dayIn(language: string, moment: string): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(moment);
  return new Date(moment).toLocaleDateString(language === 'es' ? 'es-US' : 'en-US', {
    dateStyle: 'long',
    ...(isDay ? { timeZone: 'UTC' } : {}),
  });
}
