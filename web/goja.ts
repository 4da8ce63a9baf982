/** What the server's hooks may use of the rules and the protocol; the bundle is made from this. */
export { AGGREGATES, isServerOnly, kindOf, parseCommand } from './domain/aggregates';
export { policyTime, postsAt, SYSTEM } from './domain/actor';
export { keepsWorkOf } from './domain/policy';
export { factsOfCase } from './domain/case/facts';
export { caseLight } from './domain/case/light';
export { isOpen, activeParts, leadOf } from './domain/case/state';
export { DEFAULT_SETTINGS } from './domain/context';
export {
	ancestors,
	atLevel,
	isWithin,
	withCheckDigit,
	checkQueryCode,
	formatQueryCode
} from './domain/codes';
export { scopeOfElement, scopeOfOverlay, splitByGrade } from './domain/element/element';
export { distanceM, gridAt } from './domain/geo';
export { rulesFrom, refId, teamOf, unitFor, workerOf } from './domain/refs';
export { indexScheme } from './domain/scheme';
export { keysOfPerson, meets, scopeOfCase } from './domain/scope';
export { sha256Hex } from './domain/sha256';
export { openEnvelope, PROTO, MAX_BATCH_BYTES, MAX_BATCH_COMMANDS } from './protocol/envelope';
export { pushRequestSchema } from './protocol/push';
export { pullRequestSchema, PULL_COLLECTIONS } from './protocol/pull';
export { keepingRequestSchema, settleRequestSchema } from './protocol/quarantine';
export { carryRequestSchema } from './protocol/carry';
export { searchRequestSchema } from './protocol/search';
export { loginRequestSchema, registerRequestSchema } from './protocol/session';
export { pokeTopic, ROUTES } from './protocol/routes';
export { replay } from './domain/replay';
