import { useRead } from '../../../ui/api/reads.tsx';
import { contract } from '../contract.ts';

/** A letter's kind by name, in English at the desk whatever the letter's own language. */
export function useTemplateTitle(): (template: string, language: string) => string {
  const { data } = useRead(contract.listTemplates, {});
  return (template, language) => {
    const titles = data?.templates.find(({ id }) => id === template)?.titles;
    return `${titles?.['en'] ?? template}${language === 'en' ? '' : ` (${language})`}`;
  };
}
