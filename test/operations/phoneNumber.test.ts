import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../simulator/state';
import { jsonOf, runTalkover, shownError } from '../../harness/talkoverNode';
import { BLANK, chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import { skipWaits } from '../support/time/skippedTime';

const [first, second, third] = SEED.phoneNumberIds;
const reason = 'The branch office has closed';

const talkover = useSimulator();

afterEach(() => {
	jest.restoreAllMocks();
});

const run = (operation: string, more: INodeParameters = {}) =>
	runTalkover(talkover(), { resource: 'phoneNumber', operation, ...more });

const requestRelease = (id: string, more: INodeParameters = {}) =>
	run('requestRelease', { phoneNumberId: chosen(id), reason, ...more });

const cancelRelease = (id: string) => run('cancelRelease', { releaseRequestId: chosen(id) });

/** Unassigns the second number from its agent. */
async function detachSecond(): Promise<void> {
	await runTalkover(talkover(), {
		resource: 'agent',
		operation: 'updateCalling',
		agentId: chosen(SEED.salesAgentId),
		direction: 'outbound',
		removeAllNumbers: true,
	});
}

async function statuses(id: string): Promise<unknown[]> {
	const requests = jsonOf(await run('getReleaseRequests', { returnAll: true }));
	return requests.filter((each) => each.phone_number_id === id).map(({ status }) => status);
}

test('a release request can be created, cancelled and created again', async () => {
	await detachSecond();

	const [requested] = jsonOf(await requestRelease(second));
	expect(requested).toMatchObject({ phone_number_id: second, reason, status: 'pending' });
	expect(await statuses(second)).toEqual(['pending']);

	const cancelled = jsonOf(await cancelRelease(String(requested?.id)));
	expect(cancelled).toEqual([{ success: true, message: 'Release request cancelled' }]);
	expect(await statuses(second)).toEqual(['cancelled']);

	expect((await requestRelease(second)).error).toBeUndefined();
	expect(await statuses(second)).toEqual(['cancelled', 'pending']);
});

test.each([
	[
		'requesting the release of a number whose release is pending',
		() => requestRelease(third),
		'Talkover rejected the request because it conflicts with the current state (HTTP 409) – A release request for this phone number is already pending',
	],
	[
		'requesting the release of a number that is assigned to an agent',
		() => requestRelease(first),
		'Talkover rejected the request (HTTP 422) – Phone number is currently assigned to active agents and cannot be released',
	],
	[
		'requesting the release of a number that does not exist',
		() => requestRelease('phone-uuid-9'),
		"Talkover couldn't find the requested resource (HTTP 404) – Phone number not found",
	],
	[
		'cancelling an approved release request',
		() => cancelRelease(SEED.approvedReleaseId),
		'Talkover rejected the request because it conflicts with the current state (HTTP 409) – Release request already resolved and cannot be cancelled',
	],
	[
		'cancelling a release request that does not exist',
		() => cancelRelease('request-uuid-9'),
		"Talkover couldn't find the requested resource (HTTP 404) – Release request not found",
	],
])('a release request for %s fails', async (_name, rejected, message) => {
	expect((await rejected()).error?.message).toBe(message);
});

test('a pending release request can be cancelled only once', async () => {
	await cancelRelease(SEED.pendingReleaseId);

	expect((await cancelRelease(SEED.pendingReleaseId)).error?.httpCode).toBe('409');
	expect(await statuses(third)).toEqual(['cancelled']);
});

test('a release request whose outcome is unknown is not retried', async () => {
	skipWaits();
	await detachSecond();
	talkover().fail({ operationId: 'requestPhoneRelease', fault: { kind: 'resetBefore' } });

	const result = await requestRelease(second);

	expect(shownError(result).lines.join()).toContain(
		`Outcome unknown: the request for the release of the phone number ${second} may have gone through. Check the release requests`,
	);
	expect(await statuses(second)).toEqual([]);
});

test.each([
	[
		'with a reason of 8 characters',
		{ reason: 'Old line' },
		'Reason: must have at least 10 characters',
	],
	[
		'with a reason of 501 characters',
		{ reason: 'x'.repeat(501) },
		'Reason: must have at most 500 characters',
	],
	['without a reason', { reason: BLANK }, 'Reason: is required'],
	[
		'without a phone number',
		{ phoneNumberId: chosen(BLANK) },
		'Phone Number: is required: choose a phone number',
	],
])('a release request %s is rejected before anything is sent', async (_name, more, message) => {
	const result = await requestRelease(second, more);

	expect(result.error?.message).toContain(message);
	expect(talkover().requests).toEqual([]);
});

test.each([
	[{}, [first, second, third, 'sms']],
	[{ hasVoice: true }, [first, second, third]],
	[{ hasVoice: false }, ['sms']],
	[{ hasWhatsapp: true }, ['sms']],
	[{ type: 'sms' }, ['sms']],
	[{ search: '+1987' }, [second]],
	[{ type: 'voice', search: 'uuid-3' }, [third]],
])('the filters %j return the numbers %j', async (filters, ids) => {
	const [number] = talkover().state.phoneNumbers;
	const own = { id: 'sms', type: 'sms', has_voice: false, has_whatsapp: true };
	talkover().state.phoneNumbers.push({ ...number, ...own });

	const found = jsonOf(await run('getMany', { returnAll: true, filters }));

	expect(found.map(({ id }) => id)).toEqual(ids);
});

test('a simplified number has 10 fields of the full number', async () => {
	const [simple] = jsonOf(await run('getMany', { limit: 1 }));
	const [raw] = jsonOf(await run('getMany', { limit: 1, simplify: false }));

	expect(Object.keys(simple ?? {})).toHaveLength(10);
	expect(raw).toMatchObject({ ...simple, monthly_renewal_cost: 1, auto_renewal: true });
});
