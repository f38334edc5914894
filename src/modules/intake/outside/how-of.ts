import type { HowReceived } from '../../documents/index.ts';

/** How a record from elsewhere came, as far as the way into intake tells. What was scanned here came as paper, by post until somebody says otherwise. */
export function howOf(source: string): HowReceived {
  switch (source) {
    case 'fax':
      return 'fax';
    case 'mail':
      return 'email';
    case 'rest':
      return 'electronic';
    default:
      return 'mail';
  }
}
