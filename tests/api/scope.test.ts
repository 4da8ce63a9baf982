/**
 * Who sees what and who may do what, over every role, route and place. What is expected is written
 * here a second time, from the domain sheet and the state table, and not asked of the code under
 * test. Every byte answered is searched for the markers of places that are not the viewer's (O4).
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CASE_TABLE } from '../../web/domain/case/table';
import type { CaseCommandType } from '../../web/domain/case/commands';
import type { Role } from '../../web/domain/actor';
import type { Grant } from '../../web/domain/policy';
import { newId, newNonce, Phone, post, startFixtureServer, type Told } from '../support/api';
import {
	fireOf,
	fixtureId,
	gridsOf,
	markOf,
	townMarkOf,
	TOWNS,
	unitIdOf,
	villagesOf,
	type FixturePerson,
	type FixtureTown
} from '../support/fixture-town';
import { jpeg, sha256 } from '../support/jpeg';
import type { TestServer } from '../support/server';

const [TOWN, OTHER] = TOWNS;
const [VILLAGE, SIBLING] = villagesOf(TOWN) as [string, string];
const FAR = villagesOf(OTHER)[0] as string;
const ALL = TOWNS.flatMap(villagesOf);

let server: TestServer;
let town: FixtureTown;
/** Of each village a case whose picture is stored. */
const pictured = new Map<string, { id: string; sha: string }>();
const phones = new Map<string, Phone>();

/** One of every role, of the first village or its town; and the district above both towns. */
const VIEWERS: [name: string, find: (town: FixtureTown) => FixturePerson][] = [
	...(['gridWorker', 'cadre', 'stationHead'] as const).map(
		(role): [string, (town: FixtureTown) => FixturePerson] => [
			`${role} of a village`,
			(all) => all.person(role, VILLAGE)
		]
	),
	['officer of the village’s station', (all) => all.person('officer', VILLAGE)],
	['officer of the town’s fire station', (all) => all.person('officer', TOWN)],
	...(
		['clerk', 'chief', 'gridChief', 'supervisor', 'analyst', 'admin', 'leader', 'hotline'] as const
	).map((role): [string, (town: FixtureTown) => FixturePerson] => [
		`${role} of the town`,
		(all) => all.person(role, TOWN)
	]),
	['leader of the district', (all) => all.person('leader', TOWN.slice(0, 6))]
];

beforeAll(async () => {
	({ server, town } = await startFixtureServer());
	for (const village of ALL) {
		const worker = await phoneOf(town.person('gridWorker', village));
		const picture = jpeg({ salt: Number(village.slice(-6)) });
		const id = newId();
		const sha = sha256(picture);
		const photo = {
			sha256: sha,
			bytes: picture.length,
			w: 64,
			h: 48,
			kind: 'far',
			takenAt: Date.now()
		};
		await worker.push(report(village, { target: id, photos: [photo] }));
		const form = new FormData();
		const fields = { proto: '1', nonce: newNonce(), case: id, sha256: sha };
		for (const [name, value] of Object.entries(fields)) form.set(name, value);
		form.set('photo', new Blob([picture]), 'p.jpg');
		form.set('thumb', new Blob([picture]), 't.jpg');
		const headers = { authorization: worker.session.token };
		await fetch(`${server.url}/api/lq/photos`, { method: 'POST', headers, body: form });
		pictured.set(village, { id, sha });
	}
});
afterAll(() => server.stop());

async function phoneOf(person: FixturePerson): Promise<Phone> {
	const known = phones.get(person.id);
	if (known) return known;
	const phone = await Phone.of(server, person);
	phones.set(person.id, phone);
	return phone;
}

function report(village: string, { target = newId(), photos = [] as object[] } = {}): Told {
	const words = `示例 ${markOf(village)}`;
	const place = { town: village.slice(0, 9), village, grid: gridsOf(village)[0], address: words };
	const graded = { category: 'E8101', condition: 'E8101.1' };
	const data = {
		source: 'patrol',
		place,
		words,
		photos: photos.length ? photos : [photo()],
		...graded
	};
	return { type: 'case.report', target, data };
}

let salt = 0;
const photo = (kind = 'far') => ({
	sha256: String(++salt).padStart(64, '0'),
	bytes: 1000,
	w: 64,
	h: 48,
	kind,
	takenAt: Date.now()
});

// ── What is expected, from the domain sheet.

const GRADES = ['internal', 'sensitive', 'restricted'];
const KNOWS: Record<Role, string> = {
	gridWorker: 'sensitive',
	cadre: 'restricted',
	stationHead: 'restricted',
	officer: 'internal',
	clerk: 'restricted',
	chief: 'restricted',
	gridChief: 'sensitive',
	supervisor: 'sensitive',
	analyst: 'internal',
	admin: 'internal',
	leader: 'sensitive',
	hotline: 'sensitive'
};
const READS_NOTES: Role[] = ['clerk', 'chief', 'stationHead', 'cadre', 'supervisor', 'hotline'];

const postOf = (person: FixturePerson) => person.assignments[0]!;
const inArea = (person: FixturePerson, village: string) =>
	postOf(person).role !== 'officer' && village.startsWith(postOf(person).area);
const knows = (person: FixturePerson, village: string, grade: string) =>
	inArea(person, village) && GRADES.indexOf(grade) <= GRADES.indexOf(KNOWS[postOf(person).role]);
const isCalled = (person: FixturePerson, village: string) =>
	[fireOf(village.slice(0, 9)), unitIdOf(village, 'station')].includes(postOf(person).unit ?? '');
const finds = (person: FixturePerson, village: string) =>
	person.id === town.person('gridWorker', village).id;

/** Ids of everything of a village that the person may hold. */
function expectedIds(person: FixturePerson, village: string): string[] {
	const ids: string[] = [];
	for (const { id, what } of town.cases.filter((entry) => entry.village === village)) {
		const grade = what === 'sensitive' ? 'sensitive' : 'internal';
		const called = what === 'handling' && isCalled(person, village);
		if (knows(person, village, grade) || called || finds(person, village)) ids.push(id);
	}
	if (knows(person, village, 'internal') || finds(person, village))
		ids.push(pictured.get(village)!.id);
	for (const grid of gridsOf(village)) {
		const element = fixtureId('el', grid);
		if (knows(person, village, 'internal')) ids.push(element);
		if (knows(person, village, 'restricted')) ids.push(fixtureId('er', grid), `${element}-r`);
		if (knows(person, village, 'sensitive')) ids.push(`${element}-s`);
	}
	const desk = inArea(person, village) && READS_NOTES.includes(postOf(person).role);
	if (desk) ids.push(fixtureId('no', village), fixtureId('co', village));
	if (desk || finds(person, village)) ids.push(fixtureId('pa', village));
	if (knows(person, village, 'internal')) ids.push(`addresses-${village}`);
	return ids.sort();
}

function expectNoForeignMark(person: FixturePerson, text: string): void {
	for (const village of ALL) {
		if (expectedIds(person, village).length === 0)
			expect(text, `leaks ${village} to ${person.id}`).not.toContain(markOf(village));
	}
	for (const code of TOWNS) {
		if (!code.startsWith(postOf(person).area.slice(0, 9)))
			expect(text, `leaks ${code} to ${person.id}`).not.toContain(townMarkOf(code));
	}
}

describe.each(VIEWERS)('%s', (_, find) => {
	test('pulls exactly what is hers, and not a byte more', async () => {
		const person = find(town);
		const phone = await phoneOf(person);
		const { text, json } = await post(
			server,
			'/api/lq/pull',
			{
				proto: 1,
				nonce: newNonce(),
				replica: phone.session.replica,
				after: 0,
				windowDays: 400,
				limit: 5000
			},
			phone.session.token
		);
		const rows = json.rows as [string, string, number, object | null][];
		const villageRows = rows.filter(([name, id]) => name !== 'refs' || id.startsWith('addresses-'));
		const expected = ALL.flatMap((village) => expectedIds(person, village)).sort();
		expect(villageRows.map(([, id]) => id).sort()).toEqual(expected);
		expect(rows.every(([, , , doc]) => doc !== null)).toBe(true);
		expectNoForeignMark(person, text);
	});

	test('finds by search what she may see, and nothing else', async () => {
		const person = find(town);
		const phone = await phoneOf(person);
		for (const what of ['cases', 'addresses']) {
			for (const words of ['示例', 'mk', markOf(SIBLING), markOf(FAR), "' OR 1=1 --", '%']) {
				const request = { proto: 1, nonce: newNonce(), what, text: words, limit: 100 };
				const { text, json } = await post(server, '/api/lq/search', request, phone.session.token);
				expect(json.status).toBe('done');
				expectNoForeignMark(person, text);
				if (what !== 'cases' || words !== '示例') continue;
				const mine = new Set(ALL.flatMap((village) => expectedIds(person, village)));
				for (const row of json.rows) expect(mine.has(row.id), row.id).toBe(true);
			}
		}
	});

	test('is given the pictures of the cases she sees, and 404 for the others', async () => {
		const person = find(town);
		const { token } = (await phoneOf(person)).session;
		for (const village of ALL) {
			const { id, sha } = pictured.get(village)!;
			const answer = await fetch(`${server.url}/api/lq/photos/${id}/${sha}`, {
				headers: { authorization: token }
			});
			await answer.arrayBuffer();
			const sees = knows(person, village, 'internal') || finds(person, village);
			expect(answer.status, `${person.id} ${village}`).toBe(sees ? 200 : 404);
		}
	});

	test('X06: finds every other door shut', async () => {
		const person = find(town);
		const { token } = (await phoneOf(person)).session;
		for (const path of [
			...['cases', 'notes', 'people', 'commands', 'refs', 'photos', 'case_facts'].map(
				(name) => `/api/collections/${name}/records`
			),
			`/api/collections/cases/records/${pictured.get(VILLAGE)!.id}`,
			...[
				'/api/settings',
				'/api/backups',
				'/api/logs',
				'/api/crons',
				'/api/ow/',
				'/api/collections'
			]
		]) {
			const answer = await fetch(server.url + path, { headers: { authorization: token } });
			expect([401, 403, 404], path).toContain(answer.status);
			expectNoForeignMark(person, await answer.text());
		}
	});
});

// ── Commands: every row of the state table, for every role, on cases of four places.

const reason = '示例';
const limit = { n: 1, unit: 'workDay' };
const filing = { category: 'E8101', condition: 'E8101.1' };
const soon = () => Date.now() + 86_400_000;

/** Valid data for every command; `unit` is the one that the actor speaks for. */
function dataOf(type: CaseCommandType, village: string, unit: string): Record<string, unknown> {
	const team = { lead: fireOf(village.slice(0, 9)), assist: [], reason };
	const evidence = { words: reason, photos: [photo('after')] };
	switch (type) {
		case 'case.report':
			return report(village).data;
		case 'case.amend':
			return { words: reason };
		case 'case.addPhotos':
			return { photos: [photo()] };
		case 'case.askVerify':
		case 'case.applyClose':
		case 'case.close':
		case 'case.sample':
		case 'case.selfHandle':
		case 'case.remind':
			return {};
		case 'case.verifyExists':
			return { exists: true, ...evidence };
		case 'case.file':
			return filing;
		case 'case.dispatch':
			return { lead: team.lead, assist: [] };
		case 'case.fileAndDispatch':
			return { ...filing, lead: team.lead, assist: [] };
		case 'case.redispatch':
			return team;
		case 'case.addUnit':
			return { unit: `u-${village.slice(0, 9)}-urban`, reason };
		case 'case.releaseUnit':
		case 'case.decline':
			return { unit, reason };
		case 'case.whistle':
			return { units: [`u-${village.slice(0, 9)}-police`], reason };
		case 'case.accept':
		case 'case.arrive':
			return { unit };
		case 'case.handIn':
			return { unit, outcomes: ['cleared'], ...evidence };
		case 'case.check':
			return { passed: false, ...evidence };
		case 'case.finishSelf':
		case 'case.reopen':
		case 'case.voice':
			return evidence;
		case 'case.supervise':
			return { basis: 'leader', responsible: reason, reportBackBy: soon(), words: reason };
		case 'case.answerSupervision':
			return { number: '1', words: reason };
		case 'case.requestExtension':
			return { extra: limit, reason };
		case 'case.decideExtension':
		case 'case.decideAppeal':
			return { approve: false, reason };
		case 'case.suspend':
			return { until: soon(), reviewAt: soon(), reason };
		case 'case.merge':
			return { into: 'x'.repeat(15), reason };
		case 'case.handUp':
			return { to: reason, reason };
		case 'case.transferEnforcement':
			return { unit, fileNumber: '1' };
		case 'case.endEnforcement':
			return evidence;
		case 'case.takeCustody':
			return { responsible: reason, words: reason };
		case 'case.settleOwner':
			return { owner: reason, payer: reason, settledOn: Date.now() };
		case 'case.remark':
			return { kind: 'read', words: '' };
		case 'case.recordDispute':
			return { parties: ['甲', '乙'], claims: reason, record: reason };
		case 'case.hotlineStep':
			return { step: 'received', words: reason };
		case 'case.followUp':
			return { result: 'satisfied', words: reason };
		default:
			return { reason };
	}
}

/** After these the actor may see the case no more, or nobody may do anything with it. */
const LAST: CaseCommandType[] = [
	'case.decline',
	'case.releaseUnit',
	'case.redispatch',
	'case.withdrawDispatch',
	'case.forceClose'
];
const SERVER_GIVES = (type: CaseCommandType) =>
	CASE_TABLE[type].by.every(({ role }) => role === 'system');
const TYPES = (Object.keys(CASE_TABLE) as CaseCommandType[])
	.filter((type) => !SERVER_GIVES(type) && type !== 'case.merge' && type !== 'case.report')
	.sort((a, b) => LAST.indexOf(a) - LAST.indexOf(b));

const PLACES: [name: string, village: string][] = [
	['her own village', VILLAGE],
	['the village beside it', SIBLING],
	['another town', FAR]
];

/** Whether one grant of the table ties the person to a case that was dispatched in the village. */
function mayAct(grant: Grant, person: FixturePerson, village: string): boolean {
	const post = postOf(person);
	if (grant.role !== post.role) return false;
	switch (grant.relation) {
		case 'area':
			return village.startsWith(post.area);
		case 'unit':
			return isCalled(person, village);
		case 'lead':
			return post.unit === fireOf(village.slice(0, 9));
		case 'reporter':
		case 'checker':
			return finds(person, village);
		default:
			return false;
	}
}

describe.each(VIEWERS)('%s acts', (_, find) => {
	test.each(PLACES)(
		'in %s as the state table says, and learns nothing beyond',
		async (__, village) => {
			const person = find(town);
			const phone = await phoneOf(person);
			const worker = await phoneOf(town.person('gridWorker', village));
			const clerk = await phoneOf(town.person('clerk', village.slice(0, 9)));
			const own = postOf(person).unit;
			const unit =
				own !== undefined && isCalled(person, village) ? own : fireOf(village.slice(0, 9));
			const told = report(village);
			await worker.push(told);
			const team = { lead: fireOf(village.slice(0, 9)), assist: [unitIdOf(village, 'station')] };
			await clerk.push({
				type: 'case.fileAndDispatch',
				target: told.target,
				data: { ...filing, ...team }
			});
			const commands = TYPES.map((type): Told => ({
				type,
				target: told.target,
				data: dataOf(type, village, unit)
			}));
			const { text, json } = await post(
				server,
				'/api/lq/push',
				phone.request(commands.map((command) => phone.seal(command))),
				phone.session.token
			);
			expectNoForeignMark(person, text);
			const sees =
				knows(person, village, 'internal') || isCalled(person, village) || finds(person, village);
			TYPES.forEach((type, i) => {
				const { result, code } = json.results[i];
				const allowed = CASE_TABLE[type].by.some((grant) => mayAct(grant, person, village));
				const name = `${person.id}: ${type} in ${village} → ${result} ${code}`;
				if (!allowed) expect(code, name).toBe(sees ? 'case/not-allowed' : 'case/unknown');
				else if (type !== 'case.void')
					expect(['case/not-allowed', 'case/unknown'], name).not.toContain(code);
				expect(code, name).not.toBe('command/invalid');
			});
		}
	);
});

test('M06: who is moved loses the rows of before, and gets the new ones', async () => {
	const person = town.person('supervisor', OTHER);
	const phone = await phoneOf(person);
	const before = await phone.pull({}, 400);
	const token = await server.superuserToken();
	const move = (area: string) =>
		fetch(`${server.url}/api/collections/assignments/records/${postOf(person).id}`, {
			method: 'PATCH',
			headers: { authorization: token, 'content-type': 'application/json' },
			body: JSON.stringify({ area })
		});
	await move(TOWN);
	const after = await phone.pull(before, 400);
	expect(after.reset).toBe(true);
	expect(after.scopeHash).not.toBe(before.scopeHash);
	expect(JSON.stringify(after.rows)).not.toContain(markOf(FAR));
	expect(JSON.stringify(after.rows)).toContain(markOf(VILLAGE));
	await move(OTHER);
});
