import { operation } from '../../operation/operation';
import { resendUnknown } from '../../operation/options';
import { object } from '../../operation/shapes';
import { campaignLocator } from '../../shared/campaign';

export const importFromSftp = operation({
	value: 'importFromSftp',
	name: 'Import Contacts From SFTP',
	action: 'Import the contacts of a campaign from SFTP',
	description:
		'An active campaign calls the imported contacts: real phones ring, which uses credits. Imports the new contact files from the SFTP server of a campaign. The import runs in the background: Get SFTP Logs shows its result. The campaign needs an SFTP connection, which is set up in Talkover.',
	caution:
		'An active campaign calls the imported contacts: real phones ring, and the calls use Talkover credits.',
	fields: [campaignLocator],
	options: [resendUnknown],
	request: ({ campaignId }) => ({
		method: 'POST',
		path: ['campaigns', campaignId, 'sftp', 'trigger-import'],
		// Whether Talkover recognizes a file that it has imported before is not documented.
		creates: {
			key: ['sftpImport'],
			label: 'the SFTP import',
			where: 'in the SFTP logs of the campaign',
		},
	}),
	data: object,
});
