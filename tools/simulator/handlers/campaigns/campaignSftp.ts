import type { JsonObject } from '../../contract';
import type { State } from '../../state';
import { newId } from '../../state';
import { withCampaign } from './campaigns';
import type { Environment, Handlers, Reply, RequestContext } from '../handler';
import { byId, invalidFields, ok, paged } from '../handler';

const DEFAULT_PER_PAGE = 25;

/** The result of one import from the server. */
const ROWS = 120;

export const campaignSftp: Handlers = {
	triggerCampaignSftpImport: (context, environment) =>
		startJob(context, environment, 'import', () => {
			const data = { job_id: newId(), queued_at: new Date().toISOString() };
			return ok({ message: 'SFTP import queued', data });
		}),

	triggerCampaignSftpExport: (context, environment) => {
		const ids = context.request.requestBody.file_data_ids as string[];
		return startJob(context, environment, 'export', ({ files }) => {
			const unknown = ids.findIndex((id) => !byId(files as JsonObject[], id));
			const field = `file_data_ids.${String(unknown)}`;
			if (unknown >= 0) return invalidFields({ [field]: [`The selected ${field} is invalid.`] });
			const data = { job_id: newId(), files_count: ids.length };
			return ok({ message: 'SFTP export queued', data });
		});
	},

	listCampaignSftpLogs: (context, environment) =>
		withCampaign(context, environment, (campaign) => {
			const logs = logsOf(environment.state, campaign);
			const body = ok(paged(context, structuredClone(logs), 'pagination', DEFAULT_PER_PAGE));
			// The first request finds a job in progress, and the next one finds it done.
			for (const log of logs.filter(isRunning)) finish(log, campaign);
			return body;
		}),
};

/** Starts a job, unless one of the same kind is in progress. */
function startJob(
	context: RequestContext,
	environment: Environment,
	type: 'export' | 'import',
	reply: (campaign: JsonObject) => Reply,
): Reply {
	return withCampaign(context, environment, (campaign) => {
		const { state, documented } = environment;
		const running = logsOf(state, campaign).filter(isRunning);
		if (running.some((log) => log.type === type)) return documented(context, 409);
		const answer = reply(campaign);
		if (answer.status === 200) {
			const now = new Date().toISOString();
			const log = { id: newId(), type, status: 'running', started_at: now };
			state.sftpLogs.unshift({ campaign, log });
		}
		return answer;
	});
}

function logsOf({ sftpLogs }: State, campaign: JsonObject): JsonObject[] {
	return sftpLogs.filter((entry) => entry.campaign === campaign).map(({ log }) => log);
}

function isRunning({ status }: JsonObject): boolean {
	return status === 'running';
}

/** An import adds a file of contacts to the campaign. */
function finish(log: JsonObject, campaign: JsonObject): void {
	const rows = log.type === 'import' ? { rows_processed: ROWS } : {};
	const completed = { completed_at: new Date().toISOString() };
	Object.assign(log, { status: 'succeeded', files_processed: 1, ...rows, ...completed });
	if (log.type === 'import') {
		(campaign.files as JsonObject[]).push({
			id: newId(),
			original_filename: 'contacts.csv',
			processed_filename: 'processed_contacts.csv',
			status: 'processed',
			total_records: ROWS,
			processed_records: ROWS,
		});
	}
}
