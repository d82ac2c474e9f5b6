import type { Documented } from '../../../api/contract/documented';

/** A call in any response: in a list, in progress, just made, or of a campaign. */
export type Call = Documented<'ActiveCall' | 'Call' | 'CallCreated' | 'CampaignCallItem'>;
