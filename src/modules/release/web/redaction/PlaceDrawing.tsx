import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { VisuallyHidden } from '@mantine/core';
import { useTexts } from '../../../../ui/i18n.ts';
import { between, FIRST_BOX, movePlace, SMALLEST, type Box } from './move-place.ts';
import classes from './redaction.module.css';

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Lies over a page: a place is drawn with the mouse, or set down with Enter, moved with the arrows, sized with Shift, taken
 * with Enter again.
 */
export function PlaceDrawing({
  drafts,
  onTake,
}: {
  readonly drafts: readonly Box[];
  readonly onTake: (box: Box) => void;
}) {
  const t = useTexts('release');
  const [box, setBox] = useState<Box>();
  const start = useRef<Point>(undefined);

  const begin = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = pointOf(event);
    setBox(undefined);
  };
  const go = (event: PointerEvent<HTMLDivElement>) => {
    if (start.current !== undefined) setBox(between(start.current, pointOf(event)));
  };
  const end = (event: PointerEvent<HTMLDivElement>) => {
    if (start.current === undefined) return;
    const drawn = between(start.current, pointOf(event));
    start.current = undefined;
    setBox(undefined);
    if (drawn.w >= SMALLEST && drawn.h >= SMALLEST) onTake(drawn);
  };
  const key = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.altKey || event.metaKey) return;
    const next = act(event, box);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (next === 'take' && box !== undefined) onTake(box);
    setBox(typeof next === 'string' ? undefined : next);
  };
  return (
    <div
      className={classes['drawing']}
      role="application"
      tabIndex={0}
      aria-label={t('redaction.draw')}
      aria-description={t('redaction.drawHint')}
      onPointerDown={begin}
      onPointerMove={go}
      onPointerUp={end}
      onPointerCancel={() => {
        start.current = undefined;
        setBox(undefined);
      }}
      onKeyDown={key}
    >
      {drafts.map((draft, index) => (
        <span key={index} className={classes['draft']} style={placed(draft)} />
      ))}
      {box !== undefined && <span className={classes['draft']} data-moving style={placed(box)} />}
      <VisuallyHidden role="status">
        {box !== undefined &&
          t('redaction.at', {
            left: percent(box.x),
            top: percent(box.y),
            width: percent(box.w),
            height: percent(box.h),
          })}
      </VisuallyHidden>
    </div>
  );
}

/** What a key does to the box; undefined where it is not for us. */
function act(event: KeyboardEvent, box: Box | undefined): Box | 'take' | 'drop' | undefined {
  if (event.key === 'Enter' || event.key === ' ') return box === undefined ? FIRST_BOX : 'take';
  if (box === undefined) return undefined;
  return event.key === 'Escape' ? 'drop' : movePlace(box, event);
}

/** In the page's own directions, also where the view is turned. */
function pointOf({ nativeEvent, currentTarget }: PointerEvent<HTMLDivElement>): Point {
  return { x: nativeEvent.offsetX / currentTarget.offsetWidth, y: nativeEvent.offsetY / currentTarget.offsetHeight };
}

const percent = (part: number) => Math.round(part * 100);

function placed({ x, y, w, h }: Box) {
  return { left: `${x * 100}%`, top: `${y * 100}%`, width: `${w * 100}%`, height: `${h * 100}%` };
}
