import { defineWebModule } from '../../../ui/module.ts';
import en from './messages/en.json';
import { rulePath, rulesPath } from './paths.ts';

export { rulePath } from './paths.ts';

export const web = defineWebModule({
  name: 'regulations',
  permissions: ['regulations/read'],
  routes: [
    { path: rulesPath, title: 'rules.title', page: () => import('./RulesPage.tsx'), permission: 'regulations/read' },
    {
      path: '/rules/$ruleId',
      title: 'rule.title',
      page: () => import('./RulePage.tsx'),
      permission: 'regulations/read',
    },
  ],
  navigation: [
    {
      to: rulesPath,
      label: 'rules.nav',
      icon: 'shield',
      group: 'oversight',
      order: 40,
      permission: 'regulations/read',
    },
  ],
  slots: [],
  opens: { rule: (id) => rulePath(id) },
  messages: { en },
});
