import { useTexts } from './i18n.ts';

/** Who did something, where an act may also be the product's own (a reaction, a job) or the operator's: no id is shown. */
export function useActorWord(): (id: string, name: string | undefined) => string {
  const t = useTexts('ui');
  return (id, name) => {
    if (name !== undefined) return name;
    if (id.startsWith('system:')) return t('actors.system');
    if (id.startsWith('portal:')) return t('actors.portal');
    return id.startsWith('operator:') ? t('actors.operator') : t('actors.unnamed');
  };
}
