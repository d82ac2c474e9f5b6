import type { IDataObject } from 'n8n-workflow';
import { Expression } from 'n8n-workflow';

import { TalkoverApi } from '../../credentials/TalkoverApi.credentials';
import { authenticate, parseToken } from '../../nodes/Talkover/api/credential/authenticate';
import { DEFAULT_BASE_URL, parseBaseUrl } from '../../nodes/Talkover/api/credential/baseUrl';
import { connectionFault, failureWithoutAnswer } from '../../nodes/Talkover/api/network/connection';
import { parseErrorBody } from '../../nodes/Talkover/api/response/errorBody';
import type { Failure } from '../../nodes/Talkover/api/response/reply';
import { failureFromAnswer, failureFromRejection } from '../../nodes/Talkover/api/response/failure';
import { attempt, invalid } from '../../nodes/Talkover/base/invalidInput';
import { readRateLimit } from '../../nodes/Talkover/api/pacing/rateLimit';
import { redactionOf } from '../../nodes/Talkover/api/credential/redaction';
import { encodePath } from '../../nodes/Talkover/api/request';
import { failedItem, inputError, nodeError } from '../../nodes/Talkover/report/errors';
import type { Field } from '../../nodes/Talkover/parameters/field';
import { labelOf } from '../../nodes/Talkover/report/labels';
import { problemOfFailure, problemOfFaults } from '../../nodes/Talkover/report/problem';
import { fieldsOf } from '../../nodes/Talkover/operation/resource';
import { parseFileLink } from '../../nodes/Talkover/run/download/fileLink';
import { attendeeEmail } from '../../nodes/Talkover/resources/calendarEvent/fields';
import { toNode } from '../../nodes/Talkover/resources/flow/config/steps';
import { flowFaults } from '../../nodes/Talkover/resources/flow/config/rules';
import { listOption } from '../../nodes/Talkover/pickers/entry';
import { phone } from '../../nodes/Talkover/shared/phone/phone';
import { timezoneField } from '../../nodes/Talkover/shared/time/timezone';
import { resources } from '../../nodes/Talkover/resources';
import { toInputs } from '../../nodes/Talkover/resources/action/inputs';
import { transferTarget } from '../../nodes/Talkover/shared/phone/transferTarget';
import { readBody } from '../../nodes/Talkover/trigger/deliveries/body';
import { readDelivery } from '../../nodes/Talkover/trigger/deliveries/deliveries';
import { deliveryKeyOf } from '../../nodes/Talkover/trigger/deliveries/deliveryKey';
import { seenHeaders } from '../../nodes/Talkover/trigger/deliveries/sender/seenHeaders';
import { signatureIn } from '../../nodes/Talkover/trigger/deliveries/sender/signature';
import { TRIGGER_FIELDS } from '../../nodes/Talkover/trigger/parameters';
import { isSecret } from '../../nodes/Talkover/trigger/secret';
import { leadsTo, subscribedEvents } from '../../nodes/Talkover/trigger/registration/remoteWebhook';
import { TALKOVER_NODE } from '../../tools/harness/node';
import { CASES } from '../../tools/operations/documented';
import { jobOf } from '../../tools/operations/jobOf';
import { transportOf } from '../../tools/harness/transport';

/**
 * The maximum number of milliseconds for one text on an average machine. A quadratic pattern takes seconds for
 * 100,000 characters and minutes for a million. Linear work takes a few milliseconds, and at most a tenth
 * of the bound, so that other activity on the machine doesn't affect the result.
 */
const BOUND = 1_000;
const SIZES = [100_000, 1_000_000];
const TOKEN = 'talq_4f9c2b7e1a6d8035';

/** Repeats a text up to this many characters. */
function repeated(unit: string, size: number): string {
	return unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
}

/** Texts that make a pattern backtrack: repetitions of what it searches for, without an end. */
const TEXTS: Readonly<Record<string, (size: number) => string>> = {
	letters: (size) => repeated('a', size),
	digits: (size) => repeated('1', size),
	emoji: (size) => repeated('👩', size),
	blanks: (size) => repeated(' ', size),
	'blanks in the middle': (size) => `a${repeated(' ', size)}a`,
	'line breaks': (size) => `a${repeated('\r\n', size)}a`,
	commas: (size) => repeated(',', size),
	'a long list': (size) => repeated('a,', size),
	'many IDs': (size) =>
		Array.from({ length: size / 37 }, (_, index) => String(index).padStart(36, '0')).join(','),
	'dots after an @': (size) => `a@${repeated('.', size)}`,
	'dots and letters after an @': (size) => `a@${repeated('a.', size)}@`,
	'slashes in an address': (size) => `https://a${repeated('/', size)}a`,
	'slashes at the end of an address': (size) => `https://a${repeated('/', size)}`,
	'a title that does not begin': (size) => `<html>${repeated('<title', size)}`,
	'titles that do not end': (size) => `<html>${repeated('<title>', size)}`,
	tags: (size) => repeated('<', size),
	entities: (size) => repeated('&a', size),
	'an entity that does not end': (size) => `&#${repeated('0', size)}`,
	'a phone number': (size) => `+${repeated('1', size)}a`,
	'brackets of a phone number': (size) => repeated('( 0', size),
	'a bracket and blanks': (size) => `+1 (${repeated(' ', size)}`,
	'a time with many decimals': (size) => `2027-01-18T16:00:00.${repeated('1', size)}a`,
	'a path of a field': (size) => repeated('1.', size),
	'words with underscores': (size) => repeated('_ ', size),
	'codes of certificates': (size) => `ERR_SSL_${repeated('CERT', size)}\n`,
	'a system call': (size) => `${repeated('a', size)} E`,
	'no change of status': (size) => `Cannot transition from ${repeated('a to ', size)}`,
	'the token without its end': (size) => repeated(TOKEN.slice(0, -1), size),
	'calls of $fromAI': (size) => `$fromAI${repeated(' $fromAI', size)}`,
	'byte order marks': (size) => repeated('\ufeff', size),
};

/** The duration of a fixed amount of linear work on an average machine, for comparison with this one. */
const USUAL_MS = 20;
let slowness = 1;
beforeAll(async () => {
	const list = repeated('a,', 1_000_000);
	const work = () => new Set(list.split(',').map((entry) => `${entry} `.trim())).size;
	slowness = Math.max(1, (await fastest(work, 0)) / USUAL_MS);
});

/** The milliseconds of the fastest of several runs. Stops early after a run that is fast enough. */
async function fastest(work: () => unknown, enough: number): Promise<number> {
	let best = Infinity;
	for (let run = 0; run < 10 && best > enough; run++) {
		// With this duration, the pattern is slow and not the machine.
		if (run > 1 && best > 2 * BOUND) break;
		const [started, cpu] = [performance.now(), process.cpuUsage()];
		await work();
		const { user, system } = process.cpuUsage(cpu);
		// Measures the CPU time of this process, in case other processes keep the machine busy.
		best = Math.min(best, performance.now() - started, (user + system) / 1000);
	}
	return best;
}

const made = new Map<string, string>();

/** The texts with this size, each created once. */
function hostileTexts(size: number): (readonly [name: string, hostile: string])[] {
	return Object.entries(TEXTS).map(([name, make]) => {
		const key = `${size} characters of ${name}`;
		const hostile = made.get(key) ?? make(size);
		made.set(key, hostile);
		return [key, hostile];
	});
}

/** Fails on the first text that takes too long. Starts with short texts, which reveal a slow pattern sooner. */
async function expectFast(
	work: (hostile: string) => unknown,
	sizes: readonly number[] = SIZES,
): Promise<void> {
	const run = async (hostile: string) => {
		const result = attempt(() => work(hostile));
		if (result.ok) await result.value;
	};
	for (const [, hostile] of hostileTexts(1_000)) await run(hostile);
	for (const [name, hostile] of sizes.flatMap(hostileTexts)) {
		const bound = BOUND * slowness;
		const took = await fastest(async () => run(hostile), bound);
		expect(took > bound ? `${name} take ${took.toFixed()} ms` : 'fast').toBe('fast');
	}
}

const PLACE = { itemIndex: 0, total: 1 };
const HOST = { host: 'talkover.example', timeout: 30 };
const redaction = redactionOf(TOKEN, 'API token');

/** A copy, because V8 may cache the results of patterns for a text that is the key of an object. */
function asKey(hostile: string): string {
	return hostile.slice(1);
}

const baseUrlExpression = String(new TalkoverApi().test.request.baseURL).slice(1);
const aTimezone = timezoneField('');

/**
 * All code that applies a pattern to a response, a delivery or an expression, and to parameters that pass a first check or are
 * in rows.
 */
const FUNCTIONS: Readonly<Record<string, (hostile: string) => unknown>> = {
	'an email address of allowed length': (hostile) =>
		attendeeEmail.parse(`a@a.a${hostile.slice(0, 300)}`),
	'the link to a file': (hostile) => parseFileLink(hostile, DEFAULT_BASE_URL),
	'the host of the link to a file': (hostile) =>
		parseFileLink(`https://${hostile}.local/`, DEFAULT_BASE_URL),
	'a national phone number': (hostile) =>
		phone.parse(`0171${hostile.slice(0, 190)}`, { timezone: 'UTC', country: 'DE' }),
	'a time zone': (hostile) => aTimezone.parse(`A${hostile}`),
	'a number of a step': (hostile) => toNode(stepWith('number', hostile), 1),
	'a boolean of a step': (hostile) => toNode(stepWith('boolean', hostile), 1),
	'a fixed input of an action': (hostile) => toInputs([{ type: hostile, value: hostile }], {}),
	'a transfer target': (hostile) => transferTarget(hostile),
	'a phone number with an extension': (hostile) => transferTarget(`+1555${hostile.slice(0, 200)}`),
	'a flow': (hostile) => flowFaults({ nodes: [{ id: hostile, next: `${hostile}a` }] }),

	'an answer that is text': (hostile) => parseErrorBody(hostile),
	'a message of an answer': (hostile) => parseErrorBody({ message: hostile }),
	'a field error of an answer': (hostile) =>
		parseErrorBody({ errors: { [asKey(hostile)]: [hostile] } }),
	'a code of an answer': (hostile) => parseErrorBody({ error: { code: hostile } }),
	'a failed item': (hostile) => failedItem(problemWith(hostile), 0),
	'an error of the node': (hostile) => nodeError(TALKOVER_NODE, problemWith(hostile), PLACE),
	'an error about the input': (hostile) => {
		const problem = problemOfFaults([{ label: hostile, text: hostile }]);
		return inputError(TALKOVER_NODE, [{ itemIndex: 0, problem }], 2);
	},
	'a message of the package': (hostile) => invalid(hostile).message,
	'a label': (hostile) => labelOf([], hostile),
	'a connection fault': (hostile) =>
		failureWithoutAnswer({ code: hostile, message: hostile }, HOST),
	'a fault of the handshake': (hostile) =>
		failureWithoutAnswer({ code: 'EPROTO', message: hostile }, HOST),
	'a fault without a cause': (hostile) => connectionFault({ messages: [hostile], httpCode: 'X' }),
	'an entry of a list': (hostile) =>
		listOption({ name: hostile, value: hostile.slice(0, 1_000), description: hostile }),
	'the token in an answer': (hostile) => redaction.value({ [asKey(hostile)]: [hostile] }),
	'Retry-After': (hostile) => readRateLimit({ 'retry-after': hostile }, {}, 0),
	'X-RateLimit-Reset': (hostile) => readRateLimit({ 'x-ratelimit-reset': hostile }, {}, 0),
	'X-RateLimit-Remaining': (hostile) => readRateLimit({ 'x-ratelimit-remaining': hostile }, {}, 0),
	'retry_after of a body': (hostile) => readRateLimit({}, { retry_after: hostile }, 0),

	'an ID in a path': (hostile) => encodePath(['agents', hostile]),
	'a Base URL': (hostile) => parseBaseUrl(hostile),
	'an API token': (hostile) => parseToken(hostile),
	'the address of a request': async (hostile) =>
		authenticate({ apiToken: TOKEN, baseUrl: 'https://a.example' }, { url: hostile }).catch(String),
	'the Base URL in the credential test': (hostile) =>
		Expression.resolveWithoutWorkflow(baseUrlExpression, { $credentials: { baseUrl: hostile } }),

	'a delivery': (hostile) => readBody(Buffer.from(hostile)),
	'a text in a delivery': (hostile) => {
		return keyIn({ event: hostile, call_id: hostile });
	},
	'a context in a delivery': (hostile) => {
		const data = { call_id: 'call-1', context: hostile };
		return keyIn({ event: 'event_phone_call_ended', campaign_id: 7, data });
	},
	'the events of a webhook': (hostile) => subscribedEvents({ events: hostile }, [hostile]),
	'the address of a webhook': (hostile) => leadsTo({ url: hostile }, hostile),
	'the header of a signature': (hostile) => signatureIn({ 'x-signature': hostile }, 'x-signature'),
	'the headers of a rejected delivery': (hostile) =>
		seenHeaders({ [`${hostile}sign`]: hostile }, ''),
	'a secret from static data': (hostile) => isSecret(hostile),
};

function keyIn(delivery: IDataObject) {
	const read = readBody(Buffer.from(JSON.stringify(delivery)));
	if (!read.ok) return undefined;
	const body = read.value;
	const sender = { source: 'agent', webhookId: 'webhook-1', ownerId: 'agent-1' };
	return deliveryKeyOf(readDelivery(body), { body, headers: {}, sender });
}

function stepWith(type: 'boolean' | 'number', value: string) {
	return { id: 'a', properties: [{ name: 'x', type, value }] };
}

function problemWith(hostile: string) {
	const body = { error: { code: hostile }, errors: { [asKey(hostile)]: [hostile] } };
	return problemOfFailure(
		failureFromAnswer(422, body, { key: ['agent'], label: hostile, where: hostile }),
		[],
	);
}

test.each(Object.entries(FUNCTIONS))('%s processes texts in linear time', async (_name, work) => {
	await expectFast(work);
});

const fields = [
	...resources.flatMap(({ operations }) => operations.flatMap(fieldsOf)),
	...TRIGGER_FIELDS,
].flatMap(withChildren);

function withChildren(one: Field): Field[] {
	return [one, ...(one.children ?? []).flatMap(withChildren)];
}

/** Each field once, even if several operations have it. */
const distinct = new Map(fields.map((one) => [one.parse, one]));

test('every parameter processes hostile texts in linear time', async () => {
	expect(distinct.size).toBeGreaterThan(200);
	for (const { name, parse } of distinct.values()) {
		try {
			await expectFast((hostile) => parse(hostile), [100_000]);
		} catch (error) {
			throw new Error(`Parameter ${name}`, { cause: error });
		}
	}
});

const failuresOf = new Map<string, readonly Failure[]>();

/** The failures with a text, each read once. */
function failuresWith(hostile: string): readonly Failure[] {
	const body = { message: hostile, errors: [hostile, 'No active call'] };
	const known = failuresOf.get(hostile) ?? [
		failureFromRejection(200, body),
		...[400, 403, 404, 409, 422].map((status) => failureFromAnswer(status, body)),
	];
	failuresOf.set(hostile, known);
	return known;
}

test.each(CASES)('$name processes hostile failures in linear time', async (example) => {
	const job = jobOf(example);
	await expectFast(
		async (hostile) => {
			for (const failure of failuresWith(hostile)) {
				await job.run(
					transportOf(async () => failure),
					undefined,
				);
			}
		},
		[100_000],
	);
});
