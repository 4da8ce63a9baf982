/** What tabs tell the loop, whichever tab or worker it runs in. Data never travels here. */
import type { Why } from './sync-state';

const WHYS: readonly Why[] = ['work', 'online', 'visible', 'retry', 'start'];

export interface Channel {
	tell(why: Why): void;
	close(): void;
}

export function openChannel(replicaName: string, heard: (why: Why) => void = () => {}): Channel {
	const channel = new BroadcastChannel(`lq-sync-${replicaName}`);
	channel.onmessage = ({ data }: MessageEvent<unknown>) => {
		const why = WHYS.find((known) => known === data);
		if (why) heard(why);
	};
	return { tell: (why) => channel.postMessage(why), close: () => channel.close() };
}
