/**
 * The desk on real parts: the demo town, a real server, two seats. Keyboard first, because that is
 * how a centre works eight hours.
 */
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import { DEMO_PASSWORD } from '../../scripts/town/people';
import { seededTemplate } from '../support/seeded';
import { startServer, type TestServer } from '../support/server';

test.describe.configure({ mode: 'serial' });

let server: TestServer;
let context: BrowserContext;
let desk: Page;

async function signIn(page: Page, username: string): Promise<void> {
	await page.goto(server.url);
	await page.locator('input[autocomplete="username"]').fill(username);
	await page.locator('input[type="password"]').fill(DEMO_PASSWORD);
	await page.keyboard.press('Enter');
}

async function seat(browser: Browser): Promise<BrowserContext> {
	return browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
}

async function expectAccessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

const TICKET = `【12345市民服务热线】
工单编号：SH20251103004711
诉求人：甲示例
联系电话：13800001234
事发地址：周浦镇周祝公路1590弄
诉求内容：小区消防通道被两辆车堵住，车主联系不上，要求尽快处理。`;

test.beforeAll(async ({ browser }) => {
	test.setTimeout(240_000);
	server = await startServer({ data: await seededTemplate() });
	context = await seat(browser);
	desk = await context.newPage();
	await signIn(desk, 'zhiban');
	await expect(desk.locator('a[data-case]').first()).toBeVisible({ timeout: 60_000 });
});

test.afterAll(async () => {
	await context?.close();
	await server?.stop();
});

test('a pasted ticket becomes a case, filed and dispatched by keys, and can be taken back', async () => {
	await desk.keyboard.press('n');
	const paste = desk.locator('[data-paste]');
	await desk.evaluate((text) => navigator.clipboard.writeText(text), TICKET);
	await paste.focus();
	await desk.keyboard.press('Control+V');
	await expect(desk.getByLabel('12345 工单号')).toHaveValue('SH20251103004711');
	await expect(desk.getByLabel('地点写法')).toHaveValue(/周祝公路 1590 弄/);
	await expect(desk.getByRole('combobox', { name: /类别/ })).toHaveValue(/消防/);
	await expect(desk.getByLabel('情况说明')).not.toHaveValue(/13800001234|甲示例/);
	await expectAccessible(desk);

	await desk.getByRole('button', { name: '登记并派遣' }).click();
	const dialog = desk.getByRole('dialog');
	await expect(dialog.getByRole('button', { name: /立案并派遣/ })).toBeFocused();
	await expectAccessible(desk);
	await desk.keyboard.press('Enter');
	await expect(dialog).toBeHidden();
	const page = desk.getByRole('article');
	await expect(page.getByText('待接单').first()).toBeVisible();

	await desk.getByRole('button', { name: '撤销' }).click();
	await expect(page.getByText('待受理').first()).toBeVisible();
	await expect(desk.getByRole('button', { name: /立案并派遣/ })).toBeVisible();
});

test('a case of another seat appears within three seconds, without a reload', async ({
	browser
}) => {
	const other = await seat(browser);
	const page = await other.newPage();
	await signIn(page, 'zhongxin');
	await expect(page.locator('a[data-case]').first()).toBeVisible({ timeout: 60_000 });
	await page.keyboard.press('n');
	await page.getByLabel('查地址').fill('1590');
	await page.getByRole('listbox').getByRole('option').first().click();
	const words = '道闸坏了，车进不去';
	await page.getByLabel('情况说明').fill(words);
	await desk.keyboard.press('1');
	await desk.getByRole('button', { name: /现按紧急程度排序/ }).click();

	await page.getByRole('button', { name: '登记', exact: true }).click();
	const start = Date.now();
	await desk.locator('a[data-case]', { hasText: words }).waitFor({ timeout: 3_000 });
	console.log(`live after ${Date.now() - start} ms`);
	await expect(desk.getByText('新到 1 件')).toBeVisible();
	await other.close();
});

test('j, k, /, ?, Esc and the views work without a mouse', async () => {
	await desk.goto(`${server.url}/desk`);
	await expect(desk.locator('a[data-case]').first()).toBeVisible();
	const current = desk.locator('a[data-case][aria-current=true]');
	await desk.keyboard.press('9');
	await desk.keyboard.press('j');
	const first = (await current.getAttribute('data-case')) as string;
	await desk.keyboard.press('j');
	await expect(current).not.toHaveAttribute('data-case', first);
	await desk.keyboard.press('k');
	await expect(current).toHaveAttribute('data-case', first);
	await desk.keyboard.press('Enter');
	await expect(desk.getByRole('article')).toBeFocused();
	await expectAccessible(desk);

	await desk.keyboard.press('?');
	await expect(desk.getByRole('dialog')).toContainText('立案并派遣');
	await desk.keyboard.press('Escape');
	await desk.keyboard.press('/');
	await desk.keyboard.type('消防通道');
	await expect(desk.getByRole('list', { name: '查到的案件' })).toBeVisible();
	await desk.keyboard.press('Escape');
	await desk.keyboard.press('Escape');
	await expect(desk).toHaveURL(/\/desk$/);
});

test('a unit without account gets its card text for pasting', async () => {
	await desk.keyboard.press('4');
	const copy = desk.getByRole('button', { name: '复制任务链接' }).first();
	for (let n = 0; n < 30 && !(await copy.isVisible()); n++) {
		await desk.keyboard.press('j');
		await desk.waitForTimeout(250);
	}
	await copy.click();
	await expect(desk.getByText('任务卡已复制')).toBeVisible();
	const card = await desk.evaluate(() => navigator.clipboard.readText());
	expect(card).toContain(`${server.url}/j/`);
});

test('it works on without a network and says so', async () => {
	await desk.keyboard.press('1');
	await desk.keyboard.press('j');
	await expect(desk.getByRole('button', { name: /立案并派遣/ })).toBeVisible();
	await context.setOffline(true);
	await desk.keyboard.press('d');
	await desk.keyboard.press('Enter');
	await expect(desk.getByRole('article').getByText('待接单').first()).toBeVisible();
	await expect(desk.getByText('已存本机(未上传)')).toBeVisible();
	await expect(desk.getByText(/没有网络/)).toBeVisible();
	await context.setOffline(false);
	await expect(desk.getByText(/没有网络/)).toBeHidden({ timeout: 15_000 });
	await expect(desk.getByText('已存本机(未上传)')).toBeHidden({ timeout: 15_000 });
});
