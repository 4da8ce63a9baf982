/** What waits for the centre's decision, as the desk last heard it. Asked of the server, never stored. */
import { askKeeping, type KeepingResponse } from '~/app/keeping';
import type { Rejection } from '~/domain/error';

const LIST = 100;
/** Quarantine is rare and never urgent to the second. */
const COUNT_EVERY_MS = 60_000;

export class Keeping {
	answer = $state.raw<KeepingResponse>();
	failed = $state.raw<Rejection>();

	read = async (): Promise<void> => {
		const asked = await askKeeping(LIST);
		if (asked.ok) {
			this.answer = asked.answer;
			keepingCount.take(asked.answer);
		}
		this.failed = asked.ok ? undefined : asked.rejection;
	};
}

/** The number in the frame; 0 while nobody can be asked. */
class KeepingCount {
	left = $state(0);

	take({ commandsLeft, replicasLeft }: KeepingResponse): void {
		this.left = commandsLeft + replicasLeft;
	}

	/** Until the returned function is called. */
	watch(): () => void {
		const ask = async () => {
			const asked = await askKeeping(0);
			if (asked.ok) this.take(asked.answer);
		};
		void ask();
		const timer = setInterval(() => void ask(), COUNT_EVERY_MS);
		return () => clearInterval(timer);
	}
}

export const keepingCount = new KeepingCount();
