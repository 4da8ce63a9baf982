/**
 * The hooks' own files in Node, with their globals given. Loaded once for all schedules, since code
 * that is made anew is slow until it has run hot; what a server process keeps, it keeps in
 * `$app.store()`, and that is new with each start.
 */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { Script } from 'node:vm';

type Factory = (...globals: unknown[]) => void;
export type Globals = Readonly<Record<string, unknown>>;

function compile(root: string, path: string, names: readonly string[]): Factory {
	const text = readFileSync(join(root, 'pb_hooks', path), 'utf8');
	const head = ['exports', 'require', 'module', ...names].join(', ');
	const script = new Script(`(function (${head}) {${text}\n})`, { filename: path });
	return script.runInThisContext() as Factory;
}

/** Loads a file of pb_hooks and what it requires; returns `require` for more of them. */
export function loadHooks(
	root: string,
	globals: Globals,
	replaced: Readonly<Record<string, unknown>>
): (path: string) => unknown {
	const names = Object.keys(globals);
	const values = Object.values(globals);
	const loaded = new Map<string, { exports: unknown }>();

	function load(path: string): unknown {
		if (path in replaced) return replaced[path];
		const known = loaded.get(path);
		if (known) return known.exports;
		const module = { exports: {} as unknown };
		loaded.set(path, module);
		const require = (name: string) =>
			load(
				name.startsWith('.') ? posix.join(posix.dirname(path), name) : name.replace(/^HOOKS\//, '')
			);
		compile(root, path, names)(module.exports, require, module, ...values);
		return module.exports;
	}
	return load;
}
