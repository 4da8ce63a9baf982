/**
 * The wire. An answer counts only when it is ours: our protocol number and the nonce of this very
 * request. Anything else (no network, a captive portal's page, half a body, any HTTP status) is
 * "not reached", and nothing is lost by that (faults P08-P10).
 */
import type * as z from 'zod/mini';
import { PROTO } from '../protocol/envelope';
import { photoAnswerSchema, type PhotoAnswer } from '../protocol/photos';
import { pullResponseSchema, type PullRequest, type PullResponse } from '../protocol/pull';
import { pushResponseSchema, type PushRequest, type PushResponse } from '../protocol/push';
import { ROUTES } from '../protocol/routes';
import {
	loginResponseSchema,
	type LoginRequest,
	type LoginResponse,
	type RegisterRequest
} from '../protocol/session';

export type Reply<T> =
	{ readonly kind: 'answer'; readonly answer: T } | { readonly kind: 'unreachable' };

export interface PhotoUpload {
	readonly target: string;
	readonly sha256: string;
	readonly bytes: ArrayBuffer;
	readonly thumb: ArrayBuffer;
}

export interface Transport {
	login(request: Omit<LoginRequest, 'proto' | 'nonce'>): Promise<Reply<LoginResponse>>;
	/** Renews the token; without a replica it makes a new one. */
	register(
		request: Omit<RegisterRequest, 'proto' | 'nonce'>,
		token: string
	): Promise<Reply<LoginResponse>>;
	push(request: Omit<PushRequest, 'proto' | 'nonce'>, token: string): Promise<Reply<PushResponse>>;
	pull(request: Omit<PullRequest, 'proto' | 'nonce'>, token: string): Promise<Reply<PullResponse>>;
	putPhoto(photo: PhotoUpload, token: string): Promise<Reply<PhotoAnswer>>;
	getPhoto(
		target: string,
		sha256: string,
		size: 'full' | 'thumb',
		token: string
	): Promise<ArrayBuffer | undefined>;
}

const TIMEOUT_MS = { exchange: 30_000, photo: 120_000 };

export interface FetchParts {
	/** Origin of the server; empty for the page's own. */
	readonly origin?: string;
	readonly fetch?: typeof fetch;
}

export function newNonce(): string {
	return crypto.randomUUID().replaceAll('-', '');
}

export function fetchTransport({ origin = '', fetch: given }: FetchParts = {}): Transport {
	// Called late: a page may replace it, and a detached `fetch` throws.
	const go: typeof fetch = (input, init) => (given ?? globalThis.fetch)(input, init);

	async function post<T>(
		path: string,
		body: string | FormData,
		token: string | undefined,
		timeout: number,
		read: (json: unknown) => T | undefined
	): Promise<Reply<T>> {
		try {
			const response = await go(origin + path, {
				method: 'POST',
				body,
				headers: {
					...(typeof body === 'string' && { 'content-type': 'application/json' }),
					...(token !== undefined && { authorization: token })
				},
				cache: 'no-store',
				credentials: 'omit',
				redirect: 'error',
				signal: AbortSignal.timeout(timeout)
			});
			const answer = read(await response.json());
			return answer === undefined ? { kind: 'unreachable' } : { kind: 'answer', answer };
		} catch {
			return { kind: 'unreachable' };
		}
	}

	/** Sends with proto and a fresh nonce, and takes only an answer that brings both back. */
	function exchange<T extends { proto: number; nonce: string }>(
		path: string,
		request: object,
		token: string,
		schema: z.ZodMiniType<T>
	): Promise<Reply<T>> {
		const nonce = newNonce();
		const body = JSON.stringify({ proto: PROTO, nonce, ...request });
		return post(path, body, token, TIMEOUT_MS.exchange, (json) => readOwn(json, nonce, schema));
	}

	function enter(
		path: string,
		request: object,
		token: string | undefined
	): Promise<Reply<LoginResponse>> {
		const nonce = newNonce();
		const body = JSON.stringify({ proto: PROTO, nonce, ...request });
		return post(path, body, token, TIMEOUT_MS.exchange, (json) => {
			const parsed = loginResponseSchema.safeParse(json);
			return parsed.success && parsed.data.nonce === nonce ? parsed.data : undefined;
		});
	}

	return {
		login: (request) => enter(ROUTES.login, request, undefined),
		register: (request, token) => enter(ROUTES.register, request, token),
		push: (request, token) => exchange(ROUTES.push, request, token, pushResponseSchema),
		pull: (request, token) => exchange(ROUTES.pull, request, token, pullResponseSchema),
		putPhoto({ target, sha256, bytes, thumb }, token) {
			const nonce = newNonce();
			const form = new FormData();
			form.set('proto', String(PROTO));
			form.set('nonce', nonce);
			form.set('case', target);
			form.set('sha256', sha256);
			form.set('photo', new Blob([bytes], { type: 'image/jpeg' }), 'p.jpg');
			form.set('thumb', new Blob([thumb], { type: 'image/jpeg' }), 't.jpg');
			return post(ROUTES.photo, form, token, TIMEOUT_MS.photo, (json) =>
				readPhotoAnswer(json, nonce)
			);
		},
		async getPhoto(target, sha256, size, token) {
			const query = size === 'thumb' ? '?size=thumb' : '';
			try {
				const response = await go(`${origin}${ROUTES.photo}/${target}/${sha256}${query}`, {
					headers: { authorization: token },
					cache: 'no-store',
					credentials: 'omit',
					redirect: 'error',
					signal: AbortSignal.timeout(TIMEOUT_MS.photo)
				});
				const type = response.headers.get('content-type') ?? '';
				if (!response.ok || !type.startsWith('image/')) return undefined;
				return await response.arrayBuffer();
			} catch {
				return undefined;
			}
		}
	};
}

function readOwn<T extends { proto: number; nonce: string }>(
	json: unknown,
	nonce: string,
	schema: z.ZodMiniType<T>
): T | undefined {
	const parsed = schema.safeParse(json);
	if (!parsed.success || parsed.data.nonce !== nonce) return undefined;
	return parsed.data;
}

/** Before the form is read, the server cannot know the nonce; then it says only "not now". */
function readPhotoAnswer(json: unknown, nonce: string): PhotoAnswer | undefined {
	const parsed = photoAnswerSchema.safeParse(json);
	if (!parsed.success) return undefined;
	const early = parsed.data.status === 'busy' || parsed.data.status === 'signIn';
	const own = parsed.data.nonce === nonce || (early && parsed.data.nonce === '');
	return own ? parsed.data : undefined;
}
