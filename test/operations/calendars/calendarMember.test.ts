import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../../simulator/state';
import { searchList } from '../../support/n8n/lists';
import { jsonOf, runTalkover, shownError } from '../../../harness/talkoverNode';
import { BLANK, chosen } from '../../support/n8n/parameterValues';
import { useSimulator } from '../../support/servers/useSimulator';
import { skipWaits } from '../../support/time/skippedTime';

const talkover = useSimulator();

afterEach(() => {
	jest.restoreAllMocks();
});

const calendarId = chosen(SEED.calendarId);
const owner = chosen(SEED.calendarOwnerId);
const editor = chosen(SEED.calendarEditorId);

const run = (operation: string, parameters: INodeParameters = {}) =>
	runTalkover(talkover(), {
		resource: 'calendarMember',
		operation,
		calendarId,
		...parameters,
	});

async function outputOf(operation: string, parameters: INodeParameters = {}) {
	const result = await run(operation, parameters);
	expect(result.error).toBeUndefined();
	return jsonOf(result);
}

test('a member can be added, updated, listed and removed', async () => {
	const [added] = await outputOf('add', { userId: 'user-uuid-3', role: 'editor' });
	expect(talkover().requests.at(-1)?.body).toEqual({ user_id: 'user-uuid-3', role: 'editor' });
	const own = { memberId: chosen(added?.id) };

	expect(await outputOf('update', { ...own, role: 'viewer' })).toEqual([
		{ ...added, role: 'viewer' },
	]);
	expect((await outputOf('getMany', { returnAll: true })).map(({ role }) => role)).toEqual([
		'owner',
		'editor',
		'viewer',
	]);

	expect(await outputOf('remove', own)).toEqual([{ deleted: true }]);
	expect(shownError(await run('remove', own)).message).toBe(
		"Talkover couldn't find the requested resource (HTTP 404) – Calendar member not found",
	);
});

test('a member added without a role is a viewer', async () => {
	await outputOf('add', { userId: 'user-uuid-3' });

	expect(talkover().requests.at(-1)?.body).toEqual({ user_id: 'user-uuid-3', role: 'viewer' });
});

test('Get Many returns no more members than the limit', async () => {
	expect(await outputOf('getMany', { limit: 1 })).toEqual([
		expect.objectContaining({ id: SEED.calendarOwnerId, email: 'alice@example.com' }),
	]);
});

test('the owner of a calendar can be removed only after someone else is the owner', async () => {
	const rejected = await run('remove', { memberId: owner });
	expect(shownError(rejected).message).toContain('The owner of a calendar cannot be removed.');

	await outputOf('update', { memberId: editor, role: 'owner' });
	await outputOf('update', { memberId: owner, role: 'viewer' });

	expect(await outputOf('remove', { memberId: owner })).toEqual([{ deleted: true }]);
});

test('a member of another calendar is not found', async () => {
	const plain = { calendarId: chosen(SEED.plainCalendarId) };

	const result = await run('update', { ...plain, memberId: editor, role: 'viewer' });

	expect(shownError(result).message).toMatch(/– Calendar member not found$/);
});

test('a calendar that does not exist is reported', async () => {
	const result = await run('getMany', { calendarId: chosen('nowhere') });

	expect(shownError(result).message).toMatch(/– Calendar not found$/);
});

test('adding a member is not retried when its outcome is unknown', async () => {
	skipWaits();
	talkover().fail({ operationId: 'addCalendarMember', fault: { kind: 'resetBefore' } });

	const result = await run('add', { userId: 'user-uuid-3', role: 'viewer' });

	const { message, lines } = shownError(result);
	expect(`${message} ${lines.join(' ')}`).toContain('the member "user-uuid-3"');
	expect(talkover().requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test.each<[string, string, INodeParameters, RegExp]>([
	['adding a member without a user', 'add', { userId: BLANK }, /User ID: is required/],
	['adding a member without a role', 'add', { userId: 'u', role: BLANK }, /Role: is required/],
	[
		'updating a member with a role that is not text',
		'update',
		{ memberId: editor, role: '={{ [] }}' },
		/Role: must be/,
	],
	[
		'removing a member without a member',
		'remove',
		{ memberId: chosen(BLANK) },
		/Member: is required: choose a member/,
	],
])('%s is rejected before anything is sent', async (_name, operation, parameters, message) => {
	const result = await run(operation, parameters);

	expect(result.error?.message).toMatch(message);
	expect(talkover().requests).toEqual([]);
});

test('the list of members contains the members of the chosen calendar', async () => {
	await outputOf('add', { userId: 'user-uuid-3', role: 'viewer' });

	const search = (calendar: INodeParameters, filter?: string) => {
		const panel = { resource: 'calendarMember', operation: 'remove', ...calendar };
		return searchList(talkover(), 'searchCalendarMembers', panel, filter);
	};

	expect(await search({ calendarId })).toEqual([
		{
			name: 'Alice Doe (alice@example.com)',
			value: SEED.calendarOwnerId,
			description: 'owner',
		},
		{ name: 'Bob Roe (bob@example.com)', value: SEED.calendarEditorId, description: 'editor' },
		{ name: 'user-uuid-3', value: expect.any(String), description: 'viewer' },
	]);
	expect(await search({ calendarId }, 'ALICE')).toHaveLength(1);
	await expect(search({ calendarId: chosen('') })).rejects.toThrow("Choose 'Calendar' first");
});
