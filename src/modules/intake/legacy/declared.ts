import type { JobDefinition } from '../../../platform/module.ts';
import { fileLegacyRows } from './file-rows.ts';
import { runLegacyImport } from './run-import.ts';

/** What legacy archives add to the module's declaration. */
export const legacyEvents = {
  'intake.legacy-started': 'A pass through the index of an archive began: runId.',
  'intake.legacy-finished': 'A pass through the index of an archive ended: runId.',
} as const;

export const legacyVerbs = {
  'intake.take-legacy-index': 'took the index of an archive in',
  'intake.open-legacy-index': 'opened the index of an archive',
  'intake.save-legacy-map': 'saved a map of an index',
  'intake.start-legacy': 'began an import of an archive',
  'intake.run-legacy': 'went through the index of an archive',
  'intake.file-legacy': 'filed pages by the index of an archive',
  'intake.list-legacy': 'listed the imports of archives',
  'intake.open-legacy': 'opened the import of an archive',
  'intake.save-legacy-rows': 'saved the rows of an import as a table',
} as const;

export const legacyJobs: readonly JobDefinition[] = [
  { name: 'intake.run-legacy', run: (context, payload) => runLegacyImport(context, String(payload['runId'])) },
  { name: 'intake.file-legacy', run: (context, payload) => fileLegacyRows(context, String(payload['itemId'])) },
];
