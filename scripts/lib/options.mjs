/** What the operator says: flags after `--` and environment variables. */
import { resolve } from 'node:path';
import { Refusal } from './fail.mjs';
import { root } from './source-hash.mjs';

/**
 * @typedef {object} StartOptions
 * @property {boolean} demo the demo town with its accounts, or (`--empty`) a town of its own
 * @property {number | undefined} scale villages and cases of the demo, as the seed understands it
 * @property {string} host the address to bind
 * @property {number} port
 * @property {string} dataDir absolute
 * @property {string} publicUrl how people reach it, without a slash at the end
 */

const USAGE = 'usage: npm start -- [--empty] [--scale N]   (HOST, PORT, PUBLIC_URL, LIANQIN_DATA)';

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {StartOptions}
 */
export function readOptions(args, env = process.env) {
	let demo = true;
	let scale;
	for (let i = 0; i < args.length; i++) {
		if (args[i] === '--empty') demo = false;
		else if (args[i] === '--scale') scale = wholeNumber('--scale', args[++i], 1, 1000);
		else throw new Refusal(`Unknown option ${args[i]}.\n${USAGE}`);
	}
	const host = env.HOST || '127.0.0.1';
	const port = env.PORT ? wholeNumber('PORT', env.PORT, 1, 65_535) : 8090;
	return {
		demo,
		scale,
		host,
		port,
		dataDir: resolve(root, env.LIANQIN_DATA || 'data'),
		publicUrl: publicUrl(env.PUBLIC_URL, host, port)
	};
}

/**
 * @param {string} name
 * @param {string | undefined} text
 * @param {number} min
 * @param {number} max
 */
function wholeNumber(name, text, min, max) {
	const value = Number(text);
	if (Number.isInteger(value) && value >= min && value <= max) return value;
	throw new Refusal(`${name} must be a whole number from ${min} to ${max}.\n${USAGE}`);
}

/**
 * @param {string | undefined} text
 * @param {string} host
 * @param {number} port
 */
function publicUrl(text, host, port) {
	const address = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
	const given = text || `http://${bracketed(address)}:${port}`;
	const url = URL.canParse(given) ? new URL(given) : undefined;
	if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
		throw new Refusal(
			`PUBLIC_URL must be a full address such as https://town.example, not ${given}`
		);
	}
	return url.origin;
}

/** @param {string} host */
export const bracketed = (host) => (host.includes(':') ? `[${host}]` : host);

/** Whether only this machine can reach what is bound to the address. @param {string} host */
export const isLoopback = (host) =>
	host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
