import { isLoopback, isPublic } from '../../../nodes/Talkover/api/network/address';

const hostOf = (authority: string) => new URL(`https://${authority}/file.mp3`).hostname;

/** Addresses that aren't public, by kind. */
const NOT_PUBLIC: Readonly<Record<string, string>> = {
	'Notations of 127.0.0.1': `
		127.0.0.1 127.0.0.1. 127.0.0.1.. 127.1 127.255.255.254 2130706433 0x7f000001 0x7f.1
		0177.0.0.1 017700000001 %31%32%37.0.0.1 １２７.０.０.１ 127。0。0。1 ①②⑦.⓪.⓪.① [::1]
		[0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [64:ff9b::127.0.0.1]
		[64:ff9b:1::127.0.0.1] [2002:7f00:1::]
	`,
	'The unspecified address, which leads to this machine': `
		0.0.0.0 0 0.1.2.3 [::] [::ffff:0.0.0.0]
	`,
	'Private networks': `
		10.0.0.1 10.255.255.255 012.1 172.16.0.1 172.31.255.255 192.168.0.1 192.168.257
		3232235521 [::ffff:192.168.0.1] [64:ff9b::10.0.0.1] [fc00::1] [fd00:ec2::254]
		[fdff:ffff::1] [fec0::1]
	`,
	'Link-local addresses, which include the metadata services of cloud machines': `
		169.254.169.254 169.254.1 [::ffff:169.254.169.254] [fe80::1] [febf::1]
	`,
	'Carrier-grade NAT, benchmarks, documentation, protocols': `
		100.64.0.1 100.100.100.200 100.127.255.255 192.0.0.192 192.0.2.1 192.88.99.1 198.18.0.1
		198.19.255.255 198.51.100.1 203.0.113.1 [100::1] [2001::1] [2001:0:7f00:1::]
		[2001:1ff::1] [2001:db8::1] [3fff:fff::1] [5f00::1]
	`,
	'Multicast, reserved, broadcast': `
		224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 [ff02::1] [4000::1]
	`,
	Names: `
		localhost LOCALHOST ⓛocalhost localhost. localhost.. api.localhost printer.local
		PRINTER.LOCAL. metadata.google.internal db.corp nas.home nas.home.arpa nas.lan
		wiki.intranet wiki.private internal n8n postgres. files..example.com .example.com
	`,
};
const wordsOf = (text: string) => text.trim().split(/\s+/);

test.each(Object.values(NOT_PUBLIC).flatMap(wordsOf))("%s isn't public", (authority) => {
	expect(isPublic(hostOf(authority))).toBe(false);
});

const PUBLIC = `
	1.1.1.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0
	169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 192.0.1.0 192.0.3.0 192.167.255.255
	192.169.0.0 198.17.255.255 198.20.0.0 223.255.255.255 [2001:200::1] [2001:db7::1]
	[2001:db9::1] [2003::1] [2606:4700:4700::1111] [3fff:1000::1] files.example.com
	files.example.com. bucket.s3.eu-west-1.amazonaws.com localhost.example.com local.example
	mylocal.example notlocalhost.com 10.0.0.1.example.com bücher.example
`;

test.each(wordsOf(PUBLIC))('the address %s may be public', (authority) => {
	expect(isPublic(hostOf(authority))).toBe(true);
});

test.each(['localhost', '127.0.0.1', '127.1', '0x7f000001', '127.255.0.9', '[::1]', '[0::0:1]'])(
	'the address %s is loopback',
	(authority) => {
		expect(isLoopback(hostOf(authority))).toBe(true);
	},
);

const NOT_LOOPBACK =
	'api.localhost localhost. 127.0.0.1.example.com 128.0.0.1 0.0.0.0 [::] [::ffff:127.0.0.1]';

test.each(wordsOf(NOT_LOOPBACK))('the address %s is not loopback', (authority) => {
	expect(isLoopback(hostOf(authority))).toBe(false);
});
