import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex, utf8Bytes } from '../../../web/domain/sha256';
import { check } from '../../support/property';

const node = (input: string | Uint8Array) => createHash('sha256').update(input).digest('hex');

describe('SHA-256', () => {
	it('gives the published values', () => {
		expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
		expect(sha256Hex('abc')).toBe(
			'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
		);
	});

	it('agrees with node:crypto at every length around the block size', () => {
		for (let length = 0; length <= 200; length++) {
			const bytes = randomBytes(length);
			expect(sha256Hex(bytes)).toBe(node(bytes));
			expect(sha256Hex([...bytes])).toBe(node(bytes));
		}
	});

	it('agrees with node:crypto on any text, lone surrogates included (I01)', () => {
		check(
			fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
				expect(sha256Hex(text)).toBe(node(text));
			}),
			500
		);
		for (const text of ['消防通道被堵', '🚒', '\ud83d', '\ude92', 'a\ud83d\ud83d\ude92', '\0'])
			expect(sha256Hex(text)).toBe(node(text));
	});

	it('agrees with node:crypto on a push of 256 KB', () => {
		const text = '张示例 blocked lane 🚒 '.repeat(10_000).slice(0, 100_000);
		expect(sha256Hex(text)).toBe(node(text));
	});

	it('encodes as TextEncoder does', () => {
		check(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect([...utf8Bytes(text)]).toEqual([...new TextEncoder().encode(text)]);
			})
		);
	});
});
