/** Signing out, asked once: what has not been sent stays here, and the question says how much. */
import { getApp } from '~/app/compose';
import { m } from '~/paraglide/messages';

export class Leaving {
	asked = $state(false);
	#unsent = $state(0);
	#session = getApp().session;
	#done: () => void;

	constructor(done: () => void) {
		this.#done = done;
	}

	get text(): string {
		return this.#unsent > 0 ? m.desk_sign_out_unsent({ n: this.#unsent }) : m.desk_sign_out_text();
	}

	async ask(): Promise<void> {
		this.#unsent = await this.#session.unsent();
		this.asked = true;
	}

	leave = async (): Promise<void> => {
		await this.#session.signOut();
		this.#done();
	};
}
