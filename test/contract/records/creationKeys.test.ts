import { accountOf } from '../../../nodes/Talkover/api/account';
import type { ApiRequest } from '../../../nodes/Talkover/api/request';
import { Journal } from '../../../nodes/Talkover/once/journal';
import stored from '../../../tools/operations/records/creationKeys.json';
import { creationKeys } from '../../../tools/operations/records/creationKeys';

/**
 * Failed executions contain hashes of these keys. If a key changes, an updated package places the calls of such
 * an execution again. A change here therefore needs a way to recognize the old key as well, not a new
 * expectation.
 */
test('every creation is recognized by the same key as in earlier versions', () => {
	const current = creationKeys();
	const recorded = Object.keys(stored.keys);

	expect(Object.fromEntries(recorded.map((name) => [name, current[name]]))).toEqual(stored.keys);
});

test('"npm run generate" has recorded the key of every creation', () => {
	expect(Object.keys(creationKeys()).filter((name) => !(name in stored.keys))).toEqual([]);
});

test('no key contains a sentence shown to users', () => {
	const parts = Object.values(stored.keys).flatMap(({ tool }) => tool);

	expect(parts.filter((part) => /\b(?:the|of|among|to) /.test(part))).toEqual([]);
});

test('a stored execution of the first version is recognized', () => {
	const account = accountOf('https://app.talkover.ai/api/v1', 'talq_0123456789', 'credential-1');
	const answer = { ok: true, status: 200, body: { success: true, data: { id: 'call-1' } } };
	const context = {
		talkover: {
			run: 0,
			accounts: [{ ...account, tokenHash: 'b55e8e22733e07cb' }],
			entries: { '3:17468faa43d9f42b880c8f6e2456ddf0': { state: 'done', answer } },
		},
	};
	const request: ApiRequest = {
		endpoint: 'makeCall',
		path: ['agents', 'agent-1', 'call'],
		creates: { key: ['call', '+15551234567'], label: 'the call', where: 'the calls of the agent' },
	};

	expect(new Journal(context, 0, account).of(3, request).own()).toEqual({ is: 'placed', answer });
});
