/**
 * Small choices of this device, kept in localStorage when there is one. Private windows and full
 * disks make it throw: then the choice lives as long as the page.
 */
const memory = new Map<string, string>();

/** The stored JSON value, or undefined when absent or not readable. */
export function readStored(key: string): unknown {
	const text = memory.get(key) ?? fromDisk(key);
	if (text === null) return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

export function writeStored(key: string, value: unknown): void {
	const text = JSON.stringify(value);
	try {
		localStorage.setItem(key, text);
		memory.delete(key);
	} catch {
		memory.set(key, text);
	}
}

function fromDisk(key: string): string | null {
	try {
		return localStorage.getItem(key);
	} catch {
		return null;
	}
}
