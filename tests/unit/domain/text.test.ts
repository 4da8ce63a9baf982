import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	bigrams,
	cleanText,
	hasHan,
	maskName,
	maskPhone,
	normalizeForSearch,
	toWellFormed
} from '../../../web/domain/text';
import { check } from '../../support/property';

const units = fc
	.array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0xd83d, 0xde92, 0x202e)))
	.map((codes) => String.fromCharCode(...codes));

describe('well-formed text', () => {
	it('replaces lone surrogates as the platform does', () => {
		check(
			fc.property(units, (text) => {
				const platform = new TextDecoder().decode(new TextEncoder().encode(`x${text}`)).slice(1);
				expect(toWellFormed(text)).toBe(platform);
			}),
			500
		);
	});
});

describe('clean text', () => {
	it('drops control and direction characters, keeps lines, emoji and tabs', () => {
		expect(cleanText(' 张示例\u202e\u0000\r\n🚒\tok\u200b ', 100)).toBe('张示例\n🚒\tok');
	});

	it('never cuts a character in half', () => {
		expect(cleanText('ab🚒', 3)).toBe('ab');
		expect(cleanText('ab🚒', 4)).toBe('ab🚒');
	});

	it('is clean after one pass, whatever came in', () => {
		check(
			fc.property(units, fc.nat(40), (text, max) => {
				const clean = cleanText(text, max);
				expect(clean.length).toBeLessThanOrEqual(max);
				expect(toWellFormed(clean)).toBe(clean);
				expect(cleanText(clean, max)).toBe(clean);
			}),
			500
		);
	});
});

describe('search terms', () => {
	it('are pairs of Han characters and whole words', () => {
		expect(bigrams('消防通道12号')).toEqual(['消防', '防通', '通道', '12', '号']);
		expect(bigrams('周南村，ＡＥＤ（2）')).toEqual(['周南', '南村', 'aed', '2']);
		expect(bigrams(' … ，')).toEqual([]);
	});

	it('of a part are among the terms of the whole, in Han', () => {
		const han = fc.stringMatching(/^[\u4e00-\u9fff]{2,20}$/);
		check(
			fc.property(han, fc.nat(18), (text, from) => {
				const part = text.slice(from, from + 5);
				if (part.length < 2) return;
				expect(bigrams(text)).toEqual(expect.arrayContaining(bigrams(part)));
			})
		);
	});

	it('meet full-width, upper case and stray spaces halfway', () => {
		expect(normalizeForSearch('  康沈路\u3000１２３Ｂ 号 ')).toBe('康沈路 123b 号');
	});

	it('know Han from the rest', () => {
		expect(hasHan('a周')).toBe(true);
		expect(hasHan('abc 123')).toBe(false);
	});
});

describe('masked', () => {
	it.each([
		['张示例', '张**'],
		['张三', '张*'],
		['张', '张*'],
		['Zhang Example', 'Z************'],
		['𠮷示例', '𠮷**'],
		['', '']
	])('name %j shows as %j', (name, shown) => {
		expect(maskName(name)).toBe(shown);
	});

	it.each([
		['13800001234', '138****1234'],
		['+86 138 0000 1234', '861****1234'],
		['58110000', '******00'],
		['110', '****'],
		['', '****']
	])('phone %j shows as %j', (phone, shown) => {
		expect(maskPhone(phone)).toBe(shown);
	});
});
