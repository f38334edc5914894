import { useTexts } from '../../../ui/i18n.ts';
import { useDates } from '../../../ui/use-dates.ts';

/** Little wider than a phone, so that its words can be read there too. */
const W = 360;
const H = 120;
const LEFT = 52;
const BELOW = 24;
/** A register without duplicates is no full height. */
const LEAST_TOP = 1;

/** The duplicate rate through the months; where one was not counted the line goes on to the next. The table says the same. */
export function RatesLine({
  months,
}: {
  readonly months: readonly {
    readonly day: string;
    readonly rates: { readonly duplicate: { readonly percent: number | null } };
  }[];
}) {
  const t = useTexts('identity');
  const dates = useDates();
  const counted = months.flatMap(({ day, rates: { duplicate } }) =>
    duplicate.percent === null ? [] : [{ day, percent: duplicate.percent }],
  );
  const [first, last] = [counted[0], counted.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  const top = Math.max(LEAST_TOP, ...counted.map(({ percent }) => percent));
  const [from, to] = [Date.parse(first.day), Date.parse(last.day)];
  const points = counted.map(({ day, percent }) => ({
    x: ((Date.parse(day) - from) / (to - from)) * W,
    y: H - (percent / top) * H,
  }));
  const words = { fill: 'currentColor', fontSize: 13 };
  return (
    <figure style={{ margin: '8px 0 16px' }} aria-hidden>
      <figcaption style={{ fontSize: 14 }}>{t('rates.names.duplicate')}</figcaption>
      <svg viewBox={`${-LEFT} -12 ${W + LEFT + 12} ${H + 16 + BELOW}`} width="100%" style={{ maxWidth: '32rem' }}>
        <path d={`M0,0 V${H} H${W} M0,0 H${W}`} fill="none" stroke="currentColor" opacity={0.3} />
        <text {...words} x={-8} y={4} textAnchor="end">
          {`${top.toFixed(1)}\u00a0%`}
        </text>
        <text {...words} x={-8} y={H + 4} textAnchor="end">
          {'0\u00a0%'}
        </text>
        <text {...words} x={0} y={H + BELOW - 4}>
          {dates.day(first.day)}
        </text>
        <text {...words} x={W} y={H + BELOW - 4} textAnchor="end">
          {dates.day(last.day)}
        </text>
        <polyline
          points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
          fill="none"
          stroke="currentColor"
          strokeWidth={2}
        />
        {points.map(({ x, y }) => (
          <circle key={x} cx={x} cy={y} r={3} fill="currentColor" />
        ))}
      </svg>
    </figure>
  );
}
