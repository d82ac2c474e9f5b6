import { operation } from '../../operation/operation';
import { list } from '../../operation/shapes';
import { campaignLocator } from '../../shared/campaign';

export const getSftpLogs = operation({
	value: 'getSftpLogs',
	name: 'Get SFTP Logs',
	action: 'Get the SFTP logs of a campaign',
	description:
		'List the SFTP imports and exports of a campaign, with how each ended and how many files and rows it processed',
	fields: [campaignLocator],
	request: ({ campaignId }) => ({
		method: 'GET',
		path: ['campaigns', campaignId, 'sftp', 'logs'],
	}),
	paging: 'page',
	data: list,
});
