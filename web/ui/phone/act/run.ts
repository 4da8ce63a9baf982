/** Runs one act and says what became of it: done, or why not. */
import { getApp } from '~/app/compose';
import type { CommandRunner, RunData, RunOptions } from '~/app/doors';
import { wordsFor } from '~/app/error-catalog';
import { m } from '~/paraglide/messages';
import { toasts } from '~/ui/shared/toasts.svelte';

type Type = Parameters<CommandRunner['run']>[0];

/** True when it rests on this device. */
export async function runAct<T extends Type>(
	act: string,
	type: T,
	data: RunData<T>,
	options: RunOptions
): Promise<boolean> {
	const result = await getApp().runner.run(type, data, options);
	if (result.ok) toasts.say(m.phone_act_done({ act }), 'green');
	else toasts.say(wordsFor(result.rejection).text, 'red');
	return result.ok;
}
