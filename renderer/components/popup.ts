/** The look of everything that floats: menus, selects, comboboxes. */
export const popupClass =
  'origin-(--transform-origin) rounded-lg bg-raised p-1 text-ink shadow-popup outline-none transition-[opacity,scale] duration-100 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0';
