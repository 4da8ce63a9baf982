import { expect, test } from '@playwright/test';
import { startServer, type TestServer } from '../support/server';

let server: TestServer;
test.beforeAll(async () => void (server = await startServer()));
test.afterAll(() => server.stop());

test('after one visit the app opens without a network, deep links too', async ({
	page,
	context
}) => {
	const violations: string[] = [];
	page.on('console', (line) => {
		if (line.text().includes('Content Security Policy')) violations.push(line.text());
	});
	await page.goto(server.url);
	await page.evaluate(() => navigator.serviceWorker.ready);

	await context.setOffline(true);
	for (const path of ['/', '/cases/abc123']) {
		const answer = await page.goto(server.url + path);
		expect(answer?.fromServiceWorker()).toBe(true);
		expect(answer?.status()).toBe(200);
		await expect(page.locator('script').first()).toBeAttached();
	}
	expect(violations).toEqual([]);
});

test('pages that the server renders are never answered from the shell', async ({
	page,
	context
}) => {
	await page.goto(server.url);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await context.setOffline(true);
	for (const path of ['/r/token', '/j/token', '/q', '/_/', '/api/health']) {
		await expect(page.goto(server.url + path)).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/);
	}
});

test('the worker keeps no answer of the server', async ({ page }) => {
	await page.goto(server.url);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await page.reload();
	const cached = await page.evaluate(async () => {
		const names = await caches.keys();
		const stores = await Promise.all(names.map((name) => caches.open(name)));
		const requests = await Promise.all(stores.map((store) => store.keys()));
		return requests.flat().map((request) => new URL(request.url).pathname);
	});
	expect(cached).toContain('/');
	expect(cached.filter((path) => path.startsWith('/api'))).toEqual([]);
});
