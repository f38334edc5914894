import { defineModule } from '../../platform/module.ts';
import { problems } from './problems.ts';

export type { ImportResult } from './import-file.ts';
export { ccdaRoutes } from './routes.ts';

export const module = defineModule({
  name: 'ccda',
  problems,
  permissions: {
    'ccda/import': 'Import C-CDA documents.',
  },
  auditVerbs: {
    'ccda.prepare': 'looked up what a C-CDA document becomes',
    'ccda.import': 'imported a C-CDA document',
  },
});
