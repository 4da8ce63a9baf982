/** The loop beside the page: a long pull never holds up a finger. */
import { startSync, type SyncOrder } from './start';

self.onmessage = ({ data }: MessageEvent<SyncOrder>) => {
	void startSync(data).then(
		() => self.postMessage('started'),
		() => self.postMessage('failed')
	);
};
