import clsx from 'clsx';

/** Holds the place of what is being loaded, in its size: `<Skeleton className="h-4 w-40" />`. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx('block animate-pulse rounded-sm bg-hover', className)} />;
}
