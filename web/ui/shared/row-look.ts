/** Classes of a row's inner element, shared by the link, the button and the plain form. */
export const ROW_LOOK =
	'flex w-full min-h-control items-center gap-3 px-4 py-row text-left text-ink';
export const ROW_PRESSABLE =
	'hover:bg-sunken focus-visible:-outline-offset-3 aria-[current=true]:bg-accent-soft aria-[current=true]:shadow-[inset_0.25rem_0_0_var(--accent)]';
