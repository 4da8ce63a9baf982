/** System Chromium and fonts with Chinese glyphs, from Debian; nothing is downloaded by a test tool. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Refusal } from './fail.mjs';

export const CHROMIUM = process.env.CHROMIUM_BIN ?? '/usr/bin/chromium';

/** Root in a container has no sandbox; the rest keeps Chromium from calling home. */
export const CHROMIUM_ARGS = [
	...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];
const PACKAGES = ['chromium', 'fonts-noto-cjk'];

/** Installs what is missing when we are root on a Debian; else says how. */
export function ensureChromium() {
	if (existsSync(CHROMIUM) && hasChineseFont()) return;
	const isRoot = process.getuid?.() === 0;
	if (!isRoot || !existsSync('/usr/bin/apt-get'))
		throw new Refusal(
			`The end-to-end tests need Chromium and a Chinese font: sudo apt-get install ${PACKAGES.join(' ')}`
		);
	console.log(`Installing ${PACKAGES.join(' and ')} …`);
	apt('update', '-qq');
	apt('install', '-y', '-qq', '--no-install-recommends', ...PACKAGES);
}

/** @param {string[]} args */
function apt(...args) {
	const run = spawnSync('apt-get', args, {
		encoding: 'utf8',
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
	});
	if (run.status !== 0) throw new Refusal(`apt-get ${args.join(' ')} failed:\n${run.stderr}`);
}

function hasChineseFont() {
	const run = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
	return run.status === 0 && run.stdout.trim() !== '';
}
