/** What people call an element: its own made-up name, or its kind and where it stands. */
import type { AttrValue } from '../../web/domain/element/element';
import type { Site } from './attributes';
import type { ElementType } from './element-types';
import { mark, residentName } from './names';
import type { Stream } from './random';

type Attrs = Readonly<Record<string, AttrValue>>;
type Name = (site: Site, attrs: Attrs, number: number, chance: Stream) => string;

/** The word of an enum attribute, as the screen shows it. */
function optionZh(type: ElementType, key: string, attrs: Attrs): string {
	const options = type.attrs.find((schema) => schema.key === key)?.options ?? [];
	return options.find(({ id }) => id === attrs[key])?.zh ?? '';
}

const TRADE_SHOPS: Readonly<Record<string, readonly string[]>> = {
	food: ['面馆', '小吃店', '点心铺', '餐厅'],
	grocery: ['便利店', '杂货店', '水果店'],
	service: ['理发店', '修鞋铺', '干洗店', '打印店'],
	hardware: ['五金店', '建材店'],
	clothes: ['服装店', '鞋帽店']
};

const where = ({ estate, road, plot, fabric }: Site): string =>
	estate?.name ?? road ?? plot ?? fabric.land.village.name;

const NAMES: Readonly<Record<string, Name>> = {
	estate: (site) => where(site),
	building: (site) => `${where(site)} ${site.house?.number ?? 1} 号楼`,
	rental: (site, _, n) => `${where(site)}出租房 ${n}`,
	household: (_, attrs) => `${String(attrs.head)}户`,
	care: (_site, _attrs, _n, chance) => residentName(chance),
	shop: (_, attrs, n, chance) =>
		`${mark(chance)}${chance.pick(TRADE_SHOPS[String(attrs.trade)] ?? ['商店'])}${n}号店`,
	company: (_, attrs, n, chance) => `上海${mark(chance)}${String(attrs.trade)}${n}号有限公司`,
	site: (site, _, n) => site.plot ?? `示例工地 ${n}`,
	river: (site) => `${site.water}${site.fabric.land.village.short}段`,
	lamp: (site, attrs) => `${where(site)}路灯 ${String(attrs.pole)}`,
	elderCare: (site, _, n) => `${site.fabric.land.village.short}示例养老院${n}号`,
	worship: (_, _attrs, n) => `示例宗教场所${n}号`,
	shelter: (site) => `${where(site)}避险场所`
};

/** Types whose name says which of their kinds they are. */
const BY_KIND: Readonly<Record<string, string>> = {
	fire: 'kind',
	gas: 'kind',
	flood: 'kind',
	hazard: 'kind',
	manhole: 'use',
	tree: 'species'
};

const SUFFIX: Readonly<Record<string, string>> = { manhole: '井盖' };

export function nameOf(
	type: ElementType,
	site: Site,
	attrs: Attrs,
	number: number,
	chance: Stream
): string {
	if (type.id === 'smallPlace') {
		return `${mark(chance)}${optionZh(type, 'kind', attrs)}${number}号`;
	}
	const own = NAMES[type.id];
	if (own) return own(site, attrs, number, chance);
	const kind = BY_KIND[type.id];
	const word = kind ? optionZh(type, kind, attrs) + (SUFFIX[type.id] ?? '') : type.zh;
	return `${where(site)}${word} ${number}`;
}
