/**
 * The types of management elements 村居管理要素 as data: attribute schemas a town may edit, with a
 * grade for every field. Component minors come from the demo scheme where it has one and count
 * down from 99 where it has none.
 */
import type { Grade } from '../../web/domain/grade';

export type ElementKind = 'facility' | 'place' | 'person' | 'point';
export type AttrKind = 'text' | 'number' | 'enum' | 'date' | 'phone';

export interface Words {
	readonly zh: string;
	readonly en: string;
}

export interface AttrSchema extends Words {
	readonly key: string;
	readonly kind: AttrKind;
	readonly grade: Grade;
	readonly required: boolean;
	readonly options?: readonly (Words & { readonly id: string })[];
	/** Of a number, as printed after it. */
	readonly unit?: string;
}

export interface ElementType extends Words {
	readonly id: string;
	readonly kind: ElementKind;
	/** Grade of the element as a whole. */
	readonly grade: Grade;
	readonly attrs: readonly AttrSchema[];
	/** Days between two checks on patrol; absent: not a checkpoint. */
	readonly checkEveryDays?: number;
	/** Component class of the 16-digit code. */
	readonly component?: { readonly major: string; readonly minor: string };
	/** Letters before the number where there is no component code. */
	readonly prefix: string;
	/** Carries a QR plate. */
	readonly plate: boolean;
	/** Lives in another system (社区云): imported with source and date, never edited here. */
	readonly importedFrom?: string;
	/** Kinds of the scheme's responsible units: competent 主管, owner 权属, maintainer 养护. */
	readonly units: {
		readonly competent: string;
		readonly owner?: string;
		readonly maintainer?: string;
	};
}

type More = Partial<Pick<AttrSchema, 'grade' | 'required' | 'unit'>>;

const field =
	(kind: AttrKind) =>
	(key: string, zh: string, en: string, more: More = {}): AttrSchema => ({
		key,
		zh,
		en,
		kind,
		grade: 'internal',
		required: false,
		...more
	});

const text = field('text');
const count = field('number');
const date = field('date');
const phone = field('phone');

/** Options as `id:中文:English`. */
const choice = (
	key: string,
	zh: string,
	en: string,
	options: readonly string[],
	more: More = {}
): AttrSchema => ({
	...field('enum')(key, zh, en, { required: true, ...more }),
	options: options.map((option) => {
		const [id, optionZh, optionEn] = option.split(':') as [string, string, string];
		return { id, zh: optionZh, en: optionEn };
	})
});

const PUBLIC = { grade: 'public' } as const;
const SENSITIVE = { grade: 'sensitive' } as const;
const RESTRICTED = { grade: 'restricted' } as const;
const CLOUD = '社区云';

const estateName = text('estate', '所在小区', 'Estate', PUBLIC);
const keeper = text('keeper', '责任人', 'Person in charge', SENSITIVE);
const keeperPhone = phone('keeperPhone', '责任人电话', 'Phone of the person in charge', SENSITIVE);

const facility = (
	id: string,
	zh: string,
	en: string,
	code: string,
	rest: Omit<ElementType, 'id' | 'zh' | 'en' | 'kind' | 'component' | 'prefix' | 'plate' | 'grade'>
): ElementType => ({
	id,
	zh,
	en,
	kind: 'facility',
	grade: 'public',
	component: { major: code.slice(0, 2), minor: code.slice(2) },
	prefix: '',
	plate: true,
	...rest
});

export const ELEMENT_TYPES: readonly ElementType[] = [
	{
		id: 'estate',
		zh: '小区',
		en: 'Housing estate',
		kind: 'place',
		grade: 'public',
		prefix: 'XQ',
		plate: true,
		units: { competent: 'housing', maintainer: 'property' },
		attrs: [
			choice('kind', '小区性质', 'Kind', [
				'market:商品房:Market housing',
				'resettled:动迁房:Resettlement housing',
				'public:售后公房:Former public housing'
			]),
			count('buildings', '楼栋数', 'Buildings', { unit: '栋', ...PUBLIC }),
			count('households', '户数', 'Households', { unit: '户' }),
			count('built', '建成年份', 'Year built', PUBLIC),
			text('property', '物业', 'Property company', PUBLIC),
			text('committee', '业委会联系人', 'Owners’ committee contact', SENSITIVE),
			phone('committeePhone', '业委会电话', 'Owners’ committee phone', SENSITIVE)
		]
	},
	{
		id: 'building',
		zh: '楼栋/门牌',
		en: 'Building',
		kind: 'place',
		grade: 'public',
		prefix: 'LD',
		plate: false,
		importedFrom: CLOUD,
		units: { competent: 'housing', maintainer: 'property' },
		attrs: [
			estateName,
			count('floors', '层数', 'Floors', { unit: '层', ...PUBLIC }),
			count('homes', '户数', 'Homes', { unit: '户' }),
			text('head', '楼组长', 'Building head', SENSITIVE),
			phone('headPhone', '楼组长电话', 'Building head’s phone', SENSITIVE)
		]
	},
	{
		id: 'rental',
		zh: '出租房',
		en: 'Rented home',
		kind: 'place',
		grade: 'sensitive',
		prefix: 'CZ',
		plate: false,
		importedFrom: CLOUD,
		units: { competent: 'police' },
		attrs: [
			count('rooms', '间数', 'Rooms', { unit: '间' }),
			count('tenants', '租住人数', 'Tenants', { unit: '人', ...SENSITIVE }),
			text('landlord', '房东', 'Landlord', SENSITIVE),
			phone('landlordPhone', '房东电话', 'Landlord’s phone', SENSITIVE),
			date('checkedOn', '最近检查', 'Last checked')
		]
	},
	{
		id: 'household',
		zh: '住户',
		en: 'Household',
		kind: 'person',
		grade: 'sensitive',
		prefix: 'ZH',
		plate: false,
		importedFrom: CLOUD,
		units: { competent: 'station' },
		attrs: [
			text('head', '户主', 'Head of household', { required: true, ...SENSITIVE }),
			count('members', '人数', 'Members', { unit: '人', ...SENSITIVE }),
			phone('phone', '联系电话', 'Phone', SENSITIVE),
			choice('tenure', '居住情况', 'Tenure', [
				'owner:自住:Owner',
				'tenant:租住:Tenant',
				'empty:空关:Empty'
			])
		]
	},
	{
		id: 'care',
		zh: '关爱对象',
		en: 'Person cared for',
		kind: 'person',
		grade: 'restricted',
		prefix: 'GA',
		plate: false,
		importedFrom: CLOUD,
		units: { competent: 'civil' },
		attrs: [
			choice(
				'kind',
				'类别',
				'Kind',
				[
					'elder:独居老人:Elder living alone',
					'child:困境儿童:Child in need',
					'disabled:重残人员:Severely disabled'
				],
				RESTRICTED
			),
			text('visitor', '结对联系人', 'Paired visitor', RESTRICTED),
			phone('visitorPhone', '结对联系人电话', 'Visitor’s phone', RESTRICTED),
			count('visitEvery', '走访周期', 'Visit every', { unit: '天', ...RESTRICTED }),
			text('needs', '需要', 'Needs', RESTRICTED)
		]
	},
	{
		id: 'shop',
		zh: '沿街商铺',
		en: 'Street shop',
		kind: 'place',
		grade: 'internal',
		prefix: 'SP',
		plate: false,
		checkEveryDays: 30,
		units: { competent: 'urban' },
		attrs: [
			choice(
				'trade',
				'业态',
				'Trade',
				[
					'food:餐饮:Food',
					'grocery:便利店:Grocery',
					'service:服务:Service',
					'hardware:五金建材:Hardware',
					'clothes:服装:Clothes'
				],
				PUBLIC
			),
			choice('frontDuty', '门责协议', 'Frontage agreement', [
				'signed:已签:Signed',
				'none:未签:None'
			]),
			text('licence', '执照编号', 'Licence number'),
			keeper,
			keeperPhone
		]
	},
	{
		id: 'smallPlace',
		zh: '九小场所',
		en: 'Small public place',
		kind: 'place',
		grade: 'internal',
		prefix: 'JX',
		plate: false,
		checkEveryDays: 30,
		units: { competent: 'fire' },
		attrs: [
			choice('kind', '类别', 'Kind', [
				'restaurant:小餐饮:Restaurant',
				'inn:小旅馆:Inn',
				'amusement:小歌舞娱乐:Amusement',
				'net:小网吧:Internet café',
				'clinic:小医院:Clinic',
				'school:小学校(托班):Nursery',
				'market:小商店:Store',
				'workshop:小生产加工:Workshop',
				'beauty:小美容洗浴:Beauty and bath'
			]),
			count('extinguishers', '灭火器', 'Extinguishers', { unit: '具' }),
			choice('sleeping', '住人情况', 'Sleeping on the premises', [
				'no:不住人:No',
				'yes:违规住人:Yes'
			]),
			keeper,
			keeperPhone
		]
	},
	{
		id: 'company',
		zh: '企业',
		en: 'Company',
		kind: 'place',
		grade: 'internal',
		prefix: 'QY',
		plate: false,
		units: { competent: 'emergency' },
		attrs: [
			text('trade', '行业', 'Trade', PUBLIC),
			count('staff', '从业人数', 'Staff', { unit: '人' }),
			choice('danger', '风险等级', 'Risk', [
				'low:一般:Low',
				'middle:较大:Middle',
				'high:重大:High'
			]),
			keeper,
			keeperPhone
		]
	},
	{
		id: 'site',
		zh: '工地',
		en: 'Construction site',
		kind: 'place',
		grade: 'internal',
		prefix: 'GD',
		plate: true,
		checkEveryDays: 7,
		units: { competent: 'construction' },
		attrs: [
			text('builder', '施工单位', 'Builder', PUBLIC),
			date('endsOn', '计划竣工', 'Planned end', PUBLIC),
			choice('stage', '阶段', 'Stage', [
				'ground:基础:Ground works',
				'frame:主体:Frame',
				'finish:装饰:Finishing'
			]),
			keeper,
			keeperPhone
		]
	},
	facility('fire', '消防设施', 'Fire facility', '0599', {
		checkEveryDays: 30,
		units: { competent: 'fire', maintainer: 'property' },
		attrs: [
			choice(
				'kind',
				'类别',
				'Kind',
				[
					'lane:消防通道:Fire lane',
					'hydrant:消火栓:Hydrant',
					'extinguishers:灭火器箱:Extinguisher box',
					'station:微型消防站:Micro fire station'
				],
				PUBLIC
			),
			estateName,
			date('servicedOn', '最近维保', 'Last serviced')
		]
	}),
	facility('charger', '充电桩/充电棚', 'Charging point', '0154', {
		checkEveryDays: 7,
		units: { competent: 'fire', owner: 'property', maintainer: 'property' },
		attrs: [
			count('sockets', '充电口', 'Sockets', { unit: '个', ...PUBLIC }),
			choice('kind', '类别', 'Kind', ['bike:电动自行车:E-bikes', 'car:电动汽车:Cars'], PUBLIC),
			choice('sprinkler', '喷淋', 'Sprinkler', ['yes:有:Yes', 'no:无:No']),
			estateName
		]
	}),
	facility('lift', '电梯', 'Lift', '0596', {
		units: { competent: 'market', owner: 'property', maintainer: 'property' },
		attrs: [
			text('register', '注册代码', 'Register number', PUBLIC),
			date('nextTest', '下次检验', 'Next test', PUBLIC),
			phone('rescue', '困人救援电话', 'Rescue phone', PUBLIC),
			estateName
		]
	}),
	facility('waterTank', '二次供水', 'Secondary water supply', '0595', {
		checkEveryDays: 90,
		units: { competent: 'water', maintainer: 'property' },
		attrs: [
			count('volume', '水箱容积', 'Tank volume', { unit: '立方米' }),
			date('cleanedOn', '最近清洗', 'Last cleaned', PUBLIC),
			estateName
		]
	}),
	facility('gas', '燃气点', 'Gas point', '0197', {
		checkEveryDays: 30,
		units: { competent: 'gas', owner: 'gas', maintainer: 'gas' },
		attrs: [
			choice('kind', '类别', 'Kind', [
				'regulator:调压箱:Regulator',
				'valve:阀门井:Valve chamber',
				'bottles:瓶组间:Bottle room'
			]),
			date('servicedOn', '最近维保', 'Last serviced')
		]
	}),
	facility('manhole', '窨井盖', 'Manhole cover', '0199', {
		units: { competent: 'water', owner: 'water', maintainer: 'maintain' },
		attrs: [
			choice('use', '用途', 'Use', [
				'rain:雨水:Rain',
				'sewage:污水:Sewage',
				'power:电力:Power',
				'water:供水:Water',
				'telecom:通信:Telecom'
			]),
			choice('material', '材质', 'Material', [
				'iron:球墨铸铁:Ductile iron',
				'composite:复合:Composite'
			]),
			choice('net', '防坠网', 'Safety net', ['yes:有:Yes', 'no:无:No'])
		]
	}),
	facility('lamp', '路灯', 'Street lamp', '0137', {
		units: { competent: 'construction', owner: 'maintain', maintainer: 'maintain' },
		attrs: [
			text('pole', '灯杆号', 'Pole number', { required: true, ...PUBLIC }),
			choice('light', '光源', 'Light', ['led:LED:LED', 'sodium:高压钠灯:Sodium'], PUBLIC),
			count('height', '杆高', 'Height', { unit: '米' })
		]
	}),
	facility('wasteRoom', '垃圾厢房', 'Waste room', '0305', {
		checkEveryDays: 3,
		units: { competent: 'greening', owner: 'property', maintainer: 'sanitation' },
		attrs: [
			text('hours', '投放时间', 'Opening hours', PUBLIC),
			count('bins', '桶数', 'Bins', { unit: '只' }),
			estateName
		]
	}),
	facility('river', '河道', 'River reach', '0594', {
		checkEveryDays: 7,
		units: { competent: 'water', owner: 'water', maintainer: 'maintain' },
		attrs: [
			text('water', '河名', 'River', { required: true, ...PUBLIC }),
			text('chief', '河长', 'River chief', PUBLIC),
			count('length', '河段长度', 'Length', { unit: '米', ...PUBLIC }),
			choice('quality', '水质', 'Water quality', [
				'3:Ⅲ类:Class III',
				'4:Ⅳ类:Class IV',
				'5:Ⅴ类:Class V'
			])
		]
	}),
	facility('flood', '防汛点', 'Flood point', '0507', {
		checkEveryDays: 30,
		units: { competent: 'water', maintainer: 'maintain' },
		attrs: [
			choice(
				'kind',
				'类别',
				'Kind',
				[
					'underpass:下立交:Underpass',
					'pond:易积水点:Ponding place',
					'sluice:泵闸:Pump and sluice'
				],
				PUBLIC
			),
			count('pump', '排水能力', 'Pump capacity', { unit: '立方米/时' }),
			keeper,
			keeperPhone
		]
	}),
	{
		id: 'shelter',
		zh: '避险场所',
		en: 'Shelter',
		kind: 'place',
		grade: 'public',
		prefix: 'BX',
		plate: true,
		checkEveryDays: 90,
		units: { competent: 'emergency', owner: 'station' },
		attrs: [
			count('places', '可容纳', 'Places', { unit: '人', ...PUBLIC }),
			choice('indoor', '类型', 'Kind', ['indoor:室内:Indoor', 'outdoor:室外:Outdoor'], PUBLIC),
			keeper,
			keeperPhone
		]
	},
	facility('tree', '绿化/行道树', 'Street tree', '0402', {
		units: { competent: 'greening', owner: 'greening', maintainer: 'maintain' },
		attrs: [
			choice(
				'species',
				'树种',
				'Species',
				[
					'camphor:香樟:Camphor',
					'plane:悬铃木:Plane',
					'ginkgo:银杏:Ginkgo',
					'zelkova:榉树:Zelkova'
				],
				PUBLIC
			),
			count('girth', '胸径', 'Diameter', { unit: '厘米' })
		]
	}),
	facility('toilet', '公厕', 'Public toilet', '0399', {
		checkEveryDays: 7,
		units: { competent: 'greening', owner: 'greening', maintainer: 'sanitation' },
		attrs: [
			text('hours', '开放时间', 'Opening hours', PUBLIC),
			choice('barrierFree', '无障碍', 'Barrier-free', ['yes:有:Yes', 'no:无:No'], PUBLIC)
		]
	}),
	facility('camera', '视频点位', 'Camera', '0598', {
		units: { competent: 'police', owner: 'police', maintainer: 'maintain' },
		attrs: [
			text('department', '所属部门', 'Department', { required: true }),
			text('covers', '覆盖范围', 'Covers'),
			text('stream', '视频流地址', 'Stream address', SENSITIVE)
		]
	}),
	facility('aed', 'AED', 'AED', '0593', {
		checkEveryDays: 30,
		units: { competent: 'health', owner: 'health', maintainer: 'station' },
		attrs: [
			text('where', '具体位置', 'Exact place', { required: true, ...PUBLIC }),
			date('padsUntil', '电极片有效期', 'Pads valid until', PUBLIC),
			keeper,
			keeperPhone
		]
	}),
	facility('board', '宣传栏', 'Notice board', '0597', {
		units: { competent: 'affairs', owner: 'station', maintainer: 'station' },
		attrs: [
			count('panels', '版面', 'Panels', { unit: '块' }),
			date('changedOn', '最近更换', 'Last changed')
		]
	}),
	{
		id: 'hazard',
		zh: '隐患点',
		en: 'Hazard',
		kind: 'point',
		grade: 'internal',
		prefix: 'YH',
		plate: false,
		checkEveryDays: 7,
		units: { competent: 'emergency' },
		attrs: [
			choice('kind', '类别', 'Kind', [
				'wire:飞线:Loose wires',
				'wall:危墙:Unsafe wall',
				'storage:违规堆放:Unsafe storage',
				'road:路面隐患:Road hazard'
			]),
			choice('level', '等级', 'Level', ['general:一般:General', 'major:较大:Major']),
			date('dueOn', '整改期限', 'To be mended by'),
			keeper,
			keeperPhone
		]
	},
	{
		id: 'elderCare',
		zh: '养老场所',
		en: 'Elder care place',
		kind: 'place',
		grade: 'internal',
		prefix: 'YL',
		plate: true,
		checkEveryDays: 30,
		units: { competent: 'civil' },
		attrs: [count('beds', '床位', 'Beds', { unit: '张', ...PUBLIC }), keeper, keeperPhone]
	},
	{
		id: 'worship',
		zh: '宗教场所',
		en: 'Place of worship',
		kind: 'place',
		grade: 'internal',
		prefix: 'ZJ',
		plate: false,
		checkEveryDays: 90,
		units: { competent: 'affairs' },
		attrs: [
			count('capacity', '可容纳', 'Capacity', { unit: '人' }),
			date('checkedOn', '最近检查', 'Last checked'),
			keeper,
			keeperPhone
		]
	}
];

const BY_ID = new Map(ELEMENT_TYPES.map((type) => [type.id, type]));

export function elementType(id: string): ElementType {
	const type = BY_ID.get(id);
	if (!type) throw new Error(`no element type ${id}`);
	return type;
}
