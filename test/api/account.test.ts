import { accountOf, asRecorded, withAccount } from '../../nodes/Talkover/api/account';

const URL = 'https://talkover.example';
const recorded = accountOf(URL, 'talq_before', 'credential-1');

test('an account is recorded once, with or without the ID of a credential', () => {
	const withoutId = accountOf(URL, 'talq_before');

	const accounts = withAccount(
		withAccount(withAccount(withAccount([], recorded), withoutId), recorded),
		withoutId,
	);

	expect(accounts).toEqual([recorded, withoutId]);
});

test('a credential with a new token is the account that was recorded, but not with another Base URL', () => {
	const renewed = accountOf(URL, 'talq_renewed', 'credential-1');
	const elsewhere = accountOf('https://other.example', 'talq_renewed', 'credential-1');

	expect(asRecorded(renewed, [recorded])).toBe(recorded);
	expect(asRecorded(elsewhere, [recorded])).toBe(elsewhere);
});

test('credentials without an ID are the same account only with the same token', () => {
	const one = accountOf(URL, 'talq_before');
	const other = accountOf(URL, 'talq_other');

	expect(asRecorded(other, [one])).toBe(other);
});
