/** The sign of the app: two tracks and a switch. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" width={size} height={size} className="shrink-0 text-accent">
      <rect width="32" height="32" rx="7" fill="currentColor" />
      <g fill="none" strokeWidth="2.8" strokeLinecap="round" strokeLinejoin="round" className="stroke-accent-ink">
        <path d="M6.5 21.5h19" />
        <path d="M9.5 21.5c7 0 5-11 12-11h4" />
      </g>
      <circle cx="9.5" cy="21.5" r="2.8" className="fill-accent-ink" />
    </svg>
  );
}
