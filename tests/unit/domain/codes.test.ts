import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	COMPONENT_6235,
	GRID_16,
	ancestors,
	atLevel,
	checkCodeOf,
	checkDigit,
	checkQueryCode,
	formatComponent,
	formatQueryCode,
	isWithin,
	levelOf,
	parentOf,
	parseComponent,
	sameCheckCode,
	withCheckDigit
} from '../../../web/domain/codes';
import { check } from '../../support/property';

describe('division and grid codes', () => {
	const grid = '310115132205001';

	it('carry their ancestors, from the city down', () => {
		expect(ancestors(grid)).toEqual([
			'3101',
			'310115',
			'310115132',
			'310115132205',
			'310115132205001'
		]);
		expect(ancestors('310115132')).toEqual(['3101', '310115', '310115132']);
		expect(parentOf(grid)).toBe('310115132205');
		expect(parentOf('3101')).toBeUndefined();
		expect(atLevel(grid, 'town')).toBe('310115132');
		expect(atLevel('310115132', 'village')).toBeUndefined();
	});

	it('have the level their length says, and the length belongs to the scheme', () => {
		expect(levelOf('310115132205')).toBe('village');
		expect(levelOf(grid)).toBe('grid');
		expect(levelOf(grid + '0')).toBeUndefined();
		expect(levelOf(grid + '0', GRID_16)).toBe('grid');
		expect(levelOf(grid, GRID_16)).toBeUndefined();
	});

	it.each([
		'',
		'31',
		'31011513220500',
		'31011513220500x',
		'３１０１',
		' 310115132',
		'../../etc/pwd'
	])('refuse %j (I05)', (code) => {
		expect(levelOf(code)).toBeUndefined();
		expect(ancestors(code)).toEqual([]);
		expect(isWithin(code, '3101')).toBe(false);
		expect(isWithin(grid, code)).toBe(false);
	});

	it('lie within every area above them and in no sibling', () => {
		for (const area of ancestors(grid)) expect(isWithin(grid, area)).toBe(true);
		expect(isWithin(grid, '310115132206')).toBe(false);
		expect(isWithin('310115132', grid)).toBe(false);
	});
});

describe('component codes', () => {
	it('split and join by their scheme', () => {
		const parts = { county: '310115', major: '01', minor: '03', sequence: '000042' };
		expect(parseComponent('3101150103000042')).toEqual(parts);
		expect(formatComponent({ ...parts, sequence: 42 })).toBe('3101150103000042');
		expect(parseComponent('3101150100300042', COMPONENT_6235)).toEqual({
			...parts,
			minor: '003',
			sequence: '00042'
		});
	});

	it('are refused when a part does not fit', () => {
		const parts = { county: '310115', major: '01', minor: '03', sequence: 1 };
		expect(parseComponent('310115010300004')).toBeUndefined();
		expect(formatComponent({ ...parts, sequence: 1_000_000 })).toBeUndefined();
		expect(formatComponent({ ...parts, sequence: -1 })).toBeUndefined();
		expect(formatComponent({ ...parts, major: '1', minor: '103' })).toBeUndefined();
		expect(formatComponent({ ...parts, minor: '003' }, COMPONENT_6235)).toBe('3101150100300001');
	});
});

describe('the query code of a resident (Q02)', () => {
	const digits = fc.stringMatching(/^\d{15}$/);
	const swapAt = (code: string, i: number) =>
		code.slice(0, i) + code.charAt(i + 1) + code.charAt(i) + code.slice(i + 2);

	it.each([
		['0794', '5'],
		['8609574271', '9'],
		['6943515153', '0']
	])('follows ISO 7064 MOD 11,10: %s is checked by %s', (digits, expected) => {
		expect(checkDigit(digits)).toBe(expected);
	});

	it('is made of fifteen digits and nothing else', () => {
		for (const digits of ['', '12345678901234', '1234567890123456', '12345678901234x'])
			expect(withCheckDigit(digits)).toBeUndefined();
	});

	it('catches every single wrong digit', () => {
		check(
			fc.property(digits, (digits) => {
				const code = withCheckDigit(digits) ?? '';
				expect(checkQueryCode(code)).toBe(code);
				for (let i = 0; i < 16; i++)
					for (let d = 0; d < 10; d++) {
						const wrong = code.slice(0, i) + d + code.slice(i + 1);
						if (wrong !== code) expect(checkQueryCode(wrong)).toBeUndefined();
					}
			})
		);
	});

	it('catches all but about two in a hundred swapped neighbours', () => {
		let swapped = 0;
		let missed = 0;
		check(
			fc.property(digits, (digits) => {
				const code = withCheckDigit(digits) ?? '';
				for (let i = 0; i < 15; i++) {
					const wrong = swapAt(code, i);
					if (wrong === code) continue;
					swapped++;
					if (checkQueryCode(wrong)) missed++;
				}
			}),
			2000
		);
		console.log(`swapped neighbours missed: ${missed} of ${swapped}`);
		expect(missed / swapped).toBeLessThan(0.04);
	});

	it('reads what people type and prints four by four', () => {
		const code = withCheckDigit('123456789012345') ?? '';
		const printed = formatQueryCode(code);
		expect(printed).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
		expect(checkQueryCode(` ${printed.replace(/ /g, '-')} `)).toBe(code);
		const fullWidth = printed.replace(/\d/g, (d) => String.fromCharCode(0xff10 + +d));
		expect(checkQueryCode(fullWidth)).toBe(code);
		expect(checkQueryCode(code.slice(1))).toBeUndefined();
		expect(checkQueryCode('')).toBeUndefined();
	});
});

describe('the check code of a photo', () => {
	const hash = 'ff00000000' + 'a'.repeat(54);

	it('is the first 40 bits of the SHA-256 in Crockford base32', () => {
		expect(checkCodeOf(hash)).toBe('ZW000000');
		expect(checkCodeOf('0123456789' + '0'.repeat(54))).toBe('04HMASW9');
		expect(checkCodeOf('not a hash')).toBe('');
	});

	it('differs as soon as the first 40 bits do', () => {
		const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
		check(
			fc.property(hex, hex, (a, b) => {
				expect(checkCodeOf(a)).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
				expect(sameCheckCode(checkCodeOf(a), checkCodeOf(b))).toBe(
					a.slice(0, 10) === b.slice(0, 10)
				);
			})
		);
	});

	it('is compared as people read it', () => {
		expect(sameCheckCode('o4hm-asw9', '04HMASW9')).toBe(true);
		expect(sameCheckCode('ZWO0000L', 'zw000001')).toBe(true);
		expect(sameCheckCode('', '')).toBe(false);
		expect(sameCheckCode('04HMASW9', '04HMASW8')).toBe(false);
	});
});
