import { Button } from '@mantine/core';
import { createElement, Fragment, type ReactNode, useState } from 'react';
import { useTexts } from '../../../ui/i18n.ts';
import { type Part } from '../contract.ts';
import classes from './ccda.module.css';

interface Picture {
  readonly mediaType: string;
  readonly base64: string;
}

interface NarrativeProps {
  readonly parts: readonly Part[];
  readonly pictures: readonly Picture[];
  /** Names what is scrolled on its own. */
  readonly section: string;
}

type Element = Exclude<Part, string>;
/** A table, list or section shows so many of its parts at first: a document may have a hundred thousand rows. */
const AT_ONCE = 200;
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif']);
const MARKS = { bold: 'strong', italics: 'em', emphasis: 'em', underline: 'u' } as const;

/** Narrative of a document as elements of our own: text, and the few forms of the contract. No markup of a sender's. */
export function NarrativeParts(props: NarrativeProps): ReactNode {
  return <Portion {...props} more={(button) => button} />;
}

/** `more`: where the button to the rest may stand inside that parent. */
function Portion({ parts, more, ...place }: NarrativeProps & { readonly more: (button: ReactNode) => ReactNode }) {
  const t = useTexts('ccda');
  const [most, setMost] = useState(AT_ONCE);
  const left = parts.length - most;
  return (
    <>
      {parts.slice(0, most).map((part, at) => (
        <Shown key={at} part={part} {...place} />
      ))}
      {left > 0 &&
        more(
          <Button size="compact-sm" variant="default" onClick={() => setMost(most + AT_ONCE)}>
            {t('more', { count: Math.min(left, AT_ONCE), left })}
          </Button>,
        )}
    </>
  );
}

function Shown({ part, ...place }: Omit<NarrativeProps, 'parts'> & { readonly part: Part }): ReactNode {
  if (typeof part === 'string') return part;
  return (part.styles ?? []).reduce<ReactNode>(
    (inside, style) => createElement(MARKS[style], null, inside),
    <Formed part={part} {...place} />,
  );
}

function Formed({ part, ...place }: Omit<NarrativeProps, 'parts'> & { readonly part: Element }): ReactNode {
  const t = useTexts('ccda');
  const inside = (
    <>
      {part.inside.map((each, at) => (
        <Shown key={at} part={each} {...place} />
      ))}
    </>
  );
  switch (part.form) {
    case 'words':
      return inside;
    case 'paragraph':
      return <div className={classes['paragraph']}>{inside}</div>;
    case 'list':
    case 'numbers':
      return createElement(
        part.form === 'list' ? 'ul' : 'ol',
        null,
        <Portion parts={part.inside.map(asItem)} {...place} more={(button) => <li>{button}</li>} />,
      );
    case 'item':
      return <li>{inside}</li>;
    case 'caption':
      return <div className={classes['caption']}>{inside}</div>;
    case 'table':
      return <Table part={part} {...place} />;
    // Only a table shows rows, only a row cells: what a sender put elsewhere is shown as text.
    case 'row':
    case 'cell':
    case 'heading-cell':
      return <Fragment>{inside} </Fragment>;
    case 'break':
      return <br />;
    case 'lower':
      return <sub>{inside}</sub>;
    case 'raised':
    case 'footnote-mark':
      return <sup>{inside}</sup>;
    case 'footnote':
      return <div className={classes['footnote']}>{inside}</div>;
    case 'link':
      return part.address === undefined ? (
        inside
      ) : (
        <a href={part.address} target="_blank" rel="noopener noreferrer nofollow">
          {part.inside.length === 0 ? part.address : inside}
        </a>
      );
    case 'picture': {
      const picture = part.picture === undefined ? undefined : place.pictures[part.picture];
      return (
        <span className={classes['figure']}>
          {picture !== undefined && SHOWN.has(picture.mediaType) ? (
            <img src={`data:${picture.mediaType};base64,${picture.base64}`} alt={t('picture')} />
          ) : (
            <em>{t('pictureMissing')}</em>
          )}
          {inside}
        </span>
      );
    }
  }
}

function Table({ part, ...place }: Omit<NarrativeProps, 'parts'> & { readonly part: Element }) {
  const t = useTexts('ccda');
  const isRow = (each: Part): each is Element => typeof each !== 'string' && each.form === 'row';
  const [rows, others] = [part.inside.filter(isRow), part.inside.filter((each) => !isRow(each))];
  const [most, setMost] = useState(AT_ONCE);
  const left = rows.length - most;
  return (
    <>
      {others.map((each, at) => (
        <Shown key={at} part={each} {...place} />
      ))}
      <div className={classes['wide']} tabIndex={0} role="group" aria-label={t('table', { section: place.section })}>
        <table>
          <tbody>
            {rows.slice(0, most).map((row, at) => (
              <tr key={at}>
                {row.inside.map((cell, of) => (
                  <Cell key={of} part={cell} {...place} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {left > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => setMost(most + AT_ONCE)}>
          {t('more', { count: Math.min(left, AT_ONCE), left })}
        </Button>
      )}
    </>
  );
}

function Cell({ part, ...place }: Omit<NarrativeProps, 'parts'> & { readonly part: Part }) {
  const isCell = typeof part !== 'string' && (part.form === 'cell' || part.form === 'heading-cell');
  const inside = isCell ? part.inside : [part];
  const element = isCell && part.form === 'heading-cell' ? 'th' : 'td';
  return createElement(
    element,
    isCell ? { colSpan: part.columns, rowSpan: part.rows } : null,
    inside.map((each, at) => <Shown key={at} part={each} {...place} />),
  );
}

function asItem(part: Part): Part {
  return typeof part !== 'string' && part.form === 'item' ? part : { form: 'item', inside: [part] };
}
