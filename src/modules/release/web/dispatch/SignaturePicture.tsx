import classes from './dispatch.module.css';

const WIDTH = 400;
const HEIGHT = 120;

/** The lines as they were drawn. */
export function SignaturePicture({ strokes }: { readonly strokes: readonly (readonly (readonly number[])[])[] }) {
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" className={classes['signature']} aria-hidden>
      {strokes.map((stroke, index) => (
        <polyline
          key={index}
          points={stroke.map(([x = 0, y = 0]) => `${x * WIDTH},${y * HEIGHT}`).join(' ')}
          fill="none"
          stroke="currentColor"
          strokeWidth={2}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ))}
    </svg>
  );
}
