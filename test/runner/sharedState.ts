import { forgetAccounts } from '../../nodes/Talkover/account/sharedAccounts';

// What the runs of a process share must not reach the next test.
afterEach(forgetAccounts);
