/** Puts the cursor into the box, after a dialog that closes now has given the focus back. */
export function focusComposer(): void {
  setTimeout(() => document.querySelector<HTMLElement>('[data-composer]')?.focus());
}
