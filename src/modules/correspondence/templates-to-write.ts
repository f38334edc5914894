import type { Act } from '../../platform/act.ts';
import { describeFacts } from './house-templates/describe-facts.ts';
import { listVersions } from './house-templates/list-templates.ts';
import { LANGUAGES } from './template.ts';
import { templateBook } from './template-folder.ts';

/** Every letter that can be written, ours and the house's own, with the facts each needs and where it is in the house's words. */
export async function templatesToWrite(act: Act) {
  const versions = await listVersions(act);
  const inForce = (template: string) =>
    versions
      .filter((each) => each.template === template && each.state === 'in-force')
      .map(({ facilityId, language, version }) => ({ facilityId, language, version }));
  const ours = [...templateBook().templates.values()].map((languages) => ({
    ...{ id: languages.en.id, version: languages.en.version, country: languages.en.country, own: false },
    titles: Object.fromEntries(LANGUAGES.map((language) => [language, languages[language].title])),
    facts: describeFacts(languages.en.facts),
    house: inForce(languages.en.id),
  }));
  // Also those that are retired: a letter that was made of one is still called by its name.
  const own = [...new Set(versions.map(({ template }) => template))].filter((id) => !templateBook().templates.has(id));
  return [
    ...ours,
    ...own.flatMap((id) => {
      const all = versions.filter(({ template }) => template === id);
      const shown = all.find(({ state }) => state === 'in-force') ?? all[0];
      if (shown === undefined) return [];
      return [
        {
          ...{ id, version: shown.version, country: null, own: true, titles: { en: shown.name } },
          ...{ facts: describeFacts(Object.entries(shown.facts)), house: inForce(id) },
        },
      ];
    }),
  ];
}
