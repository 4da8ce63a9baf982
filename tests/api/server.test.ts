import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { startServer } from '../support/server';

test('a server starts on an empty folder, and again on the same one after a kill', async () => {
	const first = await startServer();
	expect(await first.superuserToken()).toMatch(/^ey/);
	await first.kill();
	const second = await startServer({ dataDir: first.dataDir });
	expect((await fetch(`${second.url}/api/health`)).status).toBe(200);
	await second.stop();
	await rm(first.dataDir, { recursive: true });
});
