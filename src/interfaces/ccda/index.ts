import { defineModule } from '../../platform/module.ts';
import { jobs, reactions } from './entries/take-entries.ts';
import { sectionRoutes } from './sections/read-sections.ts';
import { problems } from './problems.ts';

export type { ImportResult } from './import-file.ts';
export { ccdaRoutes } from './routes.ts';

export const module = defineModule({
  name: 'ccda',
  problems,
  routes: sectionRoutes,
  permissions: {
    'ccda/import': 'Import C-CDA documents.',
  },
  jobs,
  reactions,
  auditVerbs: {
    'ccda.follow-documents': 'looked whether a document is C-CDA',
    'ccda.read-entries': 'looked up a C-CDA document to read its entries',
    'ccda.take-entries': 'kept the entries of a C-CDA document as FHIR',
    'ccda.open-sections': 'read a C-CDA document by its sections',
    'ccda.find-parent': 'looked up what a C-CDA document adds to',
    'ccda.prepare': 'looked up what a C-CDA document becomes',
    'ccda.import': 'imported a C-CDA document',
  },
});
