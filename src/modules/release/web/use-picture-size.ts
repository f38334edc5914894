import { useEffect, useState } from 'react';

/** Until the picture is there. */
export const SHEET = { width: 1105, height: 1430 };

/** A page whose picture is drawn or fetched when it is looked at has no size on record. */
export function usePictureSize(url: string): { width: number; height: number } {
  const [size, setSize] = useState({ url: '', ...SHEET });
  useEffect(() => {
    const image = new Image();
    image.onload = () => setSize({ url, width: image.naturalWidth, height: image.naturalHeight });
    image.src = url;
    return () => {
      image.onload = null;
    };
  }, [url]);
  return { width: size.width, height: size.height };
}
