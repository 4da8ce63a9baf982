import { m } from '~/paraglide/messages';
import type { View } from './views';

export const VIEW_WORD: Readonly<Record<View, () => string>> = {
	takeIn: m.desk_view_takeIn,
	verify: m.desk_view_verify,
	dispatch: m.desk_view_dispatch,
	handling: m.desk_view_handling,
	check: m.desk_view_check,
	late: m.desk_view_late,
	whistle: m.desk_view_whistle,
	returned: m.desk_view_returned,
	all: m.desk_view_all
};
