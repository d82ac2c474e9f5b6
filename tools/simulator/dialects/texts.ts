import type { JsonObject } from '../contract';
import type { Dialect } from './dialect';
import { isRecord } from './objects';

/** Messages for statuses, in Portuguese. */
const SENTENCES: Readonly<Record<number, string>> = {
	403: 'Você não tem permissão para realizar esta ação.',
	404: 'Recurso não encontrado.',
	409: 'A solicitação conflita com o estado atual.',
	422: 'Os dados fornecidos são inválidos.',
};
const SUCCESS = 'Operação concluída com sucesso.';
const INVALID_FIELD = 'Este campo é inválido.';

/** Fields that contain sentences. */
const TEXT_FIELDS = ['detail', 'error', 'errors', 'message'];

/** Machine-readable codes: `AGENT_IS_PUBLISHED`, `unauthorized`. */
const CODE = /^[A-Z][A-Z0-9_]*$|^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/;

/** Translates sentences, but not the codes among them, to Portuguese. */
export const TEXTS: readonly Dialect[] = [
	{
		name: 'portuguese',
		description: 'Every sentence is Portuguese; machine-readable codes stay unchanged.',
		encode: (reply) => {
			const { status, body } = reply;
			if (!isRecord(body)) return reply;
			const fails = status >= 300 || body.success === false;
			const sentence = fails ? (SENTENCES[status] ?? 'A solicitação falhou.') : SUCCESS;
			return { ...reply, body: translated(body, sentence) };
		},
	},
	{
		name: 'forbidden',
		description: 'Every 403 contains only a sentence.',
		encode: (reply) => {
			if (reply.status !== 403) return reply;
			const body = isRecord(reply.body) ? reply.body : {};
			const { message } = isRecord(body.error) ? body.error : body;
			const text = typeof message === 'string' ? message : 'This action is unauthorized.';
			return { ...reply, body: { message: text } };
		},
	},
];

function translated(body: JsonObject, sentence: string): JsonObject {
	const entries = Object.entries(body).map(([name, value]): [string, unknown] => [
		name,
		TEXT_FIELDS.includes(name)
			? inPortuguese(value, name === 'errors' ? INVALID_FIELD : sentence)
			: value,
	]);
	return Object.fromEntries(entries);
}

function inPortuguese(value: unknown, sentence: string): unknown {
	if (typeof value === 'string') return CODE.test(value) ? value : sentence;
	if (Array.isArray(value)) return value.map((each) => inPortuguese(each, sentence));
	if (!isRecord(value)) return value;
	const entries = Object.entries(value).map(([name, inner]): [string, unknown] => [
		name,
		inPortuguese(inner, sentence),
	]);
	return Object.fromEntries(entries);
}
