/** The server's disk for photos: what was written, and what a power cut leaves of it. */
export class Files {
	readonly #bytes = new Map<string, Uint8Array>();
	/** Paths whose bytes, and whose name, an fsync covers. */
	#flushed = new Map<string, Uint8Array>();
	full = false;

	read(path: string): Uint8Array {
		const bytes = this.#bytes.get(path);
		if (!bytes) throw new Error(`open ${path}: no such file`);
		return bytes;
	}

	write(path: string, bytes: Uint8Array): void {
		if (this.full) throw new Error('no space left on device');
		this.#bytes.set(path, bytes);
	}

	rename(from: string, to: string): void {
		this.#bytes.set(to, this.read(from));
		this.#bytes.delete(from);
		const flushed = this.#flushed.get(from);
		// The bytes are down; the new name is so when the folder was flushed.
		if (flushed) this.#flushed.set(to, flushed);
	}

	remove(path: string): void {
		this.#bytes.delete(path);
		this.#flushed.delete(path);
	}

	flush(dir: string, name: string): void {
		if (name === '.') return;
		this.#flushed.set(`${dir}/${name}`, this.read(`${dir}/${name}`));
	}

	/** Names directly in a folder. */
	list(dir: string): string[] {
		const names = [...this.#bytes.keys()]
			.filter((path) => path.startsWith(`${dir}/`))
			.map((path) => path.slice(dir.length + 1).split('/')[0] as string);
		return [...new Set(names)];
	}

	has(path: string): boolean {
		return this.#bytes.has(path);
	}

	cutPower(): void {
		for (const path of [...this.#bytes.keys()])
			if (!this.#flushed.has(path)) this.#bytes.delete(path);
	}

	copy(): Map<string, Uint8Array> {
		return new Map(this.#bytes);
	}

	putBack(copy: ReadonlyMap<string, Uint8Array>): void {
		this.#bytes.clear();
		for (const [path, bytes] of copy) this.#bytes.set(path, bytes);
		this.#flushed = new Map(copy);
	}
}

/** `$os`, as far as photo-files.js uses it. */
export const osOf = (files: () => Files, now: () => number) => ({
	mkdirAll() {},
	writeFile: (path: string, bytes: Uint8Array) => files().write(path, bytes),
	rename: (from: string, to: string) => files().rename(from, to),
	remove: (path: string) => files().remove(path),
	readFile: (path: string) => files().read(path),
	readDir: (path: string) =>
		files()
			.list(path)
			.map((name) => ({ name: () => name })),
	openInRoot: (dir: string, name: string) => ({
		sync: () => files().flush(dir, name),
		close() {}
	}),
	stat(path: string) {
		const size = files().read(path).length;
		return { size: () => size, modTime: () => ({ unixMilli: now }) };
	}
});
