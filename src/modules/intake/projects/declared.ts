/** What paper-to-electronic projects add to the module's declaration. */
export const projectEvents = {
  'intake.project-changed': 'A project, a box, a volume or the chain of custody changed: projectId.',
} as const;

export const projectVerbs = {
  'intake.list-projects': 'listed the paper-to-electronic projects',
  'intake.open-project': 'opened a project',
  'intake.plan-project': 'changed the plan of a project',
  'intake.view-project': 'looked at a project',
  'intake.register-box': 'registered a box of paper',
  'intake.find-box': 'looked a box up by its label',
  'intake.open-box': 'opened a box of paper',
  'intake.register-volume': 'registered a volume of paper',
  'intake.sign-custody': 'signed a step of a chain of custody',
  'intake.print-custody': 'printed a custody sheet or label',
} as const;
