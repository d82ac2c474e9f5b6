import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';

import { listen, originOf, stop } from '../../support/servers/listening';

/**
 * The next action of the model: it uses a tool once for each of these arguments, or responds with text. Without the
 * name of a tool, it uses the first one.
 */
export type Turn =
	{ readonly use: readonly object[]; readonly tool?: string } | { readonly say: string };

/** A tool as a request describes it to the model. */
export interface DescribedTool {
	readonly name: string;
	readonly description: string;
	readonly parameters: {
		readonly properties: Readonly<Record<string, { type?: string; description?: string }>>;
		readonly required?: readonly string[];
	};
}

/** A request of OpenAI's chat completions API. */
export interface ChatRequest {
	readonly model?: string;
	readonly messages: readonly { readonly role: string; readonly content: string }[];
	readonly tools?: readonly { readonly function: DescribedTool }[];
}

/** A scripted model that responds in the form of OpenAI's chat completions API. */
export class ModelScript {
	private readonly script: Turn[] = [];
	private last: ChatRequest = { messages: [] };

	/** Sets its next actions, one turn per request. */
	play(...turns: Turn[]): void {
		this.script.splice(0, this.script.length, ...turns);
	}

	/** The tools in the last request. */
	tools(): DescribedTool[] {
		return (this.last.tools ?? []).map((tool) => tool.function);
	}

	/** The responses of its tools in the last request. */
	answers(): string[] {
		return this.messages('tool');
	}

	/** The messages of a role in the last request. */
	messages(role: 'system' | 'tool' | 'user'): string[] {
		// Newer models call this role developer.
		const roles = role === 'system' ? ['system', 'developer'] : [role];
		return this.last.messages
			.filter((message) => roles.includes(message.role))
			.map(({ content }) => content);
	}

	/** The number of remaining turns. */
	get left(): number {
		return this.script.length;
	}

	/** The response to a request. */
	respond(request: ChatRequest): object {
		this.last = request;
		const turn = this.script.shift() ?? { say: 'The script is over.' };
		return completion(turn, request);
	}
}

/** A scripted model with OpenAI's chat completions API, on loopback. */
export class ScriptedModel extends ModelScript {
	constructor(private readonly server: Server) {
		super();
	}

	/** The Base URL for the credential. */
	get url(): string {
		return `${originOf(this.server)}/v1`;
	}

	async close(): Promise<void> {
		await stop(this.server);
	}
}

export async function startScriptedModel(): Promise<ScriptedModel> {
	const server = createServer();
	const model = new ScriptedModel(server);
	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const completed = model.respond((await json(request)) as ChatRequest);
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(completed));
	};
	server.on('request', (request: IncomingMessage, response: ServerResponse) => {
		answer(request, response).catch((error: unknown) => {
			response.statusCode = 500;
			response.end(String(error));
		});
	});
	await listen(server);
	return model;
}

/** The response in the form of OpenAI's API reference. */
function completion(turn: Turn, { messages, tools }: ChatRequest): object {
	const name = ('use' in turn ? turn.tool : undefined) ?? tools?.[0]?.function.name;
	const uses = 'use' in turn ? turn.use : [];
	const calls = uses.map((args, index) => ({
		id: `call_${messages.length}_${index}`,
		type: 'function',
		function: { name, arguments: JSON.stringify(args) },
	}));
	const content = 'say' in turn ? turn.say : null;
	const message = {
		role: 'assistant',
		content,
		...(calls.length > 0 ? { tool_calls: calls } : {}),
	};
	return {
		id: `chatcmpl-${messages.length}`,
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [{ index: 0, message, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
