/**
 * Cases for tests that read as the specification: people are functions, so that a story is written
 * as `given(worker('case.report', …)).when(clerk('case.file', …)).then('case.filed')`.
 */
import { expect } from 'vitest';
import scheme from '../../scripts/town/data/shanghai-town-example.json' with { type: 'json' };
import type { ActingRole, Actor } from '../../web/domain/actor';
import type { CaseCommand, CaseCommandData, CaseCommandType } from '../../web/domain/case/commands';
import { decideCase } from '../../web/domain/case/decide';
import type { CaseEvent, CaseEventType } from '../../web/domain/case/events';
import { evolveCase } from '../../web/domain/case/evolve';
import type { CaseState } from '../../web/domain/case/state';
import {
	DEFAULT_SETTINGS,
	type Context,
	type TownRules,
	type UnitCard
} from '../../web/domain/context';
import type { Decision } from '../../web/domain/error';
import type { PhotoKind, PhotoRef } from '../../web/domain/fields';
import { indexScheme, schemeSchema } from '../../web/domain/scheme';
import { MINUTE, startOfDay, type Ms } from '../../web/domain/time';

export const TOWN = '310115132';
export const VILLAGE = `${TOWN}205`;
export const SIBLING = `${TOWN}206`;
export const GRID = `${VILLAGE}001`;
/** A Tuesday, ten in the morning. */
export const T0 = startOfDay('2026-03-03') + 600 * MINUTE;
export const CASE = 'case00000000001';

const unit = (id: string, access: UnitCard['access'], village?: string): UnitCard => ({
	id,
	name: `${id}（示例）`,
	kind: id,
	access,
	town: TOWN,
	...(village === undefined ? {} : { village })
});
export const UNITS = [
	unit('fire', 'account'),
	unit('police', 'account'),
	unit('urban', 'account'),
	unit('property', 'link', VILLAGE),
	unit('cleaners', 'link', VILLAGE),
	unit('next-property', 'link', SIBLING)
];
export const rules: TownRules = {
	town: TOWN,
	settings: DEFAULT_SETTINGS,
	scheme: indexScheme(schemeSchema.parse(scheme)),
	calendar: {
		officeHours: [
			[510, 690],
			[780, 1050]
		],
		days: { '2026-04-06': 'rest' },
		knownYears: [2026]
	},
	geo: { mPerLat: 0.01109, mPerLng: 0.00953, origin: { lat: 311_100_000, lng: 1_215_700_000 } },
	unit: (id) => UNITS.find((card) => card.id === id)
};

/** One thing that somebody does, a minute after the last one unless told. */
export interface Act {
	readonly actor: Actor;
	readonly type: CaseCommandType;
	readonly data: unknown;
	readonly context: Partial<Context>;
	readonly after: Ms;
}
interface When extends Partial<Context> {
	readonly after?: Ms;
}
type Person = Actor &
	(<T extends CaseCommandType>(type: T, data: CaseCommandData<T>, when?: When) => Act);

export function person(role: ActingRole, area = TOWN, unitId?: string, id?: string): Person {
	const post = unitId === undefined ? { role, area } : { role, area, unit: unitId };
	const name = id ?? `${role}-${unitId ?? area}`.toLowerCase();
	const actor: Actor = { person: name, name: `甲${role}`, posts: [post] };
	const act = (type: CaseCommandType, data: unknown, { after, ...context }: When = {}): Act => ({
		actor,
		type,
		data,
		context,
		after: after ?? MINUTE
	});
	return Object.defineProperties(act, {
		person: { value: actor.person },
		name: { value: actor.name },
		posts: { value: actor.posts }
	}) as unknown as Person;
}

export const worker = person('gridWorker', GRID);
export const cadre = person('cadre', VILLAGE);
export const clerk = person('clerk');
export const chief = person('chief');
export const gridChief = person('gridChief');
export const supervisor = person('supervisor');
export const leader = person('leader');
export const hotline = person('hotline');
export const fire = person('officer', TOWN, 'fire');
export const police = person('officer', TOWN, 'police');
export const urban = person('officer', TOWN, 'urban');
export const property = person('link', VILLAGE, 'property', 'link:property');
export const resident = person('resident', '', undefined, 'resident');
export const system = person('system', '', undefined, 'system');

export const place = { town: TOWN, village: VILLAGE, grid: GRID, address: '示例路1弄2号' };
let taken = 0;
export const photo = (kind: PhotoKind = 'far', name = ++taken): PhotoRef => ({
	sha256: name.toString(16).padStart(64, '0'),
	bytes: 1000,
	w: 1200,
	h: 900,
	kind,
	takenAt: T0
});

/** 小区消防通道被占: one urgent hour, round the clock, an after-photo. */
export const LANE = { category: 'E8101', condition: 'E8101.1' };
/** 占道堆物: eight office hours; may be handled on the spot, with before and after photos. */
export const HEAP = { category: 'E0136', condition: 'E0136.1' };
/** 偷倒垃圾渣土: three working days, may be handed to the law. */
export const DUMPING = { category: 'E0111', condition: 'E0111.2' };

export const report = (
	data: Partial<CaseCommandData<'case.report'>> = {}
): CaseCommandData<'case.report'> => ({
	source: 'patrol',
	place,
	words: '示例',
	photos: [photo('far')],
	...data
});
export const handIn = (unitId: string, ...photos: PhotoRef[]): CaseCommandData<'case.handIn'> => ({
	unit: unitId,
	outcomes: ['cleared'],
	words: '已清理',
	photos
});
export const why = { reason: '示例理由' };

const NEVER: CaseState | undefined = undefined;

export class Story {
	constructor(
		readonly state: CaseState | undefined = NEVER,
		readonly events: readonly CaseEvent[] = [],
		readonly now: Ms = T0,
		readonly last: Decision<CaseEvent> = { ok: true, events: [] }
	) {}

	/** Does it and goes on, whether it was granted or refused. */
	when(act: Act): Story {
		const now = this.now + act.after;
		const id = `c${this.events.length}-${now}`;
		const command = { id, type: act.type, target: CASE, data: act.data } as CaseCommand;
		const context = { now, at: now, commandId: id, actor: act.actor, rules, ...act.context };
		const decision = decideCase(this.state, command, context);
		if (!decision.ok) return new Story(this.state, this.events, now, decision);
		const state = decision.events.reduce<CaseState | undefined>(evolveCase, this.state);
		return new Story(state, [...this.events, ...decision.events], now, decision);
	}

	/** What the last act made happen, and the status it led to. */
	then(...types: CaseEventType[]): CaseState {
		const happened = this.last.ok ? this.last.events.map((event) => event.type) : this.last;
		expect(happened).toEqual(types);
		return this.state!;
	}

	refused(code: string, field?: string): void {
		expect(this.last).toMatchObject({ ok: false, rejection: field ? { code, field } : { code } });
	}
}

/** What has been before; every act of it must have been granted. */
export function given(...acts: readonly Act[]): Story {
	return acts.reduce((story, act) => {
		const next = story.when(act);
		if (!next.last.ok) throw new Error(`${act.type}: ${JSON.stringify(next.last.rejection)}`);
		return next;
	}, new Story());
}

/** A blocked fire lane in the hands of fire (lead), police and the estate's property company. */
export const joint = (category = LANE): readonly Act[] => [
	worker('case.report', report(category)),
	clerk('case.fileAndDispatch', { ...category, lead: 'fire', assist: ['police', 'property'] })
];
/** The same after everybody handed in. */
export const worked = (category = LANE): readonly Act[] => [
	...joint(category),
	fire('case.handIn', handIn('fire', photo('after'))),
	police('case.handIn', handIn('police')),
	property('case.handIn', handIn('property'))
];
export const applied = (category = LANE): readonly Act[] => [
	...worked(category),
	fire('case.applyClose', {})
];
export const closed = (category = LANE): readonly Act[] => [
	...applied(category),
	worker('case.check', { passed: true, words: '', photos: [] })
];
/** Reported and put under way to its one lead. */
export const lone = (category: typeof LANE, lead = 'urban'): readonly Act[] => [
	worker('case.report', report(category)),
	clerk('case.fileAndDispatch', { ...category, lead, assist: [] })
];
