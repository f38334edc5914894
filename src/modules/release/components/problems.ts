import { declareProblems } from '../../../platform/problem.ts';

export const componentProblems = declareProblems('release', {
  componentUnknown: { kind: 'not-found', title: 'There is no such component in this request' },
  componentOpen: { kind: 'refused', title: 'A component of this case is still owed' },
  componentUnexplained: { kind: 'invalid', title: 'Say why this component does not go out' },
  componentNotLogged: { kind: 'refused', title: 'No hand-over of this component is logged' },
  componentSent: { kind: 'conflict', title: 'This component was sent' },
  componentUnchanged: { kind: 'invalid', title: 'Nothing about this component would change' },
  componentUnnamed: { kind: 'invalid', title: 'Say which part this is' },
  dayPassed: { kind: 'invalid', title: 'That day has passed' },
});
