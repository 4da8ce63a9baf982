/** The keys of the desk in words, for the `?` overlay. */
import { m } from '~/paraglide/messages';

export const keyGroups = () => [
	{
		title: m.desk_keys_queue(),
		keys: [
			{ keys: 'j', words: m.desk_key_next() },
			{ keys: 'k', words: m.desk_key_previous() },
			{ keys: 'Enter', words: m.desk_key_open() },
			{ keys: '/', words: m.desk_key_search() },
			{ keys: '1-9', words: m.desk_key_views() },
			{ keys: 'Esc', words: m.desk_key_escape() }
		]
	},
	{
		title: m.desk_keys_case(),
		keys: [
			{ keys: 'D', words: m.desk_key_dispatch() },
			{ keys: 'U', words: m.desk_key_remind() },
			{ keys: 'N', words: m.desk_key_new() },
			{ keys: 'Ctrl V', words: m.desk_key_paste() },
			{ keys: '?', words: m.desk_key_help() }
		]
	}
];
