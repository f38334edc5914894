import { Button, Group, Skeleton } from '@mantine/core';
import { useState, type CSSProperties, type ReactNode } from 'react';
import { Empty } from '../feedback/Empty.tsx';
import { useTexts } from '../i18n.ts';
import { turned, type Box, type Quarter } from './geometry.ts';
import { type ViewerPage } from './PageViewer.tsx';
import classes from './viewer.module.css';

export interface Word {
  readonly text: string;
  readonly box: Box;
  /** 0 to 1, as the reader judged it. */
  readonly confidence?: number;
}

/** A place on the page with what it means in words; `danger` where a person must look. */
export interface Mark {
  readonly box: Box;
  readonly label: string;
  readonly tone: 'plain' | 'danger';
}

export interface PageSheetProps {
  readonly page: ViewerPage;
  readonly number: number;
  readonly scale: number;
  readonly rotation: Quarter;
  readonly words: readonly Word[];
  readonly zone: Box | undefined;
  readonly marks: readonly Mark[];
  readonly isMarked: ((word: Word) => boolean) | undefined;
  readonly otherwise: ReactNode;
  readonly overlay?: ReactNode;
}

/** Below this the reader itself doubts the word. */
const DOUBTFUL = 0.7;
/** A page of small print holds some 1,500 words; past this the text is there to read but not word by word. */
const MOST_WORDS = 4_000;

/** One page: the image, and its text over it: unseen, but there to be read aloud, searched and copied. */
export function PageSheet(props: PageSheetProps) {
  const { page, number, scale, rotation, words, zone, marks, isMarked, otherwise } = props;
  const t = useTexts('ui');
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading');
  const [tries, setTries] = useState(0);
  const outer = turned(page, rotation);
  const paper: CSSProperties = {
    width: page.width * scale,
    height: page.height * scale,
    transform: turn(page.width * scale, page.height * scale, rotation),
  };
  if (state === 'failed') {
    return (
      <Empty icon="alert" title={t('viewer.failed')} text={t('viewer.failedText')}>
        <Group>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setTries(tries + 1);
              setState('loading');
            }}
          >
            {t('retry')}
          </Button>
          {otherwise}
        </Group>
      </Empty>
    );
  }
  return (
    <div className={classes['sheet']} style={{ width: outer.width * scale, height: outer.height * scale }}>
      <div className={classes['paper']} style={paper}>
        {state === 'loading' && <Skeleton className={classes['bones'] ?? ''} height="100%" radius={0} />}
        <img
          key={tries}
          src={page.imageUrl}
          alt={words.length === 0 ? t('viewer.image', { number }) : ''}
          width={page.width * scale}
          height={page.height * scale}
          draggable={false}
          onLoad={() => setState('shown')}
          onError={() => setState('failed')}
        />
        <TextLayer words={words} number={number} height={page.height * scale} isMarked={isMarked} />
        {marks.length > 0 && (
          <ul className={classes['marks']} aria-label={t('viewer.marks', { number })}>
            {marks.map((mark, index) => (
              <li key={index} style={placed(mark.box)} data-tone={mark.tone} data-side={sideOf(mark.box)}>
                <span style={{ maxWidth: roomFor(mark.box) * page.width * scale }}>{mark.label}</span>
              </li>
            ))}
          </ul>
        )}
        {props.overlay}
        {zone !== undefined && <span className={classes['zone']} style={placed(zone)} aria-hidden />}
      </div>
    </div>
  );
}

/** The name of a mark lies under it, on the side where the page has more room for it, and never beside the page. */
const sideOf = ({ left, width }: Box): 'left' | 'right' => (left + width / 2 > 0.5 ? 'left' : 'right');
const roomFor = (area: Box): number => (sideOf(area) === 'left' ? area.left + area.width : 1 - area.left);

function TextLayer({
  words,
  number,
  height,
  isMarked,
}: {
  readonly words: readonly Word[];
  readonly number: number;
  readonly height: number;
  readonly isMarked: ((word: Word) => boolean) | undefined;
}) {
  const t = useTexts('ui');
  if (words.length === 0) return null;
  return (
    <div className={classes['text']} role="group" aria-label={t('viewer.text', { number })}>
      {words.slice(0, MOST_WORDS).map((word, index) => (
        <span
          key={index}
          style={{ ...placed(word.box), fontSize: Math.max(4, word.box.height * height * 0.8) }}
          data-marked={isMarked?.(word) === true || undefined}
          data-doubtful={(word.confidence ?? 1) < DOUBTFUL || undefined}
        >
          {`${word.text} `}
        </span>
      ))}
    </div>
  );
}

function placed(box: Box): CSSProperties {
  const percent = (part: number) => `${part * 100}%`;
  return { left: percent(box.left), top: percent(box.top), width: percent(box.width), height: percent(box.height) };
}

function turn(width: number, height: number, rotation: Quarter): string {
  if (rotation === 90) return `translate(${height}px, 0) rotate(90deg)`;
  if (rotation === 180) return `translate(${width}px, ${height}px) rotate(180deg)`;
  if (rotation === 270) return `translate(0, ${width}px) rotate(270deg)`;
  return 'none';
}
