import type { JsonObject } from '../../contract';
import type { Agent } from '../../state';
import { newId } from '../../state';
import type { Handlers, Reply } from '../handler';
import { byId, invalidFields, ok, withAgent } from '../handler';

/** The settings of an existing agent, and whether it's live. */
export const agentSettings: Handlers = {
	updateAgentKnowledge: (context, environment) =>
		withAgent(context, environment, (agent) => {
			// No page's sample shows the temperature.
			const { llm_temperature: _hidden, ...shown } = context.request.requestBody;
			return changed(agent, shown, 'Agent knowledge updated successfully');
		}),

	updateAgentVoice: (context, environment) =>
		withAgent(context, environment, (agent) => {
			const {
				voice_id: templateId,
				language = agent.language,
				...rest
			} = context.request.requestBody;
			const template = byId(environment.state.voiceTemplates, templateId);
			if (!template) {
				const body = { success: false, message: 'Voice not found', code: 'VOICE_NOT_FOUND' };
				return { status: 404, body };
			}
			if (context.request.requestBody.language !== undefined && language !== template.language) {
				return invalidFields({ language: ['The selected language is invalid.'] });
			}
			const { conversation_speed = agent.conversation_speed, who_speaks_first } = rest;
			const voice = voiceOf(template, rest);
			const settings = { voice, language, conversation_speed, who_speaks_first };
			return changed(agent, settings, 'Agent voice updated successfully');
		}),

	publishAgent: (context, environment) =>
		withAgent(context, environment, (agent) => {
			const missing = missingIn(agent);
			return missing.length > 0
				? invalidFields(
						Object.fromEntries(
							missing.map((name) => [name, [`The ${name} field is required to publish.`]]),
						),
					)
				: setStatus(agent, 'published');
		}),

	unpublishAgent: (context, environment) =>
		withAgent(context, environment, (agent) => setStatus(agent, 'draft')),

	updateAgentAdvancedSettings: (context, environment) =>
		withAgent(context, environment, (agent) => {
			agent.updated_at = new Date().toISOString();
			const { id, name, updated_at } = agent;
			const { enable_initial_message_cache } = context.request.requestBody;
			const settings = { enable_initial_message_cache: enable_initial_message_cache === true };
			return ok({
				message: 'Advanced settings updated successfully',
				data: { id, name, advanced_settings: settings, updated_at },
			});
		}),
};

function voiceOf(
	{ id, name }: JsonObject,
	{ stability = null, similarity = null, ambient_background = null }: JsonObject,
): JsonObject {
	return {
		id: newId(),
		name,
		label: `${String(name)} Voice`,
		stability,
		similarity_boost: similarity,
		ambient_background,
		template: { id, name },
	};
}

/** The fields that an agent needs for publishing: a flow and a voice. */
function missingIn(agent: Agent): string[] {
	return ['description', 'voice'].filter((name) => agent[name] === null || agent[name] === '');
}

/** A change sets the agent to draft, so it must be published again. */
function changed(agent: Agent, settings: JsonObject, message: string): Reply {
	Object.assign(agent, settings, {
		current_status: 'draft',
		updated_at: new Date().toISOString(),
	});
	agent.is_ready_to_publish = missingIn(agent).length === 0;
	return ok({ message, data: agent });
}

function setStatus(agent: Agent, status: string): Reply {
	agent.current_status = status;
	agent.updated_at = new Date().toISOString();
	const { id, name, current_status, is_ready_to_publish, updated_at } = agent;
	return ok({
		message: `Agent ${status === 'published' ? 'published' : 'unpublished'} successfully`,
		data: { id, name, current_status, is_ready_to_publish, updated_at },
	});
}
