/**
 * `npm run bench:first-load`: what a first visit costs, counted on the wire in a real browser: the phone
 * until the sign-in form can be used, and with everything the worker keeps for offline; the
 * resident's page; the job link. Bytes that the server sent, compressed, headers
 * included, to the page and its workers.
 */
import { connect, createServer, type AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { deskSeat, launch, phoneAt, signIn } from '../tests/support/people';
import { dispatchFireLane, linksOf } from '../tests/support/job';
import { seededTemplate } from '../tests/support/seeded';
import { startServer } from '../tests/support/server';
import { buildTown } from '../scripts/town/index';

const town = buildTown();
const lane = town.elements.find(({ id }) => id === town.landmarks.fireLane)!;
const phone = phoneAt(lane.pos);

const server = await startServer({ data: await seededTemplate() });
const wire = await countingWire(server.port);
const browser = await launch();
try {
	const links = await linksOf(server, town, await dispatchFireLane(server, town));
	await measure(browser, 'phone, until the sign-in form', phone, async (page) => {
		await page.goto(wire.url);
		await page.locator('input[autocomplete="username"]').waitFor();
	});
	await measure(browser, 'phone, with what it keeps for offline', phone, async (page) => {
		await page.goto(wire.url);
		await page.evaluate(() => navigator.serviceWorker.ready);
	});
	await measure(browser, 'phone, until Today after sign-in', phone, async (page) => {
		await signIn(page, wire.url, 'wangge');
		await page.getByRole('link', { name: '消防通道', exact: true }).waitFor();
	});
	await measure(browser, 'desk, until the queue after sign-in', deskSeat, async (page) => {
		await signIn(page, wire.url, 'zhiban');
		await page.locator('a[data-case]').first().waitFor({ timeout: 60_000 });
	});
	await measure(browser, 'resident page', phone, (page) => visit(page, links.residentLink));
	await measure(browser, 'job link', phone, (page) => visit(page, links.jobLink));
} finally {
	await browser.close();
	wire.close();
	await server.stop();
}

function visit(page: Page, path: string): Promise<unknown> {
	return page.goto(wire.url + path, { waitUntil: 'networkidle' });
}

async function measure(
	from: Browser,
	name: string,
	options: BrowserContextOptions,
	then: (page: Page) => Promise<unknown>
): Promise<void> {
	const context = await from.newContext(options);
	const page = await context.newPage();
	wire.bytes = 0;
	const start = performance.now();
	await then(page);
	const took = Math.round(performance.now() - start);
	console.log(`${name}: ${(wire.bytes / 1000).toFixed(1)} kB in ${took} ms`);
	await context.close();
}

/** What stands between: counts for pages and workers alike. */
async function countingWire(port: number) {
	const count = { url: '', bytes: 0, close: () => void between.close() };
	const between = createServer((client) => {
		const upstream = connect(port, '127.0.0.1');
		upstream.on('data', (chunk) => (count.bytes += chunk.length));
		client.pipe(upstream).pipe(client);
		for (const [end, other] of [[client, upstream] as const, [upstream, client] as const])
			end.on('error', () => other.destroy());
	});
	await new Promise<void>((done) => between.listen(0, '127.0.0.1', done));
	count.url = `http://127.0.0.1:${(between.address() as AddressInfo).port}`;
	return count;
}
