import type { Settings } from '../../../platform/settings.ts';
import { careProblems } from './problems.ts';

/** @throws release/no-mail-server */
export function mustHaveMailServer({ smtpUrl }: Pick<Settings, 'smtpUrl'>): void {
  if (smtpUrl !== '') return;
  throw careProblems.noMailServer({
    detail: 'Nothing was sent. Hand the packet over yourself, or ask the administrator for a mail server.',
    at: 'number',
  });
}
