/** People of a story in real browser contexts: a phone with a camera and a position, a desk. */
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { CHROMIUM, CHROMIUM_ARGS } from '../../scripts/lib/chromium.mjs';
import { DEMO_PASSWORD } from '../../scripts/town/people';
import type { Pos } from '../../web/domain/geo';

/** The browser's own moving test picture stands in for a camera. */
const CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

const common = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };

export const launch = (): Promise<Browser> =>
	chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_ARGS, ...CAMERA] });

export const phoneAt = (pos: Pos) => ({
	...common,
	viewport: { width: 360, height: 740 },
	isMobile: true,
	hasTouch: true,
	permissions: ['geolocation', 'camera'],
	geolocation: { latitude: pos.lat / 1e7, longitude: pos.lng / 1e7, accuracy: 8 }
});

export const deskSeat = { ...common, viewport: { width: 1440, height: 900 } };

/** A phone whose storage outlives its browser, as a real one's does. */
export const ownPhone = (profile: string, pos: Pos): Promise<BrowserContext> =>
	chromium.launchPersistentContext(profile, {
		executablePath: CHROMIUM,
		args: [...CHROMIUM_ARGS, ...CAMERA],
		...phoneAt(pos)
	});

export async function signIn(page: Page, url: string, username: string): Promise<void> {
	await page.goto(url);
	await page.locator('input[autocomplete="username"]').fill(username);
	await page.locator('input[type="password"]').fill(DEMO_PASSWORD);
	await page.keyboard.press('Enter');
}

/** A press that is counted: what a person's thumb has to do. */
export class Thumb {
	taps = 0;

	constructor(readonly page: Page) {}

	async tap(role: 'button' | 'link', name: string | RegExp): Promise<void> {
		this.taps++;
		await this.page
			.getByRole(role, { name, exact: typeof name === 'string' })
			.first()
			.click();
	}
}
