import { defineConfig } from '@playwright/test';
import { CHROMIUM, CHROMIUM_ARGS } from './scripts/lib/chromium.mjs';

/** Files named `*.phone.spec.ts` run as a small phone, all others as the desk's screen. */
export default defineConfig({
	testDir: 'tests/e2e',
	testMatch: '**/*.spec.ts',
	outputDir: 'test-results',
	// Two cores: the browser and the town server are busy enough.
	workers: 1,
	timeout: 60_000,
	expect: { timeout: 10_000 },
	forbidOnly: Boolean(process.env.CI),
	reporter: 'list',
	use: {
		launchOptions: { executablePath: CHROMIUM, args: CHROMIUM_ARGS },
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		// Recording slows a page enough to change what is measured: TRACE=1 when one is wanted.
		trace: process.env.TRACE ? 'on' : 'off'
	},
	projects: [
		{
			name: 'phone',
			testMatch: '**/*.phone.spec.ts',
			use: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }
		},
		{
			name: 'desk',
			testIgnore: '**/*.phone.spec.ts',
			use: { viewport: { width: 1440, height: 900 } }
		}
	]
});
