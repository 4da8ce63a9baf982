/** A request as the hooks see it, and the answer they write. */
import type { SimForm } from '../net/form';

export interface Answer {
	readonly status: number;
	readonly text: string;
}

export interface Record_ {
	readonly id: string;
	collection(): { readonly name: string };
	getBool(name: string): boolean;
	newAuthToken(): string;
	validatePassword(password: string): boolean;
}

export interface RequestParts {
	readonly auth: Record_ | undefined;
	readonly body: string | SimForm;
	readonly path: Readonly<Record<string, string>>;
	readonly subscriptions?: readonly string[];
}

/** The event that a hook's handler takes; `answer` is what it wrote. */
export function requestEvent({ auth, body, path, subscriptions = [] }: RequestParts) {
	const answer = { status: 200, text: '' };
	const form = typeof body === 'string' ? undefined : body;
	const length = typeof body === 'string' ? Buffer.byteLength(body) : (form?.size ?? 0);
	const end = (status: number, text: string) => {
		answer.status = status;
		answer.text = text;
	};
	return {
		answer,
		auth: auth ?? null,
		subscriptions,
		hasSuperuserAuth: () => false,
		next: () => undefined,
		realIP: () => '10.0.0.1',
		request: {
			body,
			contentLength: length,
			header: { get: () => '' },
			formValue: (name: string) => form?.text(name) ?? '',
			pathValue: (name: string) => path[name] ?? '',
			url: { query: () => ({ get: () => '' }) }
		},
		response: {
			header: () => ({ set() {} }),
			write: (piece: string) => void (answer.text += piece)
		},
		string: end,
		blob: (status: number, _: string, bytes: Uint8Array) =>
			end(status, Buffer.from(bytes).toString('latin1')),
		findUploadedFiles(name: string) {
			const bytes = form?.file(name);
			if (!bytes) throw new Error('no such file');
			return [
				{ size: bytes.length, reader: { open: () => Object.assign(bytes.slice(), { close() {} }) } }
			];
		}
	};
}
