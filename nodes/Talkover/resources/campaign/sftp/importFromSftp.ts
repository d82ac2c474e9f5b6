import { operation } from '../../../operation/operation';
import { resendUnknown } from '../../../operation/panel/options';
import { setOff } from '../../../operation/answers/shapes';
import { campaignLocator } from '../../../shared/campaign';

export const importFromSftp = operation({
	value: 'importFromSftp',
	name: 'Import Contacts From SFTP',
	action: 'Import contacts for a campaign from SFTP',
	description: 'Start an import of new contact files from the SFTP server',
	caution:
		'An active campaign calls the imported contacts: real phones ring, and the calls use Talkover credits.',
	toolText:
		'Imports contacts for a campaign from SFTP. If the campaign is active, real phones ring and credits are used.',
	fields: [campaignLocator],
	options: [resendUnknown],
	request: ({ campaignId }) => ({
		endpoint: 'triggerCampaignSftpImport',
		path: ['campaigns', campaignId, 'sftp', 'trigger-import'],
		// It isn't documented whether Talkover recognizes a file that it has already imported.
		creates: {
			key: ['sftpImport'],
			label: 'the SFTP import',
			where: 'the SFTP logs of the campaign',
		},
	}),
	data: setOff,
});
