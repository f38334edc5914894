import { ActionIcon, Group, NumberInput, Text, Tooltip } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { Empty } from '../feedback/Empty.tsx';
import { useTexts } from '../i18n.ts';
import { Icon, type IconName } from '../icons.tsx';
import { useCommands } from '../keys/KeysProvider.tsx';
import {
  added,
  fitScale,
  fromMargin,
  rotated,
  zoneView,
  zoomed,
  type Box,
  type Fit,
  type Quarter,
} from './geometry.ts';
import { PageSheet, type Mark, type Word } from './PageSheet.tsx';
import classes from './viewer.module.css';

export interface ViewerPage {
  readonly id: string;
  /** Pixels of the image, as made by the server. */
  readonly width: number;
  readonly height: number;
  /** How the page is to be turned, degrees clockwise, before the viewer's own turning. */
  readonly turn?: Quarter;
  readonly imageUrl: string;
}

export interface PageViewerProps {
  readonly pages: readonly ViewerPage[];
  /** Counted from 0. */
  readonly index: number;
  readonly onIndex: (index: number) => void;
  /** Text of the page on show, for screen readers, copying and marking. */
  readonly words?: readonly Word[] | undefined;
  /** The place the focused field was read from: the viewer goes there. */
  readonly zone?: Box | undefined;
  /** Places with a meaning, drawn over the page on show. */
  readonly marks?: readonly Mark[] | undefined;
  readonly isMarked?: (word: Word) => boolean;
  /** Lies over the page on show and turns with it: something to draw on. */
  readonly overlay?: ReactNode;
  /** What can be done instead when the image of a page does not come (download the original). */
  readonly otherwise?: ReactNode;
  readonly tools?: ReactNode;
}

type Zoom = { readonly kind: 'fit'; readonly fit: Fit } | { readonly kind: 'scale'; readonly scale: number };

/** Page images made by our server, never the bytes a stranger sent; turning and zooming change only the view. */
export function PageViewer(props: PageViewerProps) {
  const { pages, index, onIndex, zone } = props;
  const t = useTexts('ui');
  const [zoom, setZoom] = useState<Zoom>({ kind: 'fit', fit: 'width' });
  const [viewTurn, setViewTurn] = useState<Quarter>(0);
  const view = useElementSize<HTMLDivElement>();
  const scroller = useRef<HTMLDivElement>(null);
  const [aim, setAim] = useState<{ readonly left: number; readonly top: number }>();
  const page = pages[index];
  const next = pages[index + 1];
  const rotation = added(viewTurn, page?.turn ?? 0);

  useEffect(() => {
    if (next !== undefined) new Image().src = next.imageUrl;
  }, [next]);
  // After the page has its new size, or there would be nowhere to scroll to.
  useLayoutEffect(() => {
    if (aim !== undefined) scroller.current?.scrollTo(aim);
  }, [aim]);
  useEffect(() => {
    if (zone === undefined || page === undefined || view.width === 0) return;
    const look = zoneView(page, view, rotation, fromMargin(zone));
    setZoom({ kind: 'scale', scale: look.scale });
    setAim({ left: look.scrollLeft, top: look.scrollTop });
    // Only a new zone or page moves the view; resizing or turning is the person's own doing.
  }, [zone, page?.id, view.width > 0]);

  const scale = page === undefined ? 1 : zoom.kind === 'scale' ? zoom.scale : fitScale(page, view, rotation, zoom.fit);
  const go = (to: number) => onIndex(Math.max(0, Math.min(pages.length - 1, to)));
  // Behind Alt too: on a screen of fields the hands are in a field, where a single key is text.
  const controls: readonly Control[] = [
    control('former', 'left', ['Alt+ArrowLeft'], () => go(index - 1), index <= 0),
    control('next', 'right', ['Alt+ArrowRight'], () => go(index + 1), index >= pages.length - 1),
    control('smaller', 'minus', ['-', 'Alt+-'], () => setZoom({ kind: 'scale', scale: zoomed(scale, 'out') })),
    control('larger', 'plus', ['+', '=', 'Alt+='], () => setZoom({ kind: 'scale', scale: zoomed(scale, 'in') })),
    control('width', 'width', ['0', 'Alt+0'], () => setZoom({ kind: 'fit', fit: 'width' })),
    control('whole', 'whole', ['9'], () => setZoom({ kind: 'fit', fit: 'page' })),
    control('turn', 'rotate', [']'], () => setViewTurn((now) => rotated(now, 90))),
  ];
  useCommands([
    ...controls.map(({ name, keys, run, disabled }) => ({
      ...{ id: `viewer.${name}`, group: t('viewer.group'), label: t(`viewer.${name}`), keys, run, disabled },
      ...{ reversal: 'reading' as const, hidden: true, repeats: true },
    })),
    {
      ...{ id: 'viewer.turnBack', group: t('viewer.group'), label: t('viewer.turnBack'), keys: ['['], hidden: true },
      run: () => setViewTurn((now) => rotated(now, -90)),
    },
  ]);

  if (page === undefined) return <Empty icon="pages" title={t('viewer.none')} />;
  return (
    <section className={classes['viewer']} aria-label={t('viewer.label')}>
      <Group className={classes['bar'] ?? ''} gap={4} wrap="nowrap" role="toolbar" aria-label={t('viewer.tools')}>
        <ViewerButton control={controls[0]} />
        <PageNumber index={index} count={pages.length} onIndex={go} />
        <ViewerButton control={controls[1]} />
        <span className={classes['gap']} />
        {controls.slice(2).map((each) => (
          <ViewerButton key={each.name} control={each} />
        ))}
        <Text size="xs" c="dimmed" className={classes['percent'] ?? ''}>
          {t('viewer.percent', { percent: Math.round(scale * 100) })}
        </Text>
        {props.tools}
      </Group>
      <div ref={view.ref} className={classes['frame']}>
        {/* Scrolling by keyboard needs the focus here (WCAG 2.1.1). */}
        <div
          ref={scroller}
          className={classes['scroller']}
          tabIndex={0}
          role="group"
          aria-label={t('viewer.page', { number: index + 1, of: pages.length })}
        >
          <PageSheet
            key={page.id}
            page={page}
            number={index + 1}
            scale={scale}
            rotation={rotation}
            words={props.words ?? []}
            zone={zone}
            marks={props.marks ?? []}
            isMarked={props.isMarked}
            otherwise={props.otherwise}
            overlay={props.overlay}
          />
        </div>
      </div>
    </section>
  );
}

interface Control {
  readonly name: string;
  readonly icon: IconName;
  readonly keys: readonly string[];
  readonly run: () => void;
  readonly disabled: boolean;
}

function control(name: string, icon: IconName, keys: readonly string[], run: () => void, disabled = false): Control {
  return { name, icon, keys, run, disabled };
}

function ViewerButton({ control: each }: { readonly control: Control | undefined }) {
  const t = useTexts('ui');
  if (each === undefined) return null;
  return (
    <Tooltip label={`${t(`viewer.${each.name}`)} (${each.keys[0] ?? ''})`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="md"
        aria-label={t(`viewer.${each.name}`)}
        disabled={each.disabled}
        onClick={each.run}
      >
        <Icon name={each.icon} size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

function PageNumber({
  index,
  count,
  onIndex,
}: {
  readonly index: number;
  readonly count: number;
  readonly onIndex: (index: number) => void;
}) {
  const t = useTexts('ui');
  return (
    <Group gap={4} wrap="nowrap">
      <NumberInput
        size="xs"
        w={52}
        hideControls
        aria-label={t('viewer.number')}
        value={index + 1}
        min={1}
        max={count}
        clampBehavior="strict"
        onChange={(value) => typeof value === 'number' && value >= 1 && onIndex(value - 1)}
      />
      <Text size="xs" c="dimmed" className={classes['percent'] ?? ''}>
        {t('viewer.of', { count })}
      </Text>
    </Group>
  );
}
