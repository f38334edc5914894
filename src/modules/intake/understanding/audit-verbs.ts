export const auditVerbs = {
  'intake.learn': 'learnt document types from what is filed',
  'intake.ask-to-learn': 'asked for the document types to be learnt anew',
  'intake.view-learning': 'looked at what was learnt of document types',
  'intake.view-policies': 'looked at which documents may file themselves',
  'intake.set-policy': 'said which documents may file themselves',
  'intake.remove-policy': 'took back a rule of which documents may file themselves',
  'intake.list-forms': 'looked at the list of form numbers',
  'intake.set-form': 'set what a form number is filed as',
  'intake.remove-form': 'took a form number off the list',
} as const;
