/** FormData and Blob, as far as an upload needs them, readable at once. */
export class SimBlob {
	readonly bytes: Uint8Array;

	constructor(parts: readonly (ArrayBuffer | Uint8Array)[]) {
		const [part] = parts;
		this.bytes = part instanceof Uint8Array ? part : new Uint8Array(part ?? new ArrayBuffer(0));
	}
}

export class SimForm {
	readonly #fields = new Map<string, string | SimBlob>();

	set(name: string, value: string | SimBlob): void {
		this.#fields.set(name, value);
	}

	text(name: string): string {
		const value = this.#fields.get(name);
		return typeof value === 'string' ? value : '';
	}

	file(name: string): Uint8Array | undefined {
		const value = this.#fields.get(name);
		return value instanceof SimBlob ? value.bytes : undefined;
	}

	/** The same with one file's bytes changed: what a broken middlebox passes on. */
	damaged(name: string): SimForm {
		const copy = new SimForm();
		for (const [key, value] of this.#fields) copy.#fields.set(key, value);
		const bytes = this.file(name)?.slice();
		if (bytes) {
			const middle = bytes.length >> 1;
			bytes[middle] = (bytes[middle] ?? 0) ^ 1;
			copy.#fields.set(name, new SimBlob([bytes]));
		}
		return copy;
	}

	get size(): number {
		let size = 200;
		for (const value of this.#fields.values())
			size += typeof value === 'string' ? value.length : value.bytes.length;
		return size;
	}
}
