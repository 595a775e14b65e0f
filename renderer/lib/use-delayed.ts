import { useEffect, useState } from 'react';

/** True once something has held for some milliseconds, false as soon as it holds no more. */
export function useDelayed(holds: boolean, milliseconds: number): boolean {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!holds) return;
    const timer = setTimeout(() => setLong(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [holds, milliseconds]);
  return holds && isLong;
}
