/**
 * Every route of the app in every look: zh-CN and en; day, dark and sunlight; plain and large text.
 * Nothing cut, nothing sideways, nothing of the other language, no target too small for a thumb, no
 * violation that axe knows. Routes come from the folder: one that nobody opens here is a failure.
 */
import {
	expect,
	test,
	type Browser,
	type BrowserContextOptions,
	type Page
} from '@playwright/test';
import { findPocketBase, runCommand } from '../../scripts/lib/pocketbase.mjs';
import { buildTown } from '../../scripts/town/index';
import type { CaseState } from '../../web/domain/case/state';
import { DESK, LEADER, OFFICER, STRANGER, worker, type Place } from '../support/looks/places';
import { routeIds, routeOf } from '../support/looks/routes';
import { Sweep, type Locale } from '../support/looks/sweep';
import { wordPattern } from '../support/looks/words';
import { deskSeat, launch, phoneAt, signIn } from '../support/people';
import { seededTemplate } from '../support/seeded';
import { startServer, type TestServer } from '../support/server';

const LOCALES: readonly Locale[] = ['zh-CN', 'en'];
const town = buildTown();
const lane = town.elements.find((element) => element.id === town.landmarks.fireLane)!;
const phone = phoneAt(lane.pos);
const WORKER = worker(lane.id);
const routes = routeIds();

let server: TestServer;
let browser: Browser;
let cases: CaseState[];

test.describe.configure({ timeout: 120_000 });

test.beforeAll(async () => {
	test.setTimeout(240_000);
	server = await startServer({ data: await seededTemplate() });
	browser = await launch();
	cases = await openCases();
});

test.afterAll(async () => {
	await browser?.close();
	await server?.stop();
});

test('every route of the app has somebody who opens it', () => {
	const opened = [STRANGER, WORKER, OFFICER, DESK, LEADER].flat().map(({ route }) => route);
	expect(routes.filter((route) => !opened.includes(route))).toEqual([]);
});

/** Two rounds at once, for two cores; each has its own list of findings. */
test('the app, as each role sees it', async () => {
	// A busy machine takes several times as long as a quiet one.
	test.setTimeout(480_000);
	const phones = async () => {
		await sweep({
			who: 'wangge',
			places: WORKER,
			options: phone,
			lists: ['/today', '/me/reports']
		});
		await sweep({ who: 'nobody', places: STRANGER, options: phone });
		await sweep({ who: 'lingdao', places: LEADER, options: phone, lists: ['/leader'] });
	};
	const desks = async () => {
		await sweep({ who: 'zhiban', places: DESK, options: deskSeat, lists: ['/desk'] });
		await sweep({ who: 'xiaofang', places: OFFICER, options: phone, lists: ['/jobs'] });
	};
	await Promise.all([phones(), desks()]);
});

test('pages without login, by day and by night', async () => {
	const printed = runCommand(await findPocketBase(), server.dataDir, [
		'lq-links',
		town.landmarks.fireLanePlate,
		...linkJob()
	]);
	const links = JSON.parse(printed.split('\n').find((line) => line.startsWith('{'))!);
	const findings: string[] = [];
	for (const colorScheme of ['light', 'dark'] as const) {
		const context = await browser.newContext({ ...phone, colorScheme });
		const page = await context.newPage();
		await Sweep.prepare(page);
		const seen = new Sweep(page, { who: `public ${colorScheme}`, locale: 'zh-CN', thumb: true });
		for (const path of [links.residentLink, links.jobLink, '/q', '/r/nobody', '/j/nobody']) {
			await page.goto(server.url + path);
			await seen.see(path.replace(/\w{20,}/, '…'));
		}
		await page.goto(server.url + links.residentLink);
		await page.getByLabel('说一句').fill('楼道里堆了东西');
		await page.getByRole('button', { name: '发送' }).click();
		await page.getByText('查询编号').first().waitFor();
		await seen.see('receipt');
		await page.getByRole('button', { name: '查办理情况' }).click();
		await page.getByText('已收到').first().waitFor();
		await seen.see('/q with a code');
		findings.push(...seen.report());
		await context.close();
	}
	expect.soft(findings.join('\n')).toBe('');
});

interface Round {
	readonly who: string;
	readonly places: readonly Place[];
	readonly options: BrowserContextOptions;
	/** Pages whose links name the cases of her screen; none where nobody signs in. */
	readonly lists?: readonly string[];
}

async function sweep({ who, places, options, lists }: Round): Promise<void> {
	const start = Date.now();
	// A browser of its own: it draws frames for the page in front only.
	const own = await launch();
	const context = await own.newContext({ ...options, reducedMotion: 'reduce' });
	const page = await context.newPage();
	page.setDefaultTimeout(15_000);
	await Sweep.prepare(page);
	const thumb = options.isMobile === true;
	await page.goto(server.url);
	if (lists) await signIn(page, server.url, who);
	const mine = await casesOn(page, lists ?? []);
	const findings: string[] = [];
	let seen = 0;
	let axeMs = 0;
	for (const locale of LOCALES) {
		await page.evaluate((language) => localStorage.setItem('lianqin.locale', language), locale);
		await page.reload();
		const round = new Sweep(page, { who, locale, thumb, known: ['lianqin', 'demo'] });
		const caseWith = (fits: (state: CaseState) => boolean) => {
			const found = mine.find(fits);
			if (!found) throw new Error(`${who} sees no case for this place`);
			return found;
		};
		const visit = { page, url: server.url, caseWith, word: wordPattern(locale) };
		for (const { route, shown, lands, open } of places) {
			const place = shown ? `${route} (${shown})` : route;
			try {
				await open(visit);
				await round.see(place);
				const there = routeOf(new URL(page.url()).pathname, routes);
				if (there !== (lands ?? route)) throw new Error(`led to ${there}`);
			} catch (error) {
				round.missed(place, error);
			}
		}
		findings.push(...round.report());
		seen += round.places;
		axeMs += round.axeMs;
	}
	await own.close();
	console.log(`${who}: ${seen} screens in ${Date.now() - start} ms, axe ${axeMs} ms`);
	expect.soft(findings.join('\n')).toBe('');
}

/** The cases that her lists link to, as the database has them. */
async function casesOn(page: Page, lists: readonly string[]): Promise<CaseState[]> {
	const found: CaseState[] = [];
	for (const list of lists) {
		await page.waitForURL(/\/(today|jobs|desk|leader|me)/);
		if (new URL(page.url()).pathname !== list) await page.goto(server.url + list);
		const links = page.locator('a[href*="/cases/"], a[data-case], a[href^="/leader/"]');
		await links.first().waitFor({ timeout: 60_000 });
		const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
		const ids = hrefs.map((href) => href?.split('/').at(-1));
		found.push(...cases.filter(({ id }) => ids.includes(id)));
	}
	return found;
}

async function openCases(): Promise<CaseState[]> {
	const path = '/api/collections/cases/records?perPage=1000&skipTotal=1&filter=closedAt=0';
	const answer = await fetch(server.url + path, {
		headers: { authorization: await server.superuserToken() }
	});
	return ((await answer.json()) as { items: { doc: CaseState }[] }).items.map(({ doc }) => doc);
}

/** A case and a unit of it that has no account. */
function linkJob(): [id: string, unit: string] {
	for (const { id, status, units } of cases) {
		const part = units.find((entry) => entry.unit.endsWith('-property'));
		if (status === 'handling' && part) return [id, part.unit];
	}
	throw new Error('no job of a unit without account');
}
