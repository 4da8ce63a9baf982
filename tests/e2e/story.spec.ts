/**
 * The story the product is made for, on real parts: a blocked fire lane, found offline on patrol,
 * cleared and closed by joint duty at night; one unit has no account, one officer no network.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { findPocketBase, runCommand } from '../../scripts/lib/pocketbase.mjs';
import { buildTown } from '../../scripts/town/index';
import { checkCodeOf } from '../../web/domain/codes';
import type { CaseState } from '../../web/domain/case/state';
import { deskSeat, launch, ownPhone, phoneAt, signIn, Thumb } from '../support/people';
import { seededTemplate } from '../support/seeded';
import { startServer, type TestServer } from '../support/server';

test.describe.configure({ mode: 'serial' });

const town = buildTown();
const lane = town.elements.find((element) => element.id === town.landmarks.fireLane)!;

let server: TestServer;
let browser: Browser;
let profile: string;
let phone: BrowserContext;
let worker: Page;
let desk: Page;
let caseId: string;

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServer({ data: await seededTemplate() });
	browser = await launch();
	profile = mkdtempSync(join(tmpdir(), 'lianqin-phone-'));
});

test.afterAll(async () => {
	await phone?.close();
	await browser?.close();
	await server?.stop();
	rmSync(profile, { recursive: true, force: true });
});

test('on patrol and offline she finds the lane blocked: tile, two shots, saved, whistled', async () => {
	phone = await ownPhone(profile, lane.pos);
	worker = phone.pages()[0] ?? (await phone.newPage());
	await signIn(worker, server.url, 'wangge');
	await expect(worker.getByRole('link', { name: '消防通道', exact: true })).toBeVisible();
	await worker.evaluate(() => navigator.serviceWorker.ready);
	await startPatrol(worker);

	await phone.setOffline(true);
	await worker.getByRole('link', { name: '返回' }).click();
	const thumb = new Thumb(worker);
	await thumb.tap('link', '消防通道');
	await thumb.tap('button', '拍照');
	await expect(worker.getByRole('button', { name: '移除 近景' })).toBeVisible();
	await thumb.tap('button', '拍照');
	await expect(worker.getByRole('button', { name: '移除 全景' })).toBeVisible();
	await thumb.tap('button', '保存');
	await worker.waitForURL(/\/cases\//);
	await expect(worker.getByText('已存本机(未上传)')).toBeVisible();
	caseId = /\/cases\/([a-z0-9]{15})/.exec(worker.url())![1]!;
	console.log(`taps from tile to saved: ${thumb.taps} (two photos)`);
	expect(thumb.taps).toBeLessThanOrEqual(4);

	await thumb.tap('link', /吹哨/);
	await worker.getByRole('checkbox', { name: '周南村联勤联动站' }).uncheck();
	thumb.taps++;
	await thumb.tap('button', /^吹哨/);
	await expect(worker.getByText(/周浦消防救援站/).first()).toBeVisible();
	console.log(`taps with the whistle: ${thumb.taps}`);
});

test('the browser is closed, opens again without a network, and nothing is lost', async () => {
	await phone.close();
	phone = await ownPhone(profile, lane.pos);
	await phone.setOffline(true);
	worker = phone.pages()[0] ?? (await phone.newPage());
	await worker.goto(`${server.url}/cases/${caseId}`);
	await expect(worker.getByText('已存本机(未上传)')).toBeVisible();
	await expect(worker.getByText(/周浦消防救援站/).first()).toBeVisible();
});

test('once she is online the desk sees it within three seconds, without a reload', async () => {
	desk = await (await browser.newContext(deskSeat)).newPage();
	await signIn(desk, server.url, 'zhiban');
	await expect(desk.locator('a[data-case]').first()).toBeVisible({ timeout: 60_000 });
	await desk.keyboard.press('7');
	await phone.setOffline(false);
	await worker.getByText('已存本机(未上传)').waitFor({ state: 'hidden', timeout: 30_000 });
	const start = Date.now();
	await desk.locator(`a[data-case="${caseId}"]`).waitFor({ timeout: 3_000 });
	console.log(`desk saw it ${Date.now() - start} ms after the phone knew it was received`);
});

test('立案并派遣 in two acts: fire leads, police and property assist', async () => {
	await desk.locator(`a[data-case="${caseId}"]`).click();
	await expect(desk.getByRole('article')).toBeVisible();
	await desk.keyboard.press('d');
	await expect(desk.getByRole('dialog')).toContainText('周浦消防救援站');
	await desk.getByRole('checkbox', { name: '周南村联勤联动站' }).uncheck();
	await desk
		.getByRole('dialog')
		.getByRole('button', { name: /^立案并派遣/ })
		.click();
	await expect(desk.getByRole('dialog')).toBeHidden();
	const state = await caseOf();
	expect(state.status).toBe('handling');
	expect(state.clock?.limit.unit).toBe('urgentHour');
	const duties = Object.fromEntries(state.units.map((part) => [part.unit, part.duty]));
	expect(duties[town.landmarks.fire]).toBe('lead');
	expect(duties[town.landmarks.police]).toBe('assist');
	expect(duties[town.landmarks.property]).toBe('assist');
});

test('the units do their parts: one from a link, one offline until the end, the lead applies', async () => {
	test.setTimeout(150_000);
	// The police officer has seen the job and then has no network until his work is done.
	const police = await officer('paichusuo');
	await police.context().setOffline(true);
	await doJob(police, { lead: false });

	await doJobByLink();

	const fire = await officer('xiaofang');
	await doJob(fire, { lead: true });
	await police.context().setOffline(false);
	await expect(police.getByText('已存本机(未上传)')).toBeHidden({ timeout: 30_000 });
	await expect(fire.getByRole('button', { name: '申请办结' })).toBeVisible();
	await fire.getByRole('button', { name: '申请办结' }).click();
	await expect.poll(async () => (await caseOf()).status).toBe('checking');
});

test('the finder checks it, and the rule closes it', async () => {
	await worker.goto(`${server.url}/cases/${caseId}`);
	await worker.getByRole('link', { name: '核查' }).click({ timeout: 30_000 });
	await worker.getByRole('radio', { name: '核查通过' }).click();
	await worker.getByRole('button', { name: '提交', exact: true }).click();
	await expect.poll(async () => (await caseOf()).status, { timeout: 20_000 }).toBe('closed');
	expect((await caseOf()).closedHow).toBe('rule');
});

test('a resident at the same plate is told what is known, and follows a report by its code', async () => {
	const printed = runCommand(await findPocketBase(), server.dataDir, [
		'lq-links',
		town.landmarks.fireLanePlate
	]);
	const { residentLink } = JSON.parse(printed.split('\n').find((line) => line.startsWith('{'))!);
	const context = await browser.newContext({ ...phoneAt(lane.pos), javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(server.url + (residentLink as string));
	await expect(page.getByRole('link', { name: '119' })).toBeVisible();
	await page.getByLabel('说一句').fill('消防通道又被堵了');
	await page.getByRole('button', { name: '发送' }).click();
	await expect(page.getByText('查询编号').first()).toBeVisible();
	await page.getByRole('button', { name: '查办理情况' }).click();
	await expect(page.getByText('已收到').first()).toBeVisible();

	await page.goto(server.url + (residentLink as string));
	await expect(page.getByText('附近已有上报')).toBeVisible();
	await page.getByRole('button', { name: '我也遇到' }).click();
	await expect(page.getByText('查询编号').first()).toBeVisible();
	await context.close();
});

test('timeline, ledger, facts and database agree; the photos are the phone’s, to the byte', async () => {
	const state = await caseOf();
	for (const photo of state.photos) {
		const stored = await photoHash(desk, photo.sha256);
		expect(stored).toBe(photo.sha256);
		// The check code in the watermark is made of the original's hash.
		expect(checkCodeOf(stored)).toBe(checkCodeOf(photo.sha256));
	}
	expect(state.photos.filter((photo) => photo.kind === 'after').length).toBeGreaterThanOrEqual(2);
	expect(state.timeline).toHaveLength(state.rev);
	const verified = runCommand(await findPocketBase(), server.dataDir, ['lq-verify']);
	expect(verified).toContain('differences=0');
});

async function startPatrol(page: Page): Promise<void> {
	await page.getByRole('link', { name: '开始巡查' }).click();
	await page.getByRole('button', { name: '开始巡查' }).click();
	await expect(page.getByRole('button', { name: '结束巡查' })).toBeVisible();
}

async function officer(username: string): Promise<Page> {
	const page = await (await browser.newContext(phoneAt(lane.pos))).newPage();
	await signIn(page, server.url, username);
	await page.locator(`a[href="/cases/${caseId}"]`).first().click({ timeout: 30_000 });
	await page.waitForURL(/\/cases\//);
	// From here on the app needs no network.
	await page.evaluate(() => navigator.serviceWorker.ready);
	return page;
}

/** 接单 or 报到 → 到场 → 提交办理结果, each the one big next step of the page. */
async function doJob(page: Page, { lead }: { lead: boolean }): Promise<void> {
	await page.getByRole('button', { name: /^(接单|报到)$/ }).click();
	await page.getByRole('button', { name: '到场', exact: true }).click();
	await page.getByRole('link', { name: '提交办理结果' }).click();
	await page.getByRole('button', { name: '清理', exact: true }).click();
	if (lead) {
		await page.getByRole('button', { name: '拍照', exact: true }).click();
		await page.getByRole('button', { name: '拍照', exact: true }).last().click();
		await page.getByRole('button', { name: '完成' }).click();
	}
	await page.getByRole('button', { name: '提交', exact: true }).click();
	await page.waitForURL(new RegExp(`/cases/${caseId}$`));
}

/** The property company has no account: five taps from a link, and needs none. */
async function doJobByLink(): Promise<void> {
	const answer = await ask(desk, '/api/lq/job-links', {
		case: caseId,
		unit: town.landmarks.property
	});
	const page = await (await browser.newContext(phoneAt(lane.pos))).newPage();
	await page.goto((answer as { url: string }).url);
	const thumb = new Thumb(page);
	await thumb.tap('button', '接单');
	await thumb.tap('button', '到场');
	await expect(page.getByRole('heading', { name: '已到场' })).toBeVisible();
	await page.locator('input[type=file]').setInputFiles('scripts/history/pictures/bikes-after.jpg');
	thumb.taps++;
	await expect(page.locator('.thumbs img')).toBeVisible();
	await page.getByRole('checkbox', { name: '清理' }).check();
	thumb.taps++;
	await thumb.tap('button', '办结');
	await expect(page.getByText('已记下')).toBeVisible();
	console.log(`taps of the job link: ${thumb.taps}`);
}

/** The case as the database has it. */
async function caseOf(): Promise<CaseState> {
	const response = await fetch(`${server.url}/api/collections/cases/records/${caseId}`, {
		headers: { authorization: await server.superuserToken() }
	});
	return ((await response.json()) as { doc: CaseState }).doc;
}

async function ask(page: Page, path: string, body: unknown): Promise<unknown> {
	const token = await tokenOf(page);
	const response = await fetch(server.url + path, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: token },
		body: JSON.stringify(body)
	});
	return response.json();
}

async function photoHash(page: Page, sha256: string): Promise<string> {
	const response = await fetch(`${server.url}/api/lq/photos/${caseId}/${sha256}`, {
		headers: { authorization: await tokenOf(page) }
	});
	const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
	return Buffer.from(digest).toString('hex');
}

async function tokenOf(page: Page): Promise<string> {
	return page.evaluate(
		() =>
			new Promise<string>((resolve, reject) => {
				const open = indexedDB.open('lq-device');
				open.onerror = () => reject(new Error('no device database'));
				open.onsuccess = () => {
					const all = open.result.transaction('people').objectStore('people').getAll();
					all.onsuccess = () =>
						resolve((all.result as { token?: string }[]).find((row) => row.token)!.token!);
				};
			})
	);
}
