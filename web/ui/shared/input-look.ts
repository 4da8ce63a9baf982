/** The common look of everything one types or chooses in. */
export const INPUT_LOOK =
	'w-full text-ellipsis min-w-0 rounded-control border-stroke border-line-strong bg-panel px-3 text-base text-ink placeholder:text-ink-faint aria-invalid:border-red aria-invalid:bg-red-soft disabled:bg-sunken disabled:text-ink-soft';
