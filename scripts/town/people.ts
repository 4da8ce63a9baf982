/**
 * The people of the demo and their posts. Rights are assignments with validity, so one covers for
 * a colleague, one has left, and some hold two roles.
 */
import type { Assignment, Role } from '../../web/domain/actor';
import { DAY, type Ms } from '../../web/domain/time';
import { CITY, DISTRICT, HANGTOU, ZHOUPU } from './divisions';
import type { Geography, VillageArea } from './geography';
import { mobile, staffName } from './names';
import { idOf, Stream } from './random';
import { type Unit, villageUnitId } from './units';

export interface Person {
	readonly id: string;
	readonly name: string;
	readonly phone: string;
	/** The town, or the district's code for its own people. */
	readonly home: string;
	/** Signs in with it; the password is the same for all of the demo. */
	readonly username: string;
	/** Printed at the first start: one account for each role. */
	readonly shown?: string;
}

export const DEMO_PASSWORD = 'lianqin-demo';

/** The village of the story and of most demo accounts. */
export const STORY_VILLAGE = '310115132205';

interface Post {
	readonly role: Role;
	readonly area: string;
	readonly unit?: string;
	readonly from?: Ms;
	readonly to?: Ms;
}

/** Hires people one after the other; names differ, user names say the post. */
export class Staff {
	readonly people: Person[] = [];
	readonly assignments: Assignment[] = [];
	readonly #chance = new Stream('people');

	constructor(readonly asOf: Ms) {}

	hire(username: string, home: string, posts: readonly Post[], shown?: string): Person {
		const person: Person = {
			id: idOf('person', username),
			name: staffName(this.people.length),
			phone: mobile(this.#chance),
			home,
			username,
			...(shown && { shown })
		};
		this.people.push(person);
		for (const post of posts) this.assign(person.id, post);
		return person;
	}

	assign(person: string, { role, area, unit, from, to }: Post): void {
		const key = `${person}/${role}/${area}/${from ?? ''}`;
		this.assignments.push({
			id: idOf('assignment', key),
			person,
			role,
			area,
			...(unit && { unit }),
			validFrom: from ?? this.asOf - 2 * 365 * DAY,
			...(to !== undefined && { validTo: to })
		});
	}
}

/** The accounts a newcomer tries first, one a role. */
function hireCentre(staff: Staff): void {
	const town = ZHOUPU.code;
	const seat = (username: string, role: Role, shown?: string) =>
		staff.hire(username, town, [{ role, area: town }], shown);
	seat('zhongxin', 'clerk', '值班员');
	seat('zhongxin2', 'clerk');
	seat('zhongxin3', 'clerk');
	seat('zhongxin4', 'clerk');
	seat('zhiban', 'chief', '值班长');
	// The second chief takes a seat as clerk when the town is short.
	staff.hire('zhiban2', town, [
		{ role: 'chief', area: town },
		{ role: 'clerk', area: town }
	]);
	seat('ducha', 'supervisor', '督查');
	seat('kaohe', 'analyst', '考核员');
	seat('admin', 'admin', '镇管理员');
	seat('rexian', 'hotline', '12345 坐席');
	seat('lingdao', 'leader', '镇领导');
	seat('daiban', 'leader', '带班领导');
	staff.hire('qulingdao', DISTRICT.code, [{ role: 'leader', area: DISTRICT.code }], '区领导');
	staff.hire('shilingdao', CITY.code, [{ role: 'leader', area: CITY.code }]);
}

const NAMED_OFFICERS: Readonly<Record<string, readonly [username: string, shown: string]>> = {
	fire: ['xiaofang', '消防救援站队员'],
	police: ['paichusuo', '派出所队员'],
	urban: ['chengguan', '城管队员']
};

/** Two officers for every unit with accounts; the units of the story have names one can type. */
function hireOfficers(staff: Staff, units: readonly Unit[]): void {
	for (const unit of units.filter(({ access, village }) => access === 'account' && !village)) {
		const named = unit.town === ZHOUPU.code ? NAMED_OFFICERS[unit.kind] : undefined;
		const post = { role: 'officer', area: unit.town, unit: unit.id } as const;
		const slug = `${unit.id.slice(2)}`;
		staff.hire(named?.[0] ?? `${slug}-1`, unit.town, [post], named?.[1]);
		staff.hire(named ? `${named[0]}2` : `${slug}-2`, unit.town, [post]);
	}
}

interface VillageStaff {
	readonly village: VillageArea;
	readonly head: Person;
}

function hireVillage(staff: Staff, village: VillageArea): VillageStaff {
	const { code, town } = village;
	const story = code === STORY_VILLAGE;
	const tail = code.slice(6);
	const prefix = town === HANGTOU.code ? 'ht-' : '';
	const station = villageUnitId(code, 'station');
	// The head answers for the station's jobs as its officer too.
	const head = staff.hire(
		story ? 'zhanzhang' : `${prefix}zz-${tail}`,
		town,
		[
			{ role: 'stationHead', area: code, unit: station },
			{ role: 'officer', area: code, unit: station }
		],
		story ? '联勤站站长' : undefined
	);
	const cadre = { role: 'cadre', area: code, unit: station } as const;
	staff.hire(
		story ? 'cunju' : `${prefix}gb-${tail}-1`,
		town,
		[cadre],
		story ? '居村干部' : undefined
	);
	staff.hire(story ? 'cunju2' : `${prefix}gb-${tail}-2`, town, [cadre]);
	staff.hire(story ? 'minjing' : `${prefix}mj-${tail}`, town, [
		{ role: 'officer', area: code, unit: villageUnitId(code, 'police') }
	]);
	return { village, head };
}

function hireHangtou(staff: Staff): void {
	const town = HANGTOU.code;
	staff.hire('ht-zhongxin', town, [{ role: 'clerk', area: town }], '航头值班员');
	staff.hire('ht-zhiban', town, [{ role: 'chief', area: town }]);
	staff.hire('ht-admin', town, [{ role: 'admin', area: town }]);
	staff.hire('ht-lingdao', town, [{ role: 'leader', area: town }]);
}

/** Everybody but the grid workers and the grid chiefs, who follow from the beats and groups. */
export function hireStaff(staff: Staff, geography: Geography, units: readonly Unit[]): void {
	hireCentre(staff);
	hireOfficers(staff, units);
	hireHangtou(staff);
	for (const village of geography.villages) hireVillage(staff, village);
}

/** A grid chief leads from the town's police or offices; her posts are her villages. */
export function hireGridChief(staff: Staff, id: string, villages: readonly VillageArea[]): string {
	const story = villages.some(({ code }) => code === STORY_VILLAGE);
	const town = (villages[0] as VillageArea).town;
	const posts = villages.map(({ code }) => ({ role: 'gridChief', area: code }) as const);
	const username = story ? 'wanggezhang' : `wgz-${id.slice(2)}`;
	return staff.hire(username, town, posts, story ? '综合网格网格长' : undefined).id;
}

/** One who left last year and one who covers 代班 for a month: rights have a beginning and an end. */
export function addFormerAndCover(staff: Staff, worker: Person, neighbourVillage: string): void {
	const { asOf } = staff;
	const gone = staff.hire('lizhi', ZHOUPU.code, []);
	staff.assign(gone.id, {
		role: 'gridWorker',
		area: STORY_VILLAGE,
		from: asOf - 700 * DAY,
		to: asOf - 200 * DAY
	});
	staff.assign(worker.id, {
		role: 'gridWorker',
		area: neighbourVillage,
		from: asOf - 90 * DAY,
		to: asOf - 60 * DAY
	});
}
