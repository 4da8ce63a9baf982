/**
 * `npm run bench:exchange [-- DATA]`: how long the two exchanges of the protocol take against a real server with
 * the demo town: the first pull of a grid worker and of a desk, the pull
 * when nothing is new, and pushes of 1 and of 20 reports. Beside each the raw cost of the same round
 * trip: a request that only says hello.
 */
import { DEMO_PASSWORD } from '../scripts/town/people';
import { buildTown } from '../scripts/town/index';
import { fetchTransport } from '../web/sync/transport';
import { Phone } from '../tests/support/phone';
import { seededTemplate } from '../tests/support/seeded';
import { startServer } from '../tests/support/server';

const ROUNDS = 30;
const town = buildTown();
const lane = town.elements.find(({ id }) => id === town.landmarks.fireLane)!;

const server = await startServer({ data: process.argv[2] ?? (await seededTemplate()) });
try {
	const wire = fetchTransport({ origin: server.url });
	const open = (username: string) =>
		Phone.of({ wire, username, password: DEMO_PASSWORD, now: Date.now });
	await report('hello (raw round trip)', () => fetch(server.url + '/api/lq/hello'));
	for (const username of ['wangge', 'zhiban']) {
		const signedIn = await wire.login({ username, password: DEMO_PASSWORD, device: 'bench' });
		if (signedIn.kind !== 'answer' || !signedIn.answer.ok) throw new Error('sign-in failed');
		const { token, replica } = signedIn.answer;
		const start = performance.now();
		let after = 0;
		let rows = 0;
		let position = {};
		for (let more = true; more;) {
			const reply = await wire.pull(
				{ replica, after, limit: 2_000, windowDays: 30, ...position },
				token
			);
			if (reply.kind !== 'answer' || reply.answer.status !== 'done') throw new Error('no page');
			const page = reply.answer;
			rows += page.rows.length;
			after = page.next;
			position = { lineage: page.lineage, scopeHash: page.scopeHash };
			more = page.more;
		}
		const took = performance.now() - start;
		console.log(`${username}: first pull ${rows} rows in ${took.toFixed(0)} ms`);
		await report(`${username}: pull, nothing new`, () =>
			wire.pull({ replica, after, limit: 500, windowDays: 30, ...position }, token)
		);
	}
	const worker = await open('wangge');
	for (const size of [1, 20])
		await report(`push of ${size}, and the pull that follows`, () => worker.sync(), {
			before: async () => {
				for (let n = 0; n < size; n++) await save(worker);
			}
		});
} finally {
	await server.stop();
}

async function save(worker: Phone): Promise<void> {
	const { town: code, village, grid, pos, address } = lane;
	const saved = await worker.runner.run('case.report', {
		source: 'patrol',
		place: { town: code, village, grid, pos, address },
		words: '路灯不亮'
	});
	if (!saved.ok) throw new Error(saved.rejection.code);
}

async function report(
	name: string,
	work: () => Promise<unknown>,
	{ before }: { before?: () => Promise<void> } = {}
): Promise<void> {
	const times: number[] = [];
	for (let n = 0; n < ROUNDS; n++) {
		await before?.();
		const start = performance.now();
		await work();
		times.push(performance.now() - start);
	}
	times.sort((a, b) => a - b);
	const at = (part: number) => times[Math.floor((times.length - 1) * part)]!.toFixed(1);
	console.log(`${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);
}
