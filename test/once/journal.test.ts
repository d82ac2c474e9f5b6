import type { IDataObject } from 'n8n-workflow';

import { accountOf } from '../../nodes/Talkover/api/account';
import type { ApiRequest } from '../../nodes/Talkover/api/request';
import { Journal } from '../../nodes/Talkover/once/journal';
import { ACCOUNT } from '../support/creating';

const REQUEST: ApiRequest = {
	endpoint: 'makeCall',
	path: ['agents', 'A', 'call'],
	creates: { key: ['call', '+15550100'], label: 'the call to +15550100', where: 'the calls' },
};

const open = (context: IDataObject) => new Journal(context, 0, ACCOUNT);

test('IDs inside a named field count too, and a resource without one has none', () => {
	const context = {};
	const body = { campaign_call: { id: 7 }, agent: { name: 'Ana' } };

	open(context)
		.of(0, REQUEST)
		.add({ is: 'placed', answer: { ok: true, status: 201, body } });

	expect([...open(context).createdIds()]).toEqual(['7']);
});

test('a record that cannot be read may have done anything', () => {
	const context: IDataObject = {};
	open(context)
		.of(0, REQUEST)
		.add({ is: 'sending', sent: { at: 0 } });
	const { entries } = context.talkover as { entries: Record<string, unknown> };
	for (const key of Object.keys(entries)) entries[key] = { state: 'done' };

	expect(open(context).of(0, REQUEST).own()).toEqual({ is: 'unreadable' });
});

test('a compensation is that of one account', () => {
	const other = accountOf(ACCOUNT.baseUrl, 'talq_other', 'credential-2');

	const ids = [ACCOUNT, other].map((account) =>
		new Journal({}, 0, account).compensationId('agent A'),
	);

	expect(new Set(ids).size).toBe(2);
});

test('clearing the journal of a tool forgets what another attempt recorded, except for what is unknown', () => {
	const context = {};
	const tool = () => new Journal(context, 'tool', ACCOUNT);
	const other: ApiRequest = { ...REQUEST, path: ['agents', 'B', 'call'] };
	const answer = { ok: true, status: 201, body: { id: 'call-1' } } as const;
	tool().of(0, REQUEST).add({ is: 'placed', answer });
	tool()
		.of(0, other)
		.add({ is: 'sending', sent: { at: 0 } });
	const journal = tool();
	for (const request of [REQUEST, other]) journal.of(0, request).own();

	journal.clear();

	expect(tool().of(0, REQUEST).own()).toBeUndefined();
	expect(tool().of(0, other).own()).toMatchObject({ is: 'sending' });
});
