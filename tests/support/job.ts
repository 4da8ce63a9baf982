/** A joint-duty job at the demo town's blocked fire lane, made by the desk in two commands. */
import { fetchTransport } from '../../web/sync/transport';
import { DEMO_PASSWORD } from '../../scripts/town/people';
import type { TownSeed } from '../../scripts/town/index';
import { findPocketBase, runCommand } from '../../scripts/lib/pocketbase.mjs';
import { Phone } from './phone';
import type { TestServer } from './server';

/** Returns the case; fire leads, police and property assist. */
export async function dispatchFireLane(server: TestServer, town: TownSeed): Promise<string> {
	const { fireLane, fire, police, property } = town.landmarks;
	const lane = town.elements.find(({ id }) => id === fireLane);
	if (!lane) throw new Error('the town has no fire lane');
	const desk = await Phone.of({
		wire: fetchTransport({ origin: server.url }),
		username: 'zhiban',
		password: DEMO_PASSWORD,
		now: Date.now
	});
	const { town: code, village, grid, pos, address, id: element } = lane;
	const grading = { category: 'E8101', condition: 'E8101.2' };
	const reported = await desk.runner.run('case.report', {
		source: 'call',
		place: { town: code, village, grid, pos, address, element },
		words: '消防通道被两辆车堵住，车主联系不上',
		...grading
	});
	if (!reported.ok) throw new Error(reported.rejection.code);
	const team = { lead: fire, assist: [police, property] };
	const options = { target: reported.target };
	const sent = await desk.runner.run('case.fileAndDispatch', { ...grading, ...team }, options);
	if (!sent.ok) throw new Error(sent.rejection.code);
	await desk.sync();
	return reported.target;
}

/** The paths that a plate and a unit's link open, as the console prints them. */
export async function linksOf(
	server: TestServer,
	town: TownSeed,
	caseId: string
): Promise<{ residentLink: string; jobLink: string }> {
	const { fireLanePlate, property } = town.landmarks;
	const args = ['lq-links', fireLanePlate, caseId, property];
	const printed = runCommand(await findPocketBase(), server.dataDir, args);
	return JSON.parse(printed.split('\n').find((line) => line.startsWith('{')) ?? '{}');
}
