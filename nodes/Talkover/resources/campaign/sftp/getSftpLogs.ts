import { operation } from '../../../operation/operation';
import { list } from '../../../operation/answers/shapes';
import { campaignLocator } from '../../../shared/campaign';

export const getSftpLogs = operation({
	value: 'getSftpLogs',
	name: 'Get SFTP Logs',
	action: 'Get the SFTP logs of a campaign',
	description: 'Retrieve a list of the SFTP imports and exports',
	fields: [campaignLocator],
	request: ({ campaignId }) => ({
		endpoint: 'listCampaignSftpLogs',
		path: ['campaigns', campaignId, 'sftp', 'logs'],
	}),
	isList: true,
	data: list,
});
