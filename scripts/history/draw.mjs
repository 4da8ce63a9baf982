/**
 * Draws the demo's photos into `pictures/`: flat scenes with 示例图片 written on them. Run by hand when
 * a scene is added: `node scripts/history/draw.mjs`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { CHROMIUM } from '../lib/chromium.mjs';
import { drawScene, SCENES } from './draw-scene.mjs';

const folder = fileURLToPath(new URL('./pictures', import.meta.url));
const views = ['near', 'far', 'after', 'again'];

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
	executablePath: CHROMIUM,
	args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
});
try {
	const page = await browser.newPage();
	for (const scene of Object.keys(SCENES)) {
		for (const view of views) {
			const [full, thumb] = await page.evaluate(
				`(${drawScene.toString()})(${JSON.stringify(SCENES[scene])}, '${view}')`
			);
			writeFileSync(join(folder, `${scene}-${view}.jpg`), Buffer.from(full, 'base64'));
			writeFileSync(join(folder, `${scene}-${view}.t.jpg`), Buffer.from(thumb, 'base64'));
		}
	}
} finally {
	await browser.close();
}
