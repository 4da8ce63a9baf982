import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { m } from '~/paraglide/messages';
import { CameraController, stateOf } from '~/ui/photo/camera.svelte';
import { clock } from '~/ui/shared/clock.svelte';
import { formState } from '~/ui/shared/form.svelte';
import { keyHandler } from '~/ui/shared/keys';
import { language } from '~/ui/shared/locale.svelte';
import { look } from '~/ui/shared/theme.svelte';
import { toasts } from '~/ui/shared/toasts.svelte';

beforeEach(() => {
	vi.useFakeTimers({ now: Date.UTC(2026, 10, 24, 6, 5, 20) });
	vi.stubGlobal('matchMedia', () => ({
		matches: true,
		addEventListener: () => undefined,
		removeEventListener: () => undefined
	}));
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
	localStorage.clear();
});

describe('clock', () => {
	it('ticks at full minutes while someone reads it, and stops with the last reader', () => {
		const seen: number[] = [];
		const stop = $effect.root(() => {
			$effect(() => {
				seen.push(clock.now % 60_000);
			});
			$effect(() => void clock.now);
		});
		flushSync();
		vi.advanceTimersByTime(40_000);
		flushSync();
		vi.advanceTimersByTime(60_000);
		flushSync();
		expect(seen).toEqual([20_000, 0, 0]);
		expect(vi.getTimerCount()).toBe(1);
		stop();
		flushSync();
		vi.advanceTimersByTime(1);
		expect(vi.getTimerCount()).toBe(0);
	});

	it('is simply the time outside a reactive reader', () => {
		expect(clock.now).toBe(Date.now());
	});
});

describe('undo', () => {
	it('commits when the time is up, once', () => {
		const commit = vi.fn();
		toasts.undoable('立案并派遣', commit);
		vi.advanceTimersByTime(9_999);
		expect(commit).not.toHaveBeenCalled();
		vi.advanceTimersByTime(1);
		vi.advanceTimersByTime(60_000);
		expect(commit).toHaveBeenCalledOnce();
		expect(toasts.pending).toBeNull();
	});

	it('never commits what was taken back', () => {
		const commit = vi.fn();
		const undo = vi.fn();
		toasts.undoable('立案并派遣', commit, undo);
		toasts.undo();
		vi.advanceTimersByTime(60_000);
		expect(commit).not.toHaveBeenCalled();
		expect(undo).toHaveBeenCalledOnce();
	});

	it('commits at once when another act begins or the page goes', () => {
		const first = vi.fn();
		const second = vi.fn();
		toasts.undoable('一', first);
		toasts.undoable('二', second);
		expect(first).toHaveBeenCalledOnce();
		dispatchEvent(new Event('pagehide'));
		expect(second).toHaveBeenCalledOnce();
	});

	it('lets a notice go after four seconds', () => {
		toasts.say('已保存', 'green');
		expect(toasts.shown).toHaveLength(1);
		vi.advanceTimersByTime(4_000);
		expect(toasts.shown).toHaveLength(0);
	});
});

describe('look and language', () => {
	it('follows the device until told otherwise, and remembers', () => {
		look.start();
		expect(look.shown).toBe('dark');
		look.theme = 'sunlight';
		look.text = 150;
		expect(document.documentElement.dataset).toMatchObject({ theme: 'sunlight', text: '150' });
		expect(JSON.parse(localStorage.getItem('lianqin.look') ?? '')).toEqual({
			theme: 'sunlight',
			text: 150
		});
	});

	it.each(['{', '"x"', '{"theme":"pink","text":300}'])('survives %s in storage', (stored) => {
		localStorage.setItem('lianqin.look', stored);
		look.start();
		expect([look.theme, look.text]).toEqual(['auto', 100]);
	});

	it('keeps the choice for the page when nothing can be stored', () => {
		const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
			throw new DOMException('full', 'QuotaExceededError');
		});
		look.theme = 'day';
		look.start();
		expect(look.theme).toBe('day');
		full.mockRestore();
	});

	it('re-words what is on the screen without a reload', () => {
		language.start();
		language.current = 'zh-CN';
		const seen: string[] = [];
		const stop = $effect.root(() => {
			$effect(() => {
				seen.push(m.common_undo());
			});
		});
		flushSync();
		language.current = 'en';
		flushSync();
		expect(seen).toEqual(['撤销', 'Undo']);
		expect(document.documentElement.lang).toBe('en');
		language.current = 'zh-CN';
		stop();
	});
});

describe('form', () => {
	const schema = z.object({
		words: z.string().check(z.minLength(4)),
		kind: z.enum(['fire', 'rubbish'])
	});
	const make = () => formState(schema, { words: '', kind: '' });
	const send = (form: ReturnType<typeof make>, save: (data: unknown) => unknown) =>
		form.submit(save)(new SubmitEvent('submit'));

	it('keeps quiet until a field was left', () => {
		const form = make();
		expect(form.errors).toEqual({});
		expect(form.valid).toBe(false);
		form.touch('words');
		expect(form.errors).toEqual({ words: '至少 4 个字' });
		form.values.words = '四个字够';
		expect(form.errors).toEqual({});
	});

	it('shows everything and saves nothing when sent with errors', async () => {
		const form = make();
		const save = vi.fn();
		await send(form, save);
		expect(save).not.toHaveBeenCalled();
		expect(form.errors).toEqual({ words: '至少 4 个字', kind: '请选择一项' });
	});

	it('saves checked data, once for two presses', async () => {
		const form = make();
		form.values.words = '四个字够';
		form.values.kind = 'fire';
		let finish = () => {};
		const save = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
		const first = send(form, save);
		await send(form, save);
		expect(form.busy).toBe(true);
		finish();
		await first;
		expect(save).toHaveBeenCalledExactlyOnceWith({ words: '四个字够', kind: 'fire' });
		expect(form.busy).toBe(false);
	});

	it('C05 keeps what was typed when saving fails', async () => {
		const form = make();
		form.values.words = '四个字够';
		form.values.kind = 'fire';
		const full = new DOMException('full', 'QuotaExceededError');
		await send(form, () => Promise.reject(full));
		expect(form.failure).toBe(full);
		expect(form.values).toEqual({ words: '四个字够', kind: 'fire' });
	});
});

describe('keys', () => {
	const act = vi.fn();
	const handle = keyHandler(() => ({ j: act, Enter: act }));
	const press = (key: string, target: Element = document.body, init: KeyboardEventInit = {}) => {
		act.mockClear();
		target.addEventListener('keydown', (event) => handle(event as KeyboardEvent), { once: true });
		target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...init }));
		return act.mock.calls.length;
	};

	it('acts on its keys, and on no others', () => {
		expect(press('j')).toBe(1);
		expect(press('x')).toBe(0);
		expect(press('j', document.body, { ctrlKey: true })).toBe(0);
		expect(press('j', document.body, { isComposing: true })).toBe(0);
	});

	it('is silent while one types, and leaves Enter to a focused button', () => {
		document.body.innerHTML = '<input /><button></button>';
		const [input, button] = document.body.children;
		if (!input || !button) throw new Error('no elements');
		expect(press('j', input)).toBe(0);
		expect(press('Enter', button)).toBe(0);
		expect(press('j', button)).toBe(1);
	});

	it('is silent behind a dialog', () => {
		document.body.innerHTML = '<dialog open></dialog>';
		expect(press('j')).toBe(0);
		document.body.innerHTML = '';
	});
});

describe('camera', () => {
	const video = () =>
		({ play: () => Promise.resolve(), srcObject: null }) as unknown as HTMLVideoElement;
	const track = () => ({ stop: vi.fn(), getCapabilities: () => ({ torch: true }) });
	const streamOf = (one: ReturnType<typeof track>) => ({
		getTracks: () => [one],
		getVideoTracks: () => [one]
	});

	it.each([
		['NotAllowedError', 'refused'],
		['NotReadableError', 'in-use'],
		['NotFoundError', 'missing'],
		['OverconstrainedError', 'missing']
	])('says %s as %s', (name, state) => {
		expect(stateOf(new DOMException('', name))).toBe(state);
	});

	it('is missing where the browser has none', async () => {
		vi.stubGlobal('navigator', {});
		const camera = new CameraController();
		await camera.start(video());
		expect(camera.state).toBe('missing');
	});

	it('lets go of a camera that answers after it was closed', async () => {
		const late = track();
		let answer: (stream: unknown) => void = () => {};
		vi.stubGlobal('navigator', {
			mediaDevices: { getUserMedia: () => new Promise((resolve) => (answer = resolve)) }
		});
		const camera = new CameraController();
		const starting = camera.start(video());
		camera.stop();
		answer(streamOf(late));
		await starting;
		expect(late.stop).toHaveBeenCalledOnce();
		expect(camera.state).toBe('starting');
	});

	it('offers the light only where there is one', async () => {
		const one = track();
		vi.stubGlobal('navigator', {
			mediaDevices: { getUserMedia: () => Promise.resolve(streamOf(one)) }
		});
		const camera = new CameraController();
		await camera.start(video());
		expect([camera.state, camera.torchAvailable]).toEqual(['live', true]);
		camera.stop();
		expect(one.stop).toHaveBeenCalledOnce();
	});
});
