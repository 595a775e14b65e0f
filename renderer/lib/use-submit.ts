import { useRef, useState } from 'react';

export interface Submit {
  isBusy: boolean;
  /** What the newest try threw; undefined while there is none. */
  error: unknown;
  /** Does nothing while the one before is under way. */
  submit(): Promise<void>;
  clear(): void;
}

/** One task of a form or a button: under way once at a time, with its error kept to be shown beside it. */
export function useSubmit(task: () => Promise<void>): Submit {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  // Two clicks can come before the first one is drawn.
  const isUnderWay = useRef(false);
  return {
    isBusy,
    error,
    clear: () => setError(undefined),
    async submit() {
      if (isUnderWay.current) return;
      isUnderWay.current = true;
      setBusy(true);
      setError(undefined);
      try {
        await task();
      } catch (thrown) {
        setError(thrown);
      } finally {
        isUnderWay.current = false;
        setBusy(false);
      }
    },
  };
}
