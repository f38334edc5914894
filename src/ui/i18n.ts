import i18next, { type TOptions } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import ui from './messages/en.json';

/** Messages of one module: nested by screen, ending in texts; plurals as `_one`, `_other` (Intl.PluralRules). */
export interface MessageTree {
  readonly [key: string]: string | MessageTree;
}

/** Every text of the browser comes from `messages/<language>.json` of its module; a missing one fails a test. */
export function startTexts(
  modules: readonly {
    readonly name: string;
    readonly messages: { readonly en: MessageTree; readonly es?: MessageTree };
  }[],
) {
  const spanish = Object.fromEntries(
    modules.flatMap(({ name, messages }) => (messages.es === undefined ? [] : [[name, messages.es]])),
  );
  const resources: Record<string, MessageTree> = { ui };
  for (const { name, messages } of modules) resources[name] = messages.en;
  void i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: resources, es: spanish },
    ns: Object.keys(resources),
    defaultNS: 'ui',
    // React escapes; escaping twice would print entities.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}

/** The language of the screens: of those that have it; what is not said in it is said in English. */
export function speak(language: 'en' | 'es'): void {
  void i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export type Texts = (key: string, values?: TOptions) => string;

/** The texts of one module: `const t = useTexts('release'); t('queue.title')`. */
export function useTexts(module: string): Texts {
  const { t } = useTranslation(module);
  return (key, values) => t(key, values ?? {});
}
