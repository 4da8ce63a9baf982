/**
 * Which further acts the rules would let her do on this case now. Asked of the runner, never
 * guessed, and asked again at every change of the case.
 */
import { getApp } from '~/app/compose';
import type { CaseState } from '~/domain/case/state';
import type { Rejection } from '~/domain/error';

export type SideAct =
	'whistle' | 'selfHandle' | 'unpark' | 'void' | 'addPhotos' | 'check' | 'verify';

type Answer = Rejection | null;

export class Possible {
	#runner = getApp().runner;
	#can = $state.raw<readonly SideAct[]>([]);

	/** `team`: somebody a whistle would call. */
	constructor(state: () => CaseState | undefined, team: () => readonly string[]) {
		$effect(() => {
			const subject = state();
			if (!subject) return;
			let current = true;
			void this.#ask(subject.id, team()).then((can) => {
				if (current) this.#can = can;
			});
			return () => (current = false);
		});
	}

	can(act: SideAct): boolean {
		return this.#can.includes(act);
	}

	async #ask(id: string, team: readonly string[]): Promise<SideAct[]> {
		const reason = '-';
		const asks: readonly [SideAct, Promise<Answer>][] = [
			['selfHandle', this.#runner.preview('case.selfHandle', id, {})],
			['unpark', this.#runner.preview('case.unpark', id, { reason })],
			['void', this.#runner.preview('case.void', id, { reason })],
			['check', this.#runner.preview('case.check', id, { passed: true, words: '' })],
			['verify', this.#runner.preview('case.verifyExists', id, { exists: true, words: '' })],
			...(team.length > 0
				? [
						['whistle', this.#runner.preview('case.whistle', id, { units: [...team], reason })] as [
							SideAct,
							Promise<Answer>
						]
					]
				: [])
		];
		const answers = await Promise.all(
			asks.map(async ([act, answer]) => [act, await answer] as const)
		);
		return answers.filter(([, answer]) => answer === null).map(([act]) => act);
	}
}
