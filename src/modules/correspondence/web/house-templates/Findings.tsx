import { Stack, Text } from '@mantine/core';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { Mark } from '../../../../ui/feedback/Mark.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { type houseContract } from '../../house-templates/contract.ts';
import classes from '../correspondence.module.css';

type Finding = ResponseOf<typeof houseContract.uploadHouseTemplate>['findings'][number];

/** What is wrong with a Word document or worth knowing: what hinders stands first, with its citation. */
export function Findings(props: {
  readonly findings: readonly Finding[];
  readonly taken: boolean;
  /** Names that are lists: they are placed with two marks. */
  readonly lists?: readonly string[];
}) {
  const { findings, taken, lists = [] } = props;
  const t = useTexts('correspondence');
  const sentence = ({ kind, name, hint }: Finding) => {
    const words = {
      name: kind === 'left-away' ? t(`houseTemplates.leftAway.${name}`) : name,
      place: placed(name, lists),
      hint: hint ?? '',
      nearest: `{{${hint ?? ''}}}`,
    };
    return t(`houseTemplates.findings.${kind === 'unknown' && hint === null ? 'unknownAlone' : kind}`, words);
  };
  return (
    <Stack gap="xs">
      {!taken && <Notice tone="danger" title={t('houseTemplates.notTaken')} alerts />}
      {findings.length > 0 && (
        <ul className={classes['letters']} aria-label={t('houseTemplates.found')}>
          {findings.map((finding) => (
            <li key={`${finding.kind} ${finding.name} ${finding.cite ?? ''}`}>
              <Mark tone={finding.weight === 'stop' ? 'danger' : 'attention'}>
                {t(`houseTemplates.weights.${finding.weight}`)}
              </Mark>{' '}
              <Text span size="sm">
                {sentence(finding)}
              </Text>
              {finding.cite !== null && (
                <Text size="xs" c="dimmed">
                  {finding.cite}
                </Text>
              )}
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}

/** As it is written into the document. */
export function placed(name: string, lists: readonly string[]): string {
  return lists.includes(name) ? `{{#${name}}} … {{/${name}}}` : `{{${name}}}`;
}
