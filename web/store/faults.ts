/**
 * What a disk can do to us (faults C05-C08). A save either rests whole or is reported as not saved;
 * a dead handle is dropped and opened again, never used a second time.
 */
import type Dexie from 'dexie';

/** `full`: no room. `lost`: the connection died. `newer`: another tab has upgraded. */
export type StoreFault = 'full' | 'lost' | 'newer' | 'broken';

/** The error and everything it wraps, outermost first. */
function chain(error: unknown): { name: string; message: string }[] {
	const found: { name: string; message: string }[] = [];
	for (let next = error; next instanceof Error && found.length < 8;) {
		found.push({ name: next.name, message: next.message });
		next = (next as { inner?: unknown }).inner ?? next.cause;
	}
	return found;
}

const FULL = /quota|disk|no space|IOError|storage is full/i;
const LOST =
	/connection .*(lost|closed|closing)|database connection is closing|Indexed Database server/i;

export function faultOf(error: unknown): StoreFault {
	const links = chain(error);
	const any = (test: (link: { name: string; message: string }) => boolean) => links.some(test);
	if (any(({ name, message }) => name === 'QuotaExceededError' || FULL.test(message)))
		return 'full';
	if (any(({ name }) => name === 'VersionError')) return 'newer';
	if (
		any(
			({ name, message }) =>
				name === 'DatabaseClosedError' || name === 'InvalidStateError' || LOST.test(message)
		)
	)
		return 'lost';
	return 'broken';
}

const ATTEMPTS = 5;

/**
 * Runs `body`, opening `db` again when its connection has died. Safe for a transaction, which is
 * whole or nothing; what it read before the retry is read again.
 */
export async function withReopen<T>(
	db: Dexie,
	body: () => Promise<T>,
	pause: (ms: number) => Promise<void> = (ms) => new Promise((done) => setTimeout(done, ms))
): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			if (!db.isOpen()) await db.open();
			return await body();
		} catch (error) {
			if (faultOf(error) !== 'lost' || attempt >= ATTEMPTS) throw error;
			db.close({ disableAutoOpen: false });
			await pause(25 * 2 ** attempt);
		}
	}
}
