import type { Fact } from '../../nodes/Talkover/account/book';
import { cancelledWaiting, failureFromAnswer } from '../../nodes/Talkover/api/response/failure';
import { doneWith } from '../../nodes/Talkover/api/response/answer';
import type { ApiRequest } from '../../nodes/Talkover/api/request';
import type { Intent, Known, NextStep } from '../../nodes/Talkover/once/decide';
import { decide } from '../../nodes/Talkover/once/decide';
import type { Entry } from '../../nodes/Talkover/once/journal';
import type { Once } from '../../nodes/Talkover/operation/creation/once';

/**
 * The specification of the decision: what is known, and what follows. Everything else is in the rules, which have tests of
 * their own.
 */

const NOW = Date.UTC(2026, 0, 5, 15);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const CREATION = { key: ['call', 'Ana'], label: 'the call to Ana', where: 'the calls' } as const;
const REQUEST: ApiRequest = {
	endpoint: 'makeCall',
	path: ['agents', 'A', 'call'],
	creates: CREATION,
};

const ONCE: Once = {
	trace: ({ thing }) => thing,
	duplicate: (thing, by) => [{ by, of: thing.id }],
};

/** A call of the agent `a` to Ana. */
const OF_AGENT: Once = { ...ONCE, about: { contact: 'Ana', agentId: 'A' } };

const wanted = (changes: Partial<Intent> = {}): Intent => ({
	...{ key: 'key', request: REQUEST, creation: CREATION, isListed: true },
	...{ once: ONCE, executions: ['2', '1'], byTool: false, resendUnknown: false },
	hasLostPeriods: false,
	...changes,
});

const NOTHING: Known = {
	...{ own: undefined, others: [], facts: [], found: undefined, lastFailure: undefined },
	...{ searched: { trace: undefined }, now: NOW },
};

const sent = { is: 'sending', sent: { at: NOW - 1_000 } } as const;
const made: Entry = {
	is: 'placed',
	answer: { ok: true, status: 201, body: { data: { id: 'c' } } },
};
const settled: Entry = { is: 'settled', output: [{ reason: 'onCall' }] };
const LOST = failureFromAnswer(500, {}, CREATION);
const STOPPED = cancelledWaiting(CREATION);
const MAY_BE = { ...LOST, title: 'may be it' };
const FOUND = { reply: doneWith(REQUEST, { data: { id: 'f' } }) };
const NOT_FOUND = { reply: undefined };

const fact = (changes: Partial<Fact> = {}): Fact => ({
	...{ attempt: {}, key: 'key', kind: 'call', is: 'placed', at: NOW - 5_000, dueAt: NOW - 4_000 },
	...{ execution: '7', ids: new Set(['x']), trace: { id: 'x' } },
	...changes,
});
const unknownFact = (changes: Partial<Fact> = {}) =>
	fact({ is: 'unknown', trace: undefined, ids: new Set(), ...changes });

/** A step in words. */
function inWords(step: NextStep): string {
	switch (step.do) {
		case 'fail':
			return `fail: ${step.failure.title}`;
		case 'find':
			if (step.of) return 'find what another execution sent';
			return step.sent ? 'find what was sent' : 'find what was lost';
		case 'look':
			return `look: ${step.at.ask}`;
		case 'reuse':
			return `reuse ${String(step.reply.thing?.id)}`;
		case 'send':
		case 'update':
			return step.do;
		case 'skip':
			return `skip ${JSON.stringify(step.items)}${step.isFinal ? ' for good' : ''}`;
	}
}

const UNKNOWN = 'fail: Nothing was sent because the outcome of an earlier attempt is unknown';
const ELSEWHERE =
	'fail: Nothing was sent because another execution has sent the request for the call to Ana, and its outcome is unknown';
const OUTCOME = `fail: ${LOST.title}`;

// prettier-ignore
test.each<[string, Partial<Known>, Partial<Intent>, string]>([
	['nothing is known', {}, {}, 'send'],

	['the item has created it', { own: made }, {}, 'reuse c'],
	['the item has created it, and an unknown outcome may be sent again', { own: made }, { resendUnknown: true }, 'reuse c'],
	['the item has created it, and another execution after it', { own: made, facts: [fact()] }, {}, 'reuse c'],
	['the item was skipped for good', { own: settled }, {}, 'skip [{"reason":"onCall"}]'],
	['the record of the item is unreadable', { own: { is: 'unreadable' } }, {}, UNKNOWN],
	['the record is unreadable, and the user wants to send it again', { own: { is: 'unreadable' } }, { resendUnknown: true }, 'send'],
	['the record is unreadable, and periods are lost', { own: { is: 'unreadable' } }, { hasLostPeriods: true }, UNKNOWN],

	['the item was sent', { own: sent }, {}, 'find what was sent'],
	['the item was sent, and the user wants to send it again', { own: sent }, { resendUnknown: true }, 'find what was sent'],
	['the item was sent, and no list shows it', { own: sent }, { isListed: false }, UNKNOWN],
	['the item was sent, and a list shows it', { own: sent, found: FOUND }, {}, 'reuse f'],
	['the item was sent, and no list has it', { own: sent, found: NOT_FOUND }, {}, UNKNOWN],
	['no list has it, and the user wants to send it again', { own: sent, found: NOT_FOUND }, { resendUnknown: true }, 'send'],

	['the response was just lost', { own: sent, lastFailure: LOST }, {}, 'find what was sent'],
	['the response was just lost, and a list shows it', { own: sent, lastFailure: LOST, found: FOUND }, {}, 'reuse f'],
	['the response was just lost, and no list has it', { own: sent, lastFailure: LOST, found: NOT_FOUND }, {}, OUTCOME],
	['the response was just lost, and it is never sent twice in an attempt', { own: sent, lastFailure: LOST, found: NOT_FOUND }, { resendUnknown: true }, OUTCOME],
	['the user stopped the request', { own: sent, lastFailure: STOPPED }, {}, 'fail: The execution was stopped'],

	['attempts left no record', {}, { hasLostPeriods: true }, 'find what was lost'],
	['attempts left no record, and no list shows it', {}, { hasLostPeriods: true, isListed: false }, 'send'],
	['attempts left no record, and a list shows it', { found: FOUND }, { hasLostPeriods: true }, 'reuse f'],
	['attempts left no record, and a list proves that it is not there', { found: NOT_FOUND }, { hasLostPeriods: true }, 'send'],
	['attempts left no record, and a list may show it', { found: { reply: MAY_BE } }, { hasLostPeriods: true }, 'fail: may be it'],
	['a list may show it, and the user wants to send it again', { found: { reply: MAY_BE } }, { hasLostPeriods: true, resendUnknown: true }, 'send'],

	['another item may have created it', { others: [sent] }, {}, UNKNOWN],
	['another item may have created it, by an unreadable record', { others: [{ is: 'unreadable' }] }, {}, UNKNOWN],
	['another item may have created it, and the user wants to send unknown ones again', { others: [sent] }, { resendUnknown: true }, UNKNOWN],
	['another item may have created the same, which two items want', { others: [sent] }, { once: undefined }, 'send'],
	['another item has created it', { others: [made] }, {}, 'skip [{"by":"item","of":"c"}] for good'],
	['another item has created the same, which two items want', { others: [made] }, { once: undefined }, 'send'],
	['another item has found that it exists', { others: [{ is: 'settled', output: [{ id: 'e' }], exists: true }] }, {}, 'skip [{"by":"before","of":"e"}] for good'],
	['another item has created it, and a rule decides', { others: [made] }, { once: { trace: ONCE.trace } }, 'send'],

	['another execution has created it', { facts: [fact()] }, {}, 'skip [{"by":"execution","of":"x"}] for good'],
	['another execution has created it a minute ago', { facts: [fact({ dueAt: NOW - MINUTE })] }, {}, 'send'],
	['another execution has created it less than a minute ago', { facts: [fact({ dueAt: NOW - MINUTE + 1 })] }, {}, 'skip [{"by":"execution","of":"x"}] for good'],
	['it takes effect at this moment', { facts: [fact({ dueAt: NOW })] }, {}, 'skip [{"by":"execution","of":"x"}] for good'],
	['it takes effect later', { facts: [fact({ dueAt: NOW + 1 })] }, {}, 'skip [{"by":"later","of":"x"}] for good'],
	['it waits in a campaign', { facts: [fact({ inCampaign: true })] }, {}, 'skip [{"by":"later","of":"x"}] for good'],
	['the execution has created it itself, and it takes effect later', { facts: [fact({ execution: '2', dueAt: NOW + 1 })] }, {}, 'skip [{"by":"later","of":"x"}] for good'],
	['an AI agent has created it in the same execution', { facts: [fact({ execution: '2' })] }, { byTool: true }, 'skip [{"by":"execution","of":"x"}] for good'],
	['the agent has just called the contact for a campaign', { facts: [fact({ key: 'other', contact: 'Ana', agentId: 'a' })] }, { once: OF_AGENT }, 'skip [{"by":"execution","of":"x"}] for good'],
	['another agent has just called the contact', { facts: [fact({ key: 'other', contact: 'Ana', agentId: 'b' })] }, { once: OF_AGENT }, 'send'],
	['an unknown agent has just called the contact', { facts: [fact({ key: 'other', contact: 'Ana' })] }, { once: OF_AGENT }, 'skip [{"by":"execution","of":"x"}] for good'],
	['an unknown agent may have called the contact', { facts: [unknownFact({ key: 'other', contact: 'Ana' })] }, { once: OF_AGENT }, 'send'],
	['an unknown agent has just called the contact, and nobody knows whose call is wanted', { facts: [fact({ key: 'other', contact: 'Ana' })] }, { once: { ...ONCE, about: { contact: 'Ana' } } }, 'send'],
	['the agent has just called another contact', { facts: [fact({ key: 'other', contact: 'Eva', agentId: 'a' })] }, { once: OF_AGENT }, 'send'],
	['the execution has created it itself', { facts: [fact({ execution: '2' })] }, {}, 'send'],
	['an execution that this one repeats has created it', { facts: [fact({ execution: '1' })] }, {}, 'send'],
	['another execution has created something else for the contact', { facts: [fact({ key: 'other' })] }, {}, 'send'],
	['another execution has made a test call', { facts: [fact({ isTest: true })] }, {}, 'send'],
	['another execution has created it, and it may be repeated', { facts: [fact()] }, { once: { ...ONCE, mayRepeat: true } }, 'send'],
	['another execution has created it, and a rule decides', { facts: [fact()] }, { once: { trace: ONCE.trace } }, 'send'],
	['another execution has created the same, which both want', { facts: [fact()] }, { once: undefined }, 'send'],

	['another execution may have created it', { facts: [unknownFact()] }, {}, ELSEWHERE],
	['another execution may have created it long ago', { facts: [unknownFact({ at: NOW - 12 * HOUR, dueAt: NOW - 12 * HOUR })] }, {}, ELSEWHERE],
	['another execution may have created it, and no list was read', { facts: [unknownFact()], searched: undefined }, {}, 'find what another execution sent'],
	['the execution may have created it itself, and no list was read', { facts: [unknownFact({ execution: '1' })], searched: undefined }, {}, 'find what another execution sent'],
	['another execution may have created it, and no list shows it', { facts: [unknownFact()], searched: undefined }, { isListed: false }, ELSEWHERE],
	['another execution created it after an unknown outcome, a minute ago', { facts: [unknownFact(), fact({ dueAt: NOW - MINUTE })] }, {}, ELSEWHERE],
	['a test call does not end an unknown outcome', { facts: [unknownFact(), fact({ isTest: true })] }, {}, ELSEWHERE],
	['the execution may have created it itself', { facts: [unknownFact({ execution: '1' })] }, {}, UNKNOWN],
	['another execution may have created it, and a rule needs to know something first', { facts: [unknownFact()] }, { once: { ...ONCE, decide: () => ({ do: 'look', at: { ask: 'current' } }) } }, 'look: current'],
	['another execution may have created it, and may do so again', { facts: [unknownFact()] }, { resendUnknown: true }, 'send'],
	['another execution may have created it, and it may be repeated', { facts: [unknownFact()] }, { once: { ...ONCE, mayRepeat: true } }, 'send'],
	['the first of two attempts was just created', { facts: [fact(), unknownFact()] }, {}, 'skip [{"by":"execution","of":"x"}] for good'],
	['the first of two attempts takes effect last', { facts: [fact({ dueAt: NOW + 1, trace: { id: 'later' } }), fact()] }, {}, 'skip [{"by":"later","of":"later"}] for good'],
	['the second of two attempts takes effect last', { facts: [fact(), fact({ dueAt: NOW + 1, trace: { id: 'later' } })] }, {}, 'skip [{"by":"later","of":"later"}] for good'],
	['another one was wanted although an outcome was unknown', { facts: [unknownFact({ isOver: true })] }, {}, 'send'],

	['a rule needs to know something', {}, { once: { ...ONCE, decide: () => ({ do: 'look', at: { ask: 'active' } }) } }, 'look: active'],
	['a rule forbids it', {}, { once: { ...ONCE, decide: () => ({ do: 'skip', items: [{ reason: 'doNotCall' }], isFinal: false }) } }, 'skip [{"reason":"doNotCall"}]'],
	['a rule forbids what another execution may have created', { facts: [unknownFact()] }, { once: { ...ONCE, decide: () => ({ do: 'skip', items: [{}], isFinal: false }) } }, 'skip [{}]'],
	['a rule allows it', {}, { once: { ...ONCE, decide: () => undefined } }, 'send'],
])('if %s', (_what, known, intent, step) => {
	expect(inWords(decide(wanted(intent), { ...NOTHING, ...known }))).toBe(step);
});

test('what another execution may have created is looked for from the time of its request on', () => {
	const other = unknownFact();

	expect(decide(wanted(), { ...NOTHING, facts: [other], searched: undefined })).toEqual({
		...{ do: 'find', sent: { at: other.at }, of: other },
	});
});

test('what is sent is the request of a rule, such as one with a delay', () => {
	const request: ApiRequest = { ...REQUEST, body: { delay_seconds: 5 } };
	const once: Once = { ...ONCE, decide: () => ({ do: 'send', request }) };

	expect(decide(wanted({ once }), NOTHING)).toEqual({ do: 'send', request });
	expect(decide(wanted(), NOTHING)).toEqual({ do: 'send', request: REQUEST });
});
