import { defineModule } from '../../platform/module.ts';
import { jobs, reactions } from './entries/take-entries.ts';
import { problems } from './problems.ts';

export type { ImportResult } from './import-file.ts';
export { ccdaRoutes } from './routes.ts';

export const module = defineModule({
  name: 'ccda',
  problems,
  permissions: {
    'ccda/import': 'Import C-CDA documents.',
  },
  jobs,
  reactions,
  auditVerbs: {
    'ccda.follow-documents': 'looked whether a document is C-CDA',
    'ccda.read-entries': 'looked up a C-CDA document to read its entries',
    'ccda.take-entries': 'kept the entries of a C-CDA document as FHIR',
    'ccda.prepare': 'looked up what a C-CDA document becomes',
    'ccda.import': 'imported a C-CDA document',
  },
});
