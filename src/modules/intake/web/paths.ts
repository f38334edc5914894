export const monitorPath = '/intake';
export const deskPath = '/intake/desk';
/** One document to be, at the index desk. */
export const partPath = (partId: string) => `/intake/desk/${partId}`;
/** How a batch is cut. */
export const separatePath = (batchId: string) => `/intake/batches/${batchId}`;
export const batchesPath = '/intake/batches';
export const itemPath = (itemId: string) => `/intake/items/${itemId}`;
export const learningPath = '/intake/learning';
/** Rules of intake that the site sets. */
export const siteRulesPath = '/intake/rules';
export const rulesPath = '/intake/policies';
export const sourcesPath = '/intake/sources';
export const sourcePath = (sourceId: string) => `/intake/sources/${sourceId}`;
export const sheetsPath = '/intake/sheets';
export const reconciliationPath = '/intake/reconciliation';
export const legacyPath = '/intake/legacy';
export const legacyIndexPath = (indexId: string) => `/intake/legacy/indexes/${indexId}`;
export const legacyRunPath = (runId: string) => `/intake/legacy/runs/${runId}`;
export const projectsPath = '/intake/projects';
export const projectPath = (projectId: string) => `/intake/projects/${projectId}`;
export const boxPath = (boxId: string) => `/intake/boxes/${boxId}`;
/** A filed document to be entered once more, or a difference to be settled. */
export const verifyPath = (id: string) => `/intake/verify/${id}`;
export const verifyingPath = '/intake/verifying';
export const objectsPath = '/intake/objects';
/** The form for a thing; what it came with, whose it is or which piece it follows goes along as ids. */
export const newObjectPath = '/intake/objects/new';
export const objectPath = (objectId: string) => `/intake/objects/${objectId}`;
