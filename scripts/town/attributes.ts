/** Plausible values for an element's attributes, by the field's kind and name. */
import type { AttrValue } from '../../web/domain/element/element';
import { DAY, dayOf, type Ms } from '../../web/domain/time';
import type { AttrSchema, ElementType } from './element-types';
import type { Estate, House } from './estates';
import type { GridFabric } from './fabric';
import { landline, mark, mobile, residentName } from './names';
import type { Vec } from './plane';
import type { Stream } from './random';

/** A place where an element can stand, and what is known about it. */
export interface Site {
	readonly fabric: GridFabric;
	readonly at: Vec;
	readonly address: string;
	readonly estate?: Estate;
	readonly house?: House;
	readonly road?: string;
	readonly water?: string;
	/** Name of the school, park or works on whose plot it stands. */
	readonly plot?: string;
}

/** Lowest and highest of a number field. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
	built: [1988, 2022],
	floors: [4, 18],
	homes: [12, 72],
	rooms: [1, 5],
	tenants: [1, 6],
	members: [1, 6],
	visitEvery: [1, 14],
	extinguishers: [1, 8],
	staff: [5, 480],
	sockets: [6, 60],
	volume: [8, 60],
	height: [6, 12],
	bins: [4, 16],
	length: [180, 900],
	pump: [200, 3000],
	places: [80, 1200],
	girth: [12, 46],
	panels: [2, 10],
	beds: [20, 220],
	capacity: [40, 400]
};

const TRADES = ['食品加工', '五金制造', '仓储物流', '包装印刷', '电子装配', '汽车维修', '纺织服装'];
const NEEDS = ['每日电话问候', '陪同就医', '送餐', '作业辅导', '代买药品'];
const DEPARTMENTS = ['派出所', '城管', '交警', '水务', '教育'];

/** Days from the reference date: tests and deadlines lie ahead, services behind. */
const AHEAD: ReadonlySet<string> = new Set(['nextTest', 'padsUntil', 'endsOn', 'dueOn']);

type Say = (site: Site, chance: Stream) => AttrValue | undefined;

const TEXTS: Readonly<Record<string, Say>> = {
	estate: ({ estate }) => estate?.name,
	property: ({ estate }) => estate && `${estate.name}物业服务处`,
	water: ({ water }) => water,
	pole: ({ fabric }, chance) => `${fabric.land.area.code.slice(9)}-${chance.integer(100, 999)}`,
	licence: (_, chance) => `示例${chance.integer(10_000_000, 99_999_999)}`,
	trade: (_, chance) => chance.pick(TRADES),
	builder: (_, chance) => `上海${mark(chance)}建设有限公司`,
	register: (_, chance) => `示例梯${chance.integer(100_000, 999_999)}`,
	hours: (_, chance) => chance.pick(['6:30-8:30 18:00-20:00', '7:00-9:00 18:30-20:30', '全天']),
	needs: (_, chance) => chance.pick(NEEDS),
	department: (_, chance) => chance.pick(DEPARTMENTS),
	covers: ({ road, address }) => `${road ?? address}双向`,
	stream: ({ fabric }, chance) =>
		`rtsp://video.invalid/${fabric.land.area.code}/${chance.integer(1000, 9999)}`,
	where: ({ plot, address }) => `${plot ?? address}门厅`
};

function valueOf(schema: AttrSchema, site: Site, asOf: Ms, chance: Stream): AttrValue | undefined {
	const { key } = schema;
	switch (schema.kind) {
		case 'number': {
			if (key === 'buildings') return site.estate?.houses.length;
			if (key === 'households') return (site.estate?.houses.length ?? 1) * chance.integer(18, 60);
			const [low, high] = RANGES[key] ?? [1, 10];
			return chance.integer(low, high);
		}
		case 'enum':
			return chance.pick(schema.options ?? []).id;
		case 'date': {
			const days = AHEAD.has(key) ? chance.integer(10, 400) : -chance.integer(5, 360);
			return dayOf(asOf + days * DAY);
		}
		case 'phone':
			return key === 'rescue' ? landline(chance) : mobile(chance);
		case 'text': {
			const say = TEXTS[key];
			return say ? say(site, chance) : residentName(chance);
		}
	}
}

export function attrsOf(
	type: ElementType,
	site: Site,
	asOf: Ms,
	chance: Stream
): Record<string, AttrValue> {
	const attrs: Record<string, AttrValue> = {};
	for (const schema of type.attrs) {
		const value = valueOf(schema, site, asOf, chance);
		if (value !== undefined) attrs[schema.key] = value;
	}
	return attrs;
}
