import type { JsonObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { TALKOVER_NODE } from '../../../tools/harness/node';
import {
	connectionFault,
	failureWithoutAnswer,
} from '../../../nodes/Talkover/api/network/connection';

const TO_A_CALL = {
	...{ host: 'talkover.example', timeout: 30 },
	creation: { key: ['call'] as const, label: 'the call', where: 'the calls of the agent' },
};

/** The error of n8n's request helper in this version of n8n, with or without its cause. */
function wrapped(message: string, details: object): NodeApiError {
	const error: unknown = Object.assign(new Error(message), details);
	return new NodeApiError(TALKOVER_NODE, error as JsonObject);
}

test.each([
	['connect ETIMEDOUT 192.0.2.1:443', 'ETIMEDOUT', 'connect'],
	['getaddrinfo EAI_FAIL talkover.example', 'EAI_FAIL', 'getaddrinfo'],
	['read ECONNRESET', 'ECONNRESET', 'read'],
])('the code and the system call of "%s" are recognized', (message, code, syscall) => {
	expect(connectionFault(wrapped(message, { code, syscall }))).toEqual({ message, code, syscall });
});

test.each([
	['socket hang up', 'ECONNRESET'],
	['timeout of 1000ms exceeded', 'ECONNABORTED'],
	['self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
])('the code of "%s" is recognized without a system call', (message, code) => {
	expect(connectionFault(wrapped(message, { code }))).toEqual({ message, code });
});

test.each([
	['connect ETIMEDOUT 192.0.2.1:443', { syscall: 'connect' }],
	['socket hang up', {}],
])('the code of "%s" is read from n8n\'s own error if n8n discards the cause', (message, rest) => {
	const shown = 'The connection timed out, consider setting the Retry on Fail option';
	const error = { message: shown, httpCode: 'ETIMEDOUT', messages: [message, message] };

	expect(connectionFault(error)).toEqual({ message, code: 'ETIMEDOUT', ...rest });
});

test('a fault without a code is described by its message', () => {
	expect(connectionFault(wrapped('Something else', {}))).toEqual({ message: 'Something else' });
	expect(connectionFault('a text')).toEqual({ message: 'No reason given' });
});

test.each([
	['read EHOSTUNREACH', { code: 'EHOSTUNREACH', syscall: 'read' }, 'noResponse'],
	['connect EHOSTUNREACH', { code: 'EHOSTUNREACH', syscall: 'connect' }, 'unreachable'],
	['write EPROTO … bad record mac', { code: 'EPROTO', syscall: 'write' }, 'noResponse'],
	['write EPROTO … wrong version number', { code: 'EPROTO', syscall: 'write' }, 'unreachable'],
	['decryption failed', { code: 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC' }, 'noResponse'],
])('the fault "%s" with %j is classified as %s', (message, details, why) => {
	const failure = failureWithoutAnswer(connectionFault(wrapped(message, details)), TO_A_CALL);

	expect(failure.why).toBe(why);
	expect(failure.did).toBe(why === 'noResponse' ? 'unknown' : 'nothing');
});

test('a failed connection to several addresses is recognized by its code and system call', () => {
	const one = Object.assign(new Error('connect ETIMEDOUT'), { syscall: 'connect' });
	const all = Object.assign(new AggregateError([one, one], ''), { code: 'ETIMEDOUT' });

	expect(connectionFault(all)).toMatchObject({ code: 'ETIMEDOUT', syscall: 'connect' });
});

test.each([
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'CERT_HAS_EXPIRED',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'INVALID_CA',
])('an untrusted certificate (%s) is reported with advice and leaves no doubt', (code) => {
	const fault = connectionFault(wrapped('the reason', { code }));
	const failure = failureWithoutAnswer(fault, TO_A_CALL);

	expect(failure).toEqual({
		ok: false,
		did: 'nothing',
		why: 'notTrusted',
		title: `n8n doesn't trust the certificate of talkover.example (${code})`,
		messages: [],
		advice: expect.stringContaining('certificate authority'),
	});
});

test("a server that rejects the client's certificate is reported as unreachable", () => {
	const code = 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED';

	const failure = failureWithoutAnswer({ code, message: '' }, { host: 'h', timeout: 30 });

	expect(failure.why).toBe('unreachable');
});
