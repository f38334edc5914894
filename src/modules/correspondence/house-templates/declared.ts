export const housePermissions = {
  'correspondence/set-templates':
    'Put letters into the words of the house: upload templates, try them, put them in force.',
} as const;

export const houseVerbs = {
  'correspondence.see-house-templates': 'looked at the letter templates of the house',
  'correspondence.upload-template': 'uploaded a letter template',
  'correspondence.see-sample': 'looked at a sample of a letter template',
  'correspondence.try-template': 'found the sample of a letter template good',
  'correspondence.put-template-in-force': 'put a letter template in force',
  'correspondence.retire-template': 'retired a letter template',
} as const;

export const houseEvents = {
  'correspondence.templates-changed': 'A letter template of the house changed: templateId, facilityId.',
} as const;
