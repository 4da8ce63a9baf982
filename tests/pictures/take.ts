/**
 * `npm run pictures`: the README's pictures, taken from a demo town that runs. Day and dark, Chinese
 * and English, so that a change of the screens changes the pictures by one command.
 */
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { deskSeat, launch, phoneAt, signIn } from '../support/people';
import { dispatchFireLane, linksOf } from '../support/job';
import { seededTemplate } from '../support/seeded';
import { startServer } from '../support/server';
import { root } from '../../scripts/lib/source-hash.mjs';
import { buildTown } from '../../scripts/town/index';

const town = buildTown();
const lane = town.elements.find((element) => element.id === town.landmarks.fireLane)!;
const phone = phoneAt(lane.pos);
const DARK: BrowserContextOptions = { colorScheme: 'dark' };

const server = await startServer({ data: await seededTemplate() });
const browser = await launch();
try {
	const links = await linksOf(server, town, await dispatchFireLane(server, town));
	await signedIn(browser, 'wangge', phone, async (page) => {
		await page.getByRole('link', { name: '消防通道', exact: true }).waitFor();
		await page.waitForTimeout(2_500);
		await shoot(page, 'phone-today');
		await page.getByRole('link', { name: '消防通道', exact: true }).click();
		await page.getByRole('button', { name: '拍照' }).click();
		await page.getByRole('button', { name: '移除 近景' }).waitFor();
		await page.getByText('正在定位').waitFor({ state: 'hidden' });
		await shoot(page, 'phone-report');
		await page.goto(`${server.url}/patrol`);
		await page.getByRole('button', { name: '开始巡查' }).click();
		await page.getByRole('button', { name: '结束巡查' }).waitFor();
		await page.waitForTimeout(1_500);
		await shoot(page, 'phone-patrol');
		await page.goto(`${server.url}/map`);
		await page.waitForTimeout(3_000);
		await shoot(page, 'phone-map');
	});
	await signedIn(browser, 'xiaofang', { ...phone, ...DARK, locale: 'en' }, async (page) => {
		await page.locator('a[href^="/cases/"]').first().click();
		await page.waitForTimeout(2_000);
		await shoot(page, 'phone-job-dark-en');
	});
	await signedIn(browser, 'zhiban', deskSeat, async (page) => {
		await page.locator('a[data-case]').first().waitFor({ timeout: 60_000 });
		await page.keyboard.press('4');
		await page.keyboard.press('j');
		await page.waitForTimeout(3_000);
		await shoot(page, 'desk');
		await page.keyboard.press('1');
		await page.keyboard.press('j');
		await page.getByRole('article').waitFor();
		await page.waitForTimeout(1_500);
		await page.keyboard.press('d');
		await page.getByRole('dialog').waitFor();
		await page.waitForTimeout(1_500);
		await shoot(page, 'desk-dispatch');
	});
	await signedIn(browser, 'zhongxin', { ...deskSeat, ...DARK, locale: 'en' }, async (page) => {
		await page.locator('a[data-case]').first().waitFor({ timeout: 60_000 });
		await page.keyboard.press('4');
		await page.keyboard.press('j');
		await page.waitForTimeout(3_000);
		await shoot(page, 'desk-dark-en');
	});
	await open(browser, links.residentLink, phone, (page) => shoot(page, 'resident'));
	await open(browser, links.jobLink, phone, (page) => shoot(page, 'job-link'));
} finally {
	await browser.close();
	await server.stop();
}

async function signedIn(
	from: Browser,
	username: string,
	options: BrowserContextOptions,
	then: (page: Page) => Promise<void>
): Promise<void> {
	const context = await from.newContext(options);
	const page = await context.newPage();
	await signIn(page, server.url, username);
	await page.waitForURL(/\/(today|desk|jobs|leader)/);
	await then(page);
	await context.close();
}

async function open(
	from: Browser,
	path: string,
	options: BrowserContextOptions,
	then: (page: Page) => Promise<void>
): Promise<void> {
	const context = await from.newContext(options);
	const page = await context.newPage();
	await page.goto(server.url + path);
	await then(page);
	await context.close();
}

async function shoot(page: Page, name: string): Promise<void> {
	const path = join(root, `tests/pictures/${name}.jpg`);
	await page.screenshot({ path, type: 'jpeg', quality: 82 });
	console.log(name);
}
