/** What each role looks at: every route of the app, and the dialogs and states that matter most. */
import type { Page } from '@playwright/test';
import type { CaseState } from '../../../web/domain/case/state';

/** What a place needs to be opened. */
export interface Visit {
	readonly page: Page;
	readonly url: string;
	/** A case of her own screen that fits; the test fails where there is none. */
	caseWith(fits: (state: CaseState) => boolean): CaseState;
	/** A word of the interface in the language of this round, as a pattern. */
	word(key: string): RegExp;
}

export interface Place {
	/** As the folder web/routes names it. */
	readonly route: string;
	/** What else is shown on it: a dialog, a state. */
	readonly shown?: string;
	/** Where it leads, when the route itself only sends on. */
	readonly lands?: string;
	open(visit: Visit): Promise<unknown>;
}

type Path = string | ((visit: Visit) => string);
type Fits = (state: CaseState) => boolean;

/** As a link of the app goes there: nothing is loaded anew, so that a round takes a minute. */
async function go({ page, url }: Visit, path: string): Promise<void> {
	if (!page.url().startsWith(url)) await page.goto(url + path);
	else {
		await page.evaluate((href) => {
			document.querySelectorAll('dialog').forEach((dialog) => dialog.close());
			const link = document.createElement('a');
			link.href = href;
			document.querySelector('body > div')?.append(link);
			link.click();
			link.remove();
		}, path);
		await page.waitForURL((there) => there.pathname !== '/' && leadsTo(there, path));
	}
}

/** A route that sends on leads somewhere else; any other to itself. */
const leadsTo = ({ pathname }: URL, path: string) => path === '/' || pathname === path;
const at = (route: string, path: Path = route, shown?: string): Place => ({
	route,
	...(shown && { shown }),
	open: (visit) => go(visit, typeof path === 'string' ? path : path(visit))
});

/** Goes on from where the place before left the page. */
const then = (route: string, shown: string, open: Place['open']): Place => ({ route, shown, open });

const button = ({ page, word }: Visit, key: string) =>
	page.getByRole('button', { name: word(key) }).first();
const dialogOpen = ({ page }: Visit) => page.locator('dialog[open]').waitFor();
const byButton = (route: string, key: string): Place =>
	then(route, key, async (visit) => {
		await button(visit, key).click();
		await dialogOpen(visit);
	});
const byKey = (route: string, key: string, shown: string): Place =>
	then(route, shown, async (visit) => {
		await visit.page.keyboard.press(key);
		await dialogOpen(visit);
	});

const is =
	(...statuses: CaseState['status'][]): Fits =>
	({ status }) =>
		statuses.includes(status);
const any: Fits = () => true;
const caseAct = (act: string, fits: Fits): Place =>
	at('/cases/[id]/[act]', (visit) => `/cases/${visit.caseWith(fits).id}/${act}`, act);

/** 网格员 with a phone. `element` is one of her own village. */
export const worker = (element: string): Place[] => [
	at('/today'),
	at('/map'),
	at('/elements'),
	at('/elements/[id]', `/elements/${element}`),
	at('/report'),
	then('/report', 'camera', async (visit) => {
		await go(visit, '/today');
		await visit.page.locator('a[href^="/report?tile="]').first().click();
		await button(visit, 'common_camera_shutter').waitFor();
	}),
	then('/report', 'form', (visit) => button(visit, 'phone_report_details').click()),
	byButton('/report', 'phone_report_place_change'),
	at('/cases/[id]', (visit) => `/cases/${visit.caseWith(is('reported', 'parked')).id}`),
	caseAct('whistle', is('reported', 'parked')),
	caseAct('verify', is('verifying')),
	caseAct('check', any),
	caseAct('finish', is('parked')),
	caseAct('photos', any),
	at('/me'),
	at('/me/device'),
	at('/me/reports'),
	at('/me/returned'),
	at('/me/waiting'),
	at('/me/patrols'),
	then('/patrol/[id]', 'summary', ({ page }) =>
		page.locator('a[href^="/patrol/"]').first().click()
	),
	at('/patrol'),
	then('/patrol', 'walking', async (visit) => {
		await button(visit, 'patrol_start').click();
		await button(visit, 'patrol_end').waitFor();
	}),
	byButton('/patrol', 'patrol_end'),
	then('/patrol/[id]', 'ended', async (visit) => {
		await visit.page
			.locator('dialog[open]')
			.getByRole('button', { name: visit.word('patrol_end') })
			.click();
		await visit.page.waitForURL(/\/patrol\/\w+/);
	}),
	at('/desk', '/desk', 'no permission')
];

/** 消防队员: jobs only. */
export const OFFICER: Place[] = [
	at('/jobs'),
	at('/elements', '/elements', 'no permission'),
	at('/cases/[id]', (visit) => `/cases/${visit.caseWith(partIs('waiting')).id}`, 'to accept'),
	byButton('/cases/[id]', 'phone_act_decline'),
	at('/cases/[id]', (visit) => `/cases/${visit.caseWith(partIs('arrived')).id}`, 'arrived'),
	then('/cases/[id]/[act]', 'hand-in', ({ page }) =>
		page.locator('a[href*="/hand-in?unit="]').first().click()
	)
];
const partIs =
	(status: string): Fits =>
	({ units }) =>
		units.some((part) => part.status === status);

/** 值班长 at the desk. */
export const DESK: Place[] = [
	at('/desk'),
	byKey('/desk', '?', 'keys'),
	at('/desk/[id]', (visit) => `/desk/${visit.caseWith(is('handling')).id}`, 'handling'),
	then('/desk/[id]', 'menu', async (visit) => {
		await button(visit, 'desk_menu').click();
		await visit.page.getByRole('menu').waitFor();
	}),
	at('/desk/[id]', (visit) => `/desk/${visit.caseWith(is('reported')).id}`, 'reported'),
	byKey('/desk/[id]', 'd', 'dispatch'),
	at('/desk/new'),
	at('/desk/quarantine'),
	at('/paper/dispatch/[id]', (visit) => `/paper/dispatch/${visit.caseWith(is('handling')).id}`),
	at('/paper/joint/[id]', (visit) => `/paper/joint/${visit.caseWith(is('handling')).id}`)
];

const onScreen = (width: number, height: number, place: Place, shown?: string): Place => ({
	...place,
	...(shown && { shown }),
	open: async (visit) => {
		await visit.page.setViewportSize({ width, height });
		await place.open(visit);
	}
});
const leaderCase = at('/leader/[id]', (visit) => `/leader/${visit.caseWith(any).id}`);

/** 镇领导, on the phone and on the wall. */
export const LEADER: Place[] = [
	onScreen(360, 740, at('/leader')),
	leaderCase,
	byButton('/leader/[id]', 'desk_remark'),
	onScreen(1440, 900, leaderCase, 'wall'),
	onScreen(1440, 900, at('/leader'), 'wall')
];

/** Before anybody has signed in. */
export const STRANGER: Place[] = [
	{ route: '/', lands: '/sign-in', open: (visit) => go(visit, '/') },
	then('/sign-in', 'refused', async ({ page }) => {
		await page.locator('button[type="submit"]').click();
		await page.locator('[aria-invalid="true"]').first().waitFor();
	})
];
