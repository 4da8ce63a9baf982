/** The realtime stream as a browser without the SDK would read it. */
import type { TestServer } from './server';

export interface Events {
	/** HTTP status of the subscription. */
	subscribe(topics: readonly string[], token?: string): Promise<number>;
	/** What came since the connection was made, without the greeting. */
	messages(): { event: string; data: string }[];
	/** Every byte that came. */
	raw(): string;
	close(): void;
}

export async function openEvents(server: TestServer): Promise<Events> {
	const controller = new AbortController();
	const answer = await fetch(`${server.url}/api/realtime`, { signal: controller.signal });
	const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
	let text = '';
	const pump = async (): Promise<void> => {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			text += value;
		}
	};
	while (!text.includes('\n\n')) text += (await reader.read()).value ?? '';
	pump().catch(() => undefined);
	const clientId = /"clientId":"([^"]+)"/.exec(text)![1];

	return {
		async subscribe(subscriptions, token) {
			const { status } = await fetch(`${server.url}/api/realtime`, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					...(token === undefined ? {} : { authorization: token })
				},
				body: JSON.stringify({ clientId, subscriptions })
			});
			return status;
		},
		messages: () =>
			text
				.split('\n\n')
				.map((block) => ({
					event: /^event:\s*(.*)$/m.exec(block)?.[1] ?? '',
					data: /^data:\s*(.*)$/m.exec(block)?.[1] ?? ''
				}))
				.filter(({ event }) => event !== '' && event !== 'PB_CONNECT'),
		raw: () => text,
		close: () => controller.abort()
	};
}
