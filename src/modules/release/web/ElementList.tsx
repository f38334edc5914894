import { Text } from '@mantine/core';
import { Mark } from '../../../ui/feedback/Mark.tsx';
import { useTexts } from '../../../ui/i18n.ts';
import { type ReleaseCase } from './case.ts';
import classes from './release.module.css';
import { ELEMENT_TONES } from './words.ts';

type Element = NonNullable<ReleaseCase['verification']>['elements'][number];

const WORST_FIRST = ['defect', 'missing', 'unclear', 'found'];

/** Each required element, found or missing, with the paragraph that asks for it; what is missing stands first. */
export function ElementList({ elements, label }: { readonly elements: readonly Element[]; readonly label: string }) {
  const t = useTexts('release');
  const sorted = [...elements].sort((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state));
  return (
    <ul className={classes['elements']} aria-label={label}>
      {sorted.map(({ ruleId, id, text, cite, state }) => (
        <li key={`${ruleId}/${id}`}>
          <Mark tone={ELEMENT_TONES[state] ?? 'neutral'} icon={state === 'found' ? 'check' : 'cross'}>
            {t(`elements.${state}`)}
          </Mark>
          <div>
            <Text size="sm">{text}</Text>
            <Text size="xs" c="dimmed">
              {cite}
            </Text>
          </div>
        </li>
      ))}
    </ul>
  );
}
