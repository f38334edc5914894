import { type ReactNode } from 'react';
import { Mark } from '../feedback/Mark.tsx';
import { useTexts } from '../i18n.ts';
import { type IconName } from '../icons.tsx';
import { type Tone } from '../theme.ts';
import classes from './shell.module.css';

export interface BannerFact {
  readonly label: string;
  readonly value: string;
}

export interface BannerFlag {
  readonly text: string;
  readonly tone: Tone;
  readonly icon?: IconName;
}

export interface SubjectBannerProps {
  readonly name: string;
  /** Two identifiers at least: the name alone never tells two people apart. */
  readonly facts: readonly [BannerFact, BannerFact, ...BannerFact[]];
  readonly flags: readonly BannerFlag[];
  readonly actions?: ReactNode;
}

/** Whose record this is, in a band that never scrolls away. Fed by values; the kit does not know what a patient is. */
export function SubjectBanner({ name, facts, flags, actions }: SubjectBannerProps) {
  const t = useTexts('ui');
  return (
    <section className={classes['banner']} aria-label={t('banner.label')}>
      <strong className={classes['bannerName']}>{name}</strong>
      <dl>
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {flags.length > 0 && (
        <ul aria-label={t('banner.flags')}>
          {flags.map(({ text, tone, icon }) => (
            <li key={text}>
              <Mark tone={tone} {...(icon === undefined ? {} : { icon })}>
                {text}
              </Mark>
            </li>
          ))}
        </ul>
      )}
      <div className={classes['bannerActions']}>{actions}</div>
    </section>
  );
}
