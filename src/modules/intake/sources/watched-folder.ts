import { join } from 'node:path';
import type { Services } from '../../../platform/services.ts';

export function watchedFolder(settings: Services['settings']): string {
  return settings.watch === '' ? join(settings.data, 'inbox') : settings.watch;
}
