/** The cells of a row by field. */
export type Cells = Readonly<Record<string, string>>;

/** A log whose benign rows attacks are planted in. */
export interface NetworkLog {
  readonly name: string;
  /** The network that the rows were captured in. However many logs it has, it is never on both sides of a comparison. */
  readonly network: string;
  /** Other networks whose rows are also in this log. */
  readonly shares?: readonly string[];
  /** A path in `../shared`; the seed of a made office; or a log of the standing set, whose truth names rows to leave out. */
  readonly from: { readonly path: string } | { readonly seed: number } | { readonly standing: string };
  /** What the log is. */
  readonly about: string;
  /** Which rows are left out because they are not benign, and by which rule. */
  readonly removed: string;
  readonly isBenign?: (cells: Cells) => boolean;
  /** Beginnings of the addresses of the network's own hosts: victims are own hosts. */
  readonly own: readonly string[];
  /** Only this side's packets were captured. Planted flows lose the other side. */
  readonly sees?: 'originator' | 'responder';
  /** Only used when it is named. */
  readonly isSpare?: true;
}

const isLabelledBenign = ({ label }: Cells) => label === 'Benign';
const nothing = 'nothing; no known attack';
const corpora = (path: string) => ({ path: `corpora/${path}` });
const data = (path: string) => ({ path: `data/${path}` });

/**
 * The benign logs, by network. The first log of a network stands for it in a quick run. To add a log, look at its
 * hosts, states, times and scans first, and say here what it is.
 */
export const networkLogs: readonly NetworkLog[] = [
  {
    name: 'sample',
    network: 'office',
    from: { seed: 0 },
    about: 'the sample of the page: a made office of 28 desks over 16 hours',
    removed: 'its eight attacks, by label',
    own: ['192.168.'],
  },
  {
    name: 'office-2',
    network: 'office',
    from: { seed: 2 },
    about: 'the same office on another made day',
    removed: 'nothing; made without attacks',
    own: ['192.168.'],
  },
  {
    name: 'home',
    network: 'm57',
    from: { standing: 'inj-tor-home' },
    about:
      'five desks behind a router, 24 hours of November 2009 (the M57-Patents scenario); DNS, web, file shares, broadcasts',
    removed: 'the rows that the truth of the standing set names',
    own: ['192.168.1.'],
  },
  {
    name: 'brobeat',
    network: 'm57',
    from: corpora('LubyRuffy+brobeat/data/conn.log'),
    about:
      'the same desks on the same day as home, another capture, in which only the packets of originators were seen: 76 % S0',
    removed: nothing,
    own: ['192.168.1.'],
    sees: 'originator',
  },
  {
    name: 'parsezeeklogs',
    network: 'm57',
    from: corpora('dgunter+ParseZeekLogs/examples/conn.log'),
    about: 'the same desks three days later, a quiet Saturday: half of the flows are NetBIOS broadcasts',
    removed: nothing,
    own: ['192.168.1.'],
  },
  {
    name: 'vast',
    network: 'm57',
    from: corpora('tenzir+vast/libvast_test/artifacts/logs/zeek/conn.log'),
    about: 'the capture of home, read by an older Zeek',
    removed: nothing,
    own: ['192.168.1.'],
    isSpare: true,
  },
  {
    name: 'px',
    network: 'px',
    from: { standing: 'inj-exfil_cdn-px' },
    about:
      'a home network with a web proxy, nearly all within 1.6 of 7 hours; the proxy pings hundreds of servers that it also uses',
    removed: 'the rows that the truth of the standing set names',
    own: ['10.0.0.'],
  },
  {
    name: 'srv',
    network: 'srv',
    from: { standing: 'inj-log4shell-srv' },
    about:
      'a public web server behind a content network, three days: 5,400 outside sources on port 80, and its resolvers',
    removed: 'the rows that the truth of the standing set names',
    own: ['64.225.56.201'],
  },
  {
    name: 'ad',
    network: 'ad',
    from: { standing: 'inj-drip_exfil-ad' },
    about: 'one Windows client and its domain controller over a week; Kerberos, LDAP, SMB, broadcasts',
    removed: 'the rows that the truth of the standing set names',
    own: ['172.16.9.'],
  },
  {
    name: 'mix',
    network: 'mix',
    shares: ['m57', 'px', 'srv', 'ad', 'ctu'],
    from: { standing: 'inj-irc_bot-mix' },
    about:
      'a made-up day of home, px, srv and copies of ad with other addresses, and of two hosts of ctu: it shares rows with all of them',
    removed: 'the rows that the truth of the standing set names',
    own: ['192.168.1.', '10.0.0.', '147.32.', '172.16.'],
  },
  {
    name: '011',
    network: 'ctu',
    from: data('011-zeek-mixed/data/conn.log.labeled'),
    about:
      'a Windows host with a public address at a university, 24 hours; mostly 443, much of it failing or half seen',
    removed: 'rows without the label Benign: attacks from outside, and background',
    isBenign: isLabelledBenign,
    own: ['147.32.'],
  },
  {
    name: '008',
    network: 'ctu',
    from: data('008-zeek-mixed/data/conn.log.labeled'),
    about: 'another Windows host of the same university, 28 hours; update and anti-virus services',
    removed: 'rows without the label Benign: attacks from outside, and background',
    isBenign: isLabelledBenign,
    own: ['147.32.'],
  },
  {
    name: 'malware-lab',
    network: 'malware-lab',
    from: data('001-zeek-scenario-malicious/labeled-conn.log'),
    about:
      'a virtual machine in a laboratory with IPv6, 50 minutes; multicast listener reports and DNS; no one looked through its background',
    removed: 'rows with the label Malicious: the njRAT channel',
    isBenign: ({ label }) => label !== 'Malicious',
    own: ['192.168.1.'],
  },
  {
    name: 'phone',
    network: 'phone',
    from: data('003-zeek-scenario-malicious/conn.log'),
    about: 'an Android phone behind a VPN, 86 minutes; small',
    removed: 'a known attack: port 1337/tcp, the remote access tool',
    isBenign: (cells) => cells['id.resp_p'] !== '1337',
    own: ['10.8.0.'],
  },
  {
    name: 'leak-detector',
    network: 'leak-detector',
    from: corpora('abdoulfataoh+data-leak-detector/assets/conn_dataset/good/conn.log'),
    about: 'one client of a wireless access point, 45 minutes of web and mDNS',
    removed: nothing,
    own: ['10.3.141.'],
  },
  {
    name: 'mptcp',
    network: 'mptcp',
    from: corpora('bbaugnies+DPI-MPTCP/logs/conn.log'),
    about:
      'a laptop at home, two minutes, captured on the laptop: checksums of what it sends are not computed yet, so Zeek sees the answers only',
    removed: nothing,
    own: ['192.168.1.47'],
    sees: 'responder',
  },
  {
    name: 'soc-lab',
    network: 'soc-lab',
    from: corpora('Kishpud+SOC-Zeek-Lab/conn.log'),
    about: 'two virtual machines on a desktop over 10 hours; mDNS, QUIC, router advertisements',
    removed: 'a known attack: port 4444/tcp (a reverse shell that was tried); and one cut line',
    isBenign: (cells) => cells['id.resp_p'] !== '4444',
    own: ['192.168.64.'],
  },
  {
    name: 'iot-23',
    network: 'iot-23',
    from: corpora('alejandro945+ul-feature-selection-for-botnet-detection/data/conn.log.labeled'),
    about: 'a device infected with Mirai, 24 hours of its NTP and DNS, half of it unanswered',
    removed:
      'rows without the label Benign; and those to three hosts that the program itself tries (185.244.25.235, called C&C by other labels, 50.50.50.53, 1.1.1.1), labelled Benign or not',
    isBenign: (cells) =>
      /Benign/.test(Object.values(cells).at(-1) ?? '') &&
      !['185.244.25.235', '50.50.50.53', '1.1.1.1'].includes(cells['id.resp_h']),
    own: ['192.168.1.'],
  },
];

/** Logs of `../shared` that look like candidates, and why they are none. */
export const refusedLogs: readonly (readonly [log: string, why: string])[] = [
  [
    'coolspencer, alexamanpreet `conn_sample.log`',
    'MACCDC 2012, one log twice: contestants scan, 95 % of the flows are S0 or REJ',
  ],
  ['tenzir+vast in JSON', 'a bot that guesses SSH: 716 of 729 flows'],
  ['activecm+rita `proxy`', 'made for a test: 407 of 463 flows are a beacon through the proxy'],
  ['zat', 'ZeroAccess: 202 of 360 flows go to its peers, the web flows are clicks of the bot'],
  ['005', 'Simda: most flows are the names that it makes'],
  ['C2Detect, saitama-server, other logs of the data-leak-detector', 'mostly the attack that they are about'],
];
