/**
 * The limiter of the sign-in, per name and network: five mistakes are free, then each costs twice the
 * wait of the one before. A network as a whole has a larger budget, so that nobody tries many names.
 * In memory only: a restart forgives.
 */

const FREE_PER_NAME = 5;
const FREE_PER_NETWORK = 60;
const LONGEST_WAIT_MS = 15 * 60_000;
const FORGET_AFTER_MS = 30 * 60_000;
const PREFIX = 'lq:login:';

/** The /24 of an IPv4 address, the /64 of an IPv6 one. @param {string} ip */
function networkOf(ip) {
	if (!ip.includes(':')) return ip.split('.').slice(0, 3).join('.');
	const [head = '', tail = ''] = ip.split('%')[0]?.split('::') ?? [];
	const left = head ? head.split(':') : [];
	const right = tail ? tail.split(':') : [];
	const zeros = ip.includes('::')
		? Array(Math.max(0, 8 - left.length - right.length)).fill('0')
		: [];
	return [...left, ...zeros, ...right]
		.slice(0, 4)
		.map((part) => part.replace(/^0+(?=.)/, '').toLowerCase())
		.join(':');
}

/** @param {string} name @param {string} ip */
function budgetsOf(name, ip) {
	const network = networkOf(ip);
	return [
		{ key: `${PREFIX}${network}|${name.toLowerCase()}`, free: FREE_PER_NAME },
		{ key: `${PREFIX}${network}`, free: FREE_PER_NETWORK }
	];
}

/** @param {unknown} value @returns {{ fails: number, until: number, at: number }} */
const parse = (value) =>
	typeof value === 'string' ? JSON.parse(value) : { fails: 0, until: 0, at: 0 };

/**
 * @param {string} name
 * @param {string} ip
 * @param {number} now
 * @returns {number} milliseconds to wait; 0 when an attempt is free
 */
function waitFor(name, ip, now) {
	return Math.max(
		0,
		...budgetsOf(name, ip).map(({ key }) => parse($app.store().get(key)).until - now)
	);
}

/** @param {string} name @param {string} ip @param {number} now */
function noteFailure(name, ip, now) {
	for (const { key, free } of budgetsOf(name, ip)) {
		$app.store().setFunc(key, (value) => {
			const known = parse(value);
			const fails = (now - known.at > FORGET_AFTER_MS ? 0 : known.fails) + 1;
			const over = fails - free;
			const wait = over < 0 ? 0 : Math.min(LONGEST_WAIT_MS, 1000 * 2 ** Math.min(over, 20));
			return JSON.stringify({ fails, until: now + wait, at: now });
		});
	}
}

/** @param {string} name @param {string} ip */
function noteSuccess(name, ip) {
	const own = budgetsOf(name, ip)[0];
	if (own) $app.store().remove(own.key);
}

/** Drops what is forgiven, so that memory stays bounded. @param {number} now */
function sweep(now) {
	const all = $app.store().getAll();
	for (const key of Object.keys(all)) {
		if (key.startsWith(PREFIX) && now - parse(all[key]).at > FORGET_AFTER_MS)
			$app.store().remove(key);
	}
}

module.exports = { networkOf, waitFor, noteFailure, noteSuccess, sweep };
