/** The hooks in one runtime for all servers of this process: their globals look at the one that runs. */
import { hash } from 'node:crypto';
import * as goja from '../../../../web/goja';
import { osOf } from './files';
import { loadHooks } from './hooks';
import type { requestEvent } from './request';
import type { Server } from './server';

export type Handler = (e: ReturnType<typeof requestEvent>) => unknown;

export const running: { server: Server } = { server: undefined as unknown as Server };

const now = (): number => running.server.now();

class ServerDate extends Date {
	static override now(): number {
		return now();
	}
}

const sha256 = (value: string | Uint8Array): string => hash('sha256', value as string);
const letters = (n: number): string => running.server.random.letters(n);

/** `$app` of whichever server runs. */
const app = {
	db: () => running.server.app.db(),
	nonconcurrentDB: () => running.server.app.nonconcurrentDB(),
	runInTransaction: (work: () => void) => running.server.app.runInTransaction(work),
	store: () => running.server.app.store(),
	logger: () => running.server.app.logger(),
	subscriptionsBroker: () => running.server.app.subscriptionsBroker(),
	dataDir: () => 'data',
	isDev: () => false,
	findFirstRecordByData: (a: string, b: string, c: string) =>
		running.server.app.findFirstRecordByData(a, b, c),
	findCollectionByNameOrId: (name: string) => ({ name })
};

const domain = {
	...goja,
	/** What an older server does not know yet. */
	kindOf: (type: string) => (running.server.unknown.has(type) ? undefined : goja.kindOf(type))
};

export interface Runtime {
	readonly routes: ReadonlyMap<string, Handler>;
	readonly subscribe: Handler;
	readonly require: (path: string) => unknown;
}

let runtime: Runtime | undefined;

export function runtimeOf(root: string): Runtime {
	return (runtime ??= start(root));
}

function start(root: string): Runtime {
	const routes = new Map<string, Handler>();
	let subscribe: Handler = () => undefined;
	const globals = {
		$app: app,
		__hooks: 'HOOKS',
		Date: ServerDate,
		Math: Object.assign(Object.create(Math) as Math, {
			random: () => running.server.random.next()
		}),
		$os: osOf(() => running.server.files, now),
		$security: { sha256, randomString: letters, randomStringWithAlphabet: letters },
		$apis: { gzip: () => undefined },
		DynamicModel: class {},
		arrayOf: () => [],
		Record: class {
			setPassword() {}
			validatePassword() {
				return false;
			}
		},
		SubscriptionMessage: class {
			readonly name: string;
			constructor({ name }: { name: string }) {
				this.name = name;
			}
		},
		ForbiddenError: class extends Error {},
		toString: (value: unknown, most = Infinity) =>
			typeof value === 'string' ? value.slice(0, most) : value,
		toBytes: (value: unknown) => value,
		routerAdd: (method: string, path: string, handler: Handler) =>
			routes.set(`${method} ${path}`, handler),
		onRealtimeSubscribeRequest: (handler: Handler) => (subscribe = handler)
	};
	const load = loadHooks(root, globals, { 'lib/domain.js': domain });
	load('api.pb.js');
	return { routes, subscribe: (e) => subscribe(e), require: load };
}
