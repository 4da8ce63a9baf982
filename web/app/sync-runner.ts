/** Starts the loop of the person who works now: in a worker, in the page where there is none. */
import { openChannel, type Channel } from '../sync/channel';
import type { SyncOrder } from '../sync/start';
import type { Why } from '../sync/sync-state';

export class SyncRunner {
	#channel: Channel | undefined;
	#end = () => {};
	#inWorker = false;

	get inWorker(): boolean {
		return this.#inWorker;
	}

	start(order: SyncOrder): void {
		this.stop();
		this.#channel = openChannel(order.database);
		let over = false;
		let end = () => {};
		this.#end = () => {
			over = true;
			end();
		};
		const inPage = async () => {
			// Loaded only where it is needed: the worker has its own copy.
			const { startSync } = await import('../sync/start');
			if (over) return;
			const stop = await startSync(order);
			if (over) stop();
			else end = stop;
		};
		try {
			const worker = new Worker(new URL('../sync/worker.ts', import.meta.url), { type: 'module' });
			end = () => worker.terminate();
			this.#inWorker = true;
			const fall = () => {
				worker.terminate();
				this.#inWorker = false;
				if (!over) void inPage();
			};
			worker.onerror = fall;
			worker.onmessage = ({ data }: MessageEvent<unknown>) => data === 'failed' && fall();
			worker.postMessage(order);
		} catch {
			void inPage();
		}
	}

	tell(why: Why): void {
		this.#channel?.tell(why);
	}

	stop(): void {
		this.#end();
		this.#end = () => {};
		this.#channel?.close();
		this.#channel = undefined;
		this.#inWorker = false;
	}
}
