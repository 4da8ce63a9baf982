/** Which moves the rules allow on this case now, and why not the others. */
import { wordsFor } from '~/app/error-catalog';
import type { App, RunData } from '~/app/doors';
import type { CaseCommandType } from '~/domain/case/commands';
import type { Rejection } from '~/domain/error';
import { m } from '~/paraglide/messages';
import { stageOf } from '~/ui/case/stage';
import { stageWord } from '~/ui/case/words/status-words';
import type { Act, View } from './act';
import { sampleValues } from './samples';
import { ACTS } from './table';

export interface Move {
	readonly act: Act;
	/** Absent: it may be made. */
	readonly why?: string;
}

/** What is wrong only with the data it was asked with says nothing about the case. */
function aboutTheCase(rejection: Rejection | null): Rejection | undefined {
	if (!rejection || rejection.field !== undefined) return undefined;
	if (rejection.code.startsWith('command/') || rejection.code === 'case/nothing-changed')
		return undefined;
	return rejection;
}

async function moveOf(app: App, act: Act, view: View): Promise<Move> {
	const values = sampleValues(act, view);
	if (!values) return { act, why: m.desk_nothing_to_choose() };
	const data = act.data(values, view) as RunData<CaseCommandType>;
	const refused = aboutTheCase(await app.runner.preview(act.type, view.state.id, data));
	return refused ? { act, why: whyNot(refused, view) } : { act };
}

/** Most often it is the stage: then a few words are enough, because they stand there many times. */
function whyNot(refused: Rejection, { state }: View): string {
	if (refused.code === 'case/wrong-status')
		return m.desk_why_stage({ stage: stageWord(stageOf(state)) });
	return wordsFor(refused).text;
}

/** Make it in a component's script: it asks anew whenever the case has changed. */
export class Moves {
	all = $state.raw<readonly Move[]>([]);

	constructor(app: App, view: () => View | undefined) {
		$effect(() => {
			const now = view();
			this.all = [];
			if (!now) return;
			let current = true;
			const offered = ACTS.filter((act) => act.offered?.(now) ?? true);
			void Promise.all(offered.map((act) => moveOf(app, act, now))).then((moves) => {
				if (current) this.all = moves;
			});
			return () => (current = false);
		});
	}

	move(type: CaseCommandType): Move | undefined {
		return this.all.find((move) => move.act.type === type);
	}

	/** False too while the rules have not answered yet. */
	may(type: CaseCommandType): boolean {
		const move = this.move(type);
		return move !== undefined && move.why === undefined;
	}
}
