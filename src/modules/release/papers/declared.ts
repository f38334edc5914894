/** What papers for open cases add to the module's declaration. */
export const papersPermissions = {
  'release/give-papers': 'Give pages of the index desk to an open case, by its number or its patient.',
} as const;

export const papersEvents = {
  'release.papers-taken-back': 'A paper was taken back from a case it does not belong to: requestId, itemId.',
} as const;

export const papersVerbs = {
  'release.find-open-case': 'looked for the open case that a paper belongs to',
  'release.see-meant-patients': 'saw whom the pages of a request may mean',
  'release.take-paper-back': 'took a paper back that was given to the wrong case',
  'release.give-papers': 'gave pages of the index desk to an open case',
} as const;
