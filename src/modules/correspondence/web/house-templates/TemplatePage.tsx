import { Anchor, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { type ResponseOf } from '../../../../platform/http/contract.ts';
import { addressOf } from '../../../../ui/api/call.ts';
import { useRead } from '../../../../ui/api/reads.tsx';
import { Notice } from '../../../../ui/feedback/Notice.tsx';
import { ProblemNotice } from '../../../../ui/feedback/ProblemNotice.tsx';
import { Waiting } from '../../../../ui/feedback/Waiting.tsx';
import { useTexts } from '../../../../ui/i18n.ts';
import { Page } from '../../../../ui/shell/Page.tsx';
import { houseContract } from '../../house-templates/contract.ts';
import { templatesPath } from '../paths.ts';
import { LANGUAGES, type Language } from '../letter.ts';
import { Findings, placed } from './Findings.tsx';
import { UploadButton } from './UploadButton.tsx';
import { VersionEntry } from './VersionEntry.tsx';
import classes from '../correspondence.module.css';

type Answer = ResponseOf<typeof houseContract.houseTemplates>;
type Uploaded = ResponseOf<typeof houseContract.uploadHouseTemplate>;

/** One letter: our words and those of the house side by side in both languages, and what its document may and must name. */
export default function TemplatePage() {
  const t = useTexts('correspondence');
  const { template = '' } = useParams({ strict: false });
  const read = useRead(houseContract.houseTemplates, {}, { live: ['correspondence.templates-'] });
  const letter = read.data?.letters.find(({ id }) => id === template);
  return (
    <Page title={letter?.title ?? t('houseTemplates.one')}>
      <Anchor component={Link} to={templatesPath}>
        {t('houseTemplates.back')}
      </Anchor>
      {read.error !== null && <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Waiting />}
      {read.data !== undefined && letter === undefined && (
        <Notice tone="attention" title={t('houseTemplates.unknown')} />
      )}
      {read.data !== undefined && letter !== undefined && (
        <Stack gap="xl">
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
            {LANGUAGES.map((language) => (
              <InLanguage key={language} letter={letter} language={language} all={read.data} />
            ))}
          </SimpleGrid>
          <Places letter={letter} given={read.data.given} ownFacts={read.data.ownFacts} />
        </Stack>
      )}
    </Page>
  );
}

function InLanguage(props: {
  readonly letter: Answer['letters'][number];
  readonly language: Language;
  readonly all: Answer;
}) {
  const t = useTexts('correspondence');
  const { letter, language, all } = props;
  const [last, setLast] = useState<Uploaded>();
  const versions = all.versions.filter((each) => each.template === letter.id && each.language === language);
  const isInForce = versions.some(({ state }) => state === 'in-force');
  const name = t(`write.languages.${language}`);
  return (
    <section aria-label={name}>
      <Title order={2} mb="xs">
        {name}
      </Title>
      <Stack gap="sm">
        {!letter.own && (
          <div>
            <Text size="sm">{t(isInForce ? 'houseTemplates.oursRests' : 'houseTemplates.oursStands')}</Text>
            <Group gap="md">
              <Anchor
                href={addressOf(houseContract.builtInSample, { template: letter.id }, { language })}
                target="_blank"
                rel="noopener"
                size="sm"
              >
                {t('houseTemplates.ourSample', { language: name })}
              </Anchor>
              <Anchor href={addressOf(houseContract.starter, { template: letter.id }, { language })} size="sm">
                {t('houseTemplates.starter', { language: name })}
              </Anchor>
            </Group>
          </div>
        )}
        <UploadButton
          query={{ template: letter.id, language, ...(letter.own ? { name: letter.title } : {}) }}
          label={t('houseTemplates.uploadIn', { language: name })}
          onUploaded={setLast}
        />
        {last?.id === null && <Findings findings={last.findings} taken={false} lists={listsOf(letter)} />}
        {versions.length === 0 && <Text size="sm">{t('houseTemplates.noVersion')}</Text>}
        {versions.length > 0 && (
          <ul className={classes['letters']} aria-label={t('houseTemplates.versions', { language: name })}>
            {versions.map((version) => (
              <VersionEntry key={version.id} version={version} people={all.people} lists={listsOf(letter)} />
            ))}
          </ul>
        )}
      </Stack>
    </section>
  );
}

/** What the document may name, and what the law asks it to. */
function Places(props: {
  readonly letter: Answer['letters'][number];
  readonly given: readonly string[];
  readonly ownFacts: Answer['ownFacts'];
}) {
  const t = useTexts('correspondence');
  const { letter, given } = props;
  const facts = letter.own ? props.ownFacts : letter.facts;
  const place = ({ name, kind, fields, optional }: Answer['ownFacts'][number]) => {
    if (kind === 'rows') return `{{#${name}}} ${fields.map((field) => `{{${field}}}`).join(' ')} {{/${name}}}`;
    return optional && !letter.own ? `{{#${name}}} {{${name}}} {{/${name}}}` : `{{${name}}}`;
  };
  return (
    <section aria-label={t('houseTemplates.places')}>
      <Title order={2} mb="xs">
        {t('houseTemplates.places')}
      </Title>
      <Text size="sm" mb="sm" maw="48rem">
        {t(letter.own ? 'houseTemplates.ownPlacesText' : 'houseTemplates.placesText')}
      </Text>
      {letter.must.length > 0 && (
        <Notice tone="attention" title={t('houseTemplates.must')}>
          <ul className={classes['plainList']}>
            {letter.must.map(({ needs, what, cite }) => (
              <li key={`${what} ${cite}`}>
                {what}: {needs.map((name) => placed(name, listsOf(letter))).join(' ')} ({cite})
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <dl className={classes['places']}>
        {facts.map((fact) => (
          <div key={fact.name}>
            <dt>{t(`facts.${fact.name}`, { defaultValue: fact.name })}</dt>
            <dd>{place(fact)}</dd>
          </div>
        ))}
        {letter.parts.map((name) => (
          <div key={name}>
            <dt>{t(`houseTemplates.parts.${name}`, { defaultValue: name })}</dt>
            <dd>{`{{${name}}}`}</dd>
          </div>
        ))}
        <div>
          <dt>{t('houseTemplates.given')}</dt>
          <dd>{given.map((name) => `{{${name}}}`).join(' ')}</dd>
        </div>
      </dl>
    </section>
  );
}

function listsOf({ facts }: Answer['letters'][number]): string[] {
  return facts.flatMap(({ name, kind }) => (kind === 'rows' ? [name] : []));
}
