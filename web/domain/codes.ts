/**
 * Code schemes of the field: divisions and grids, components, the resident's query code and the
 * photo check code. Lengths belong to a scheme, and codes are never reused or changed.
 */

export type DivisionLevel = 'city' | 'district' | 'town' | 'village' | 'grid';

/** Digits of a code at each level, top down; each level's code begins with its parent's. */
export type DivisionScheme = readonly (readonly [level: DivisionLevel, digits: number])[];

const divisionScheme = (gridDigits: number): DivisionScheme => [
	['city', 4],
	['district', 6],
	['town', 9],
	['village', 12],
	['grid', gridDigits]
];

/** 6+3+3+3, for example 310115132205001. */
export const GRID_15 = divisionScheme(15);
/** Four digits for the grid, as some cities number them. */
export const GRID_16 = divisionScheme(16);

/** The scheme whose grid has as many digits as this code; the levels above are the same in both. */
export const schemeOf = (code: string): DivisionScheme => (code.length === 16 ? GRID_16 : GRID_15);

/** By index, not by destructuring: this runs for every right and the server's engine is slow. */
const levelOfLength = (length: number, scheme: DivisionScheme): DivisionLevel | undefined =>
	scheme.find((entry) => entry[1] === length)?.[0];

const isDigits = (text: string): boolean => /^\d+$/.test(text);

/** undefined: not a code of this scheme. */
export function levelOf(code: string, scheme = GRID_15): DivisionLevel | undefined {
	const level = levelOfLength(code.length, scheme);
	return level && isDigits(code) ? level : undefined;
}

/** The code and those above it, from the city down; empty for what is not a code. */
export const ancestors = (code: string, scheme = GRID_15): string[] =>
	levelOf(code, scheme)
		? scheme
				.filter(([, digits]) => digits <= code.length)
				.map(([, digits]) => code.slice(0, digits))
		: [];

export const parentOf = (code: string, scheme = GRID_15): string | undefined =>
	ancestors(code, scheme).slice(-2, -1)[0];

/** True for the area itself as well. */
export const isWithin = (code: string, area: string, scheme = GRID_15): boolean =>
	code.startsWith(area) &&
	levelOfLength(area.length, scheme) !== undefined &&
	levelOf(code, scheme) !== undefined;

/** The part of a code at a level, for example the village of a grid. */
export const atLevel = (code: string, level: DivisionLevel, scheme = GRID_15): string | undefined =>
	ancestors(code, scheme)[scheme.findIndex(([candidate]) => candidate === level)];

/** Digits of the parts of a component id 部件编码. */
export interface ComponentScheme {
	county: number;
	major: number;
	minor: number;
	sequence: number;
}

export const COMPONENT_6226: ComponentScheme = { county: 6, major: 2, minor: 2, sequence: 6 };
export const COMPONENT_6235: ComponentScheme = { county: 6, major: 2, minor: 3, sequence: 5 };

export interface ComponentCode {
	county: string;
	major: string;
	minor: string;
	sequence: string;
}

export function parseComponent(
	code: string,
	{ county, major, minor, sequence }: ComponentScheme = COMPONENT_6226
): ComponentCode | undefined {
	if (code.length !== county + major + minor + sequence || !isDigits(code)) return undefined;
	return {
		county: code.slice(0, county),
		major: code.slice(county, county + major),
		minor: code.slice(county + major, county + major + minor),
		sequence: code.slice(-sequence)
	};
}

/** undefined when a part does not fit the scheme. */
export function formatComponent(
	parts: Omit<ComponentCode, 'sequence'> & { sequence: number },
	scheme: ComponentScheme = COMPONENT_6226
): string | undefined {
	const sequence = String(parts.sequence).padStart(scheme.sequence, '0');
	const code = parts.county + parts.major + parts.minor + sequence;
	const back = parseComponent(code, scheme);
	return back?.county === parts.county && back.major === parts.major && back.sequence === sequence
		? code
		: undefined;
}

/**
 * ISO 7064 MOD 11,10 over the digits before the check digit. Finds every wrong digit; of swapped
 * neighbours it misses about two in a hundred.
 */
export function checkDigit(digits: string): string {
	let product = 10;
	for (const digit of digits) {
		const sum = (product + +digit) % 10 || 10;
		product = (sum * 2) % 11;
	}
	return String((11 - product) % 10);
}

/** 15 random digits become the 16 of a resident's query code; undefined for anything else. */
export const withCheckDigit = (digits: string): string | undefined =>
	/^\d{15}$/.test(digits) ? digits + checkDigit(digits) : undefined;

/** Reads a code as typed (spaces, hyphens, full-width digits); undefined when it is mistyped. */
export function checkQueryCode(typed: string): string | undefined {
	const code = typed
		.replace(/[\uff10-\uff19]/g, (c) => String(c.charCodeAt(0) - 0xff10))
		.replace(/[\s\-\u2010-\u2015\uff0d]/g, '');
	return /^\d{16}$/.test(code) && withCheckDigit(code.slice(0, 15)) === code ? code : undefined;
}

/** `1234 5678 9012 3452` */
export const formatQueryCode = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ');

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The eight characters printed on a watermarked copy: the first 40 bits of the stored original's
 * SHA-256 in Crockford base32. Empty for what is not a SHA-256 in hex.
 */
export function checkCodeOf(sha256hex: string): string {
	if (!/^[0-9a-f]{64}$/i.test(sha256hex)) return '';
	let rest = parseInt(sha256hex.slice(0, 10), 16);
	let code = '';
	for (let i = 0; i < 8; i++) {
		code = CROCKFORD.charAt(rest % 32) + code;
		rest = Math.floor(rest / 32);
	}
	return code;
}

const asPrinted = (code: string): string =>
	code.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');

/** Compares as people read: O is 0, I and L are 1, hyphens and case do not count. */
export const sameCheckCode = (a: string, b: string): boolean =>
	asPrinted(a).length === 8 && asPrinted(a) === asPrinted(b);
