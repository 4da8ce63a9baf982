import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** WCAG AA of every pair of colours that components put on each other, in every theme. */
const css = readFileSync(new URL('../../../web/app.css', import.meta.url), 'utf8');

function tokens(theme: string): Record<string, string> {
	const block = new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
	return Object.fromEntries(
		[...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1], match[2]])
	);
}

function luminance(hex: string): number {
	const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
		const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
		return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
	const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return (light + 0.05) / (dark + 0.05);
}

const onSurfaces = (text: string) => ['ground', 'panel', 'sunken'].map((back) => [text, back]);
const TEXT_PAIRS = [
	...['ink', 'ink-soft', 'ink-faint', 'accent', 'accent-strong'].flatMap(onSurfaces),
	...['green', 'yellow', 'red', 'grey'].flatMap((tone) => [
		[tone, 'panel'],
		[tone, 'ground'],
		[tone, `${tone}-soft`],
		['ink', `${tone}-soft`]
	]),
	...['green', 'red', 'grey'].map((tone) => ['on-state', tone]),
	['on-yellow', 'yellow-fill'],
	['on-accent', 'accent'],
	['on-accent', 'accent-strong'],
	['accent-strong', 'accent-soft'],
	['ink', 'accent-soft'],
	['ink-soft', 'accent-soft'],
	['ink', 'map-land'],
	['ink', 'map-block'],
	['ink', 'map-green']
];
const EDGE_PAIRS = [
	['line-strong', 'panel'],
	['line-strong', 'ground'],
	['focus', 'ground'],
	['focus', 'panel'],
	['map-edge', 'map-land']
];

describe.each(['day', 'dark', 'sunlight'])('theme %s', (theme) => {
	const colour = tokens(theme);
	const of = (pair: string[]) =>
		contrast(colour[pair[0] ?? ''] ?? '#888888', colour[pair[1] ?? ''] ?? '#888888');

	it.each(TEXT_PAIRS)('text %s on %s reads at 4.5 : 1', (...pair) => {
		expect(of(pair)).toBeGreaterThanOrEqual(4.5);
	});

	it.each(EDGE_PAIRS)('edge %s on %s shows at 3 : 1', (...pair) => {
		expect(of(pair)).toBeGreaterThanOrEqual(3);
	});
});

it('sunlight text is darker still', () => {
	const colour = tokens('sunlight');
	expect(contrast(colour.ink ?? '', colour.panel ?? '')).toBe(21);
});
