import { Button, Group, Text } from '@mantine/core';
import { type PointerEvent, useRef } from 'react';
import { useTexts } from '../../../../ui/i18n.ts';
import { SignaturePicture } from './SignaturePicture.tsx';
import classes from './dispatch.module.css';

export type Drawn = [number, number][][];
const MOST_STROKES = 200;
const MOST_POINTS = 2_000;

/** Drawn with a pen, a finger or the mouse; whoever cannot signs on paper, in the field below. */
export function SignatureField({
  drawn,
  onChange,
}: {
  readonly drawn: Drawn;
  readonly onChange: (drawn: Drawn) => void;
}) {
  const t = useTexts('release');
  const drawing = useRef(false);
  const at = (event: PointerEvent<HTMLDivElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    const part = (value: number, size: number) => Math.round(Math.min(Math.max(value / size, 0), 1) * 1e4) / 1e4;
    return [part(event.clientX - box.left, box.width), part(event.clientY - box.top, box.height)];
  };
  return (
    <div>
      <Group justify="space-between">
        <Text size="sm" fw={500} id="signature-label">
          {t('dispatch.signature')}
        </Text>
        {drawn.length > 0 && (
          <Button size="compact-xs" variant="default" onClick={() => onChange([])}>
            {t('dispatch.clear')}
          </Button>
        )}
      </Group>
      <div
        role="img"
        aria-labelledby="signature-label"
        className={classes['pad']}
        onPointerDown={(event) => {
          if (drawn.length >= MOST_STROKES) return;
          drawing.current = true;
          event.currentTarget.setPointerCapture(event.pointerId);
          onChange([...drawn, [at(event)]]);
        }}
        onPointerMove={(event) => {
          const last = drawn.at(-1);
          if (!drawing.current || last === undefined || last.length >= MOST_POINTS) return;
          onChange([...drawn.slice(0, -1), [...last, at(event)]]);
        }}
        onPointerUp={() => (drawing.current = false)}
        onPointerCancel={() => (drawing.current = false)}
      >
        <SignaturePicture strokes={drawn} />
      </div>
    </div>
  );
}
