import { describe, expect, it } from 'vitest';
import { cut, toCsv, toJson } from '../../testing/forms.ts';
import { readText } from '../../testing/read-text.ts';
import { smallLog } from '../../testing/small-log.ts';
import { isConnLog, isOtherLog, logOf } from './log-names.ts';

/** Fields of rows as Zeek 8.2 writes them; some are left out. Source: Zeek's scripts. */
const rows: Readonly<Record<string, string>> = {
  analyzer:
    'ts analyzer_kind analyzer_name uid fuid id.orig_h id.orig_p id.resp_h id.resp_p proto failure_reason failure_data',
  dpd: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto analyzer failure_reason',
  dns: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto trans_id query qclass qtype_name rcode',
  http: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p trans_depth method host uri version user_agent status_code',
  quic: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p version client_initial_dcid client_scid server_scid history',
  websocket: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p host uri user_agent subprotocol',
  postgresql:
    'ts uid id.orig_h id.orig_p id.resp_h id.resp_p user database application_name frontend frontend_arg success backend rows',
  redis: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p cmd.name cmd.key success reply.value',
  ldap: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p message_id version opcode result object argument',
  ldap_search: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p message_id scope deref_aliases base_object result_count',
  mqtt_connect: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto_name proto_version client_id connect_status',
  mqtt_publish:
    'ts uid id.orig_h id.orig_p id.resp_h id.resp_p from_client retain qos status topic payload payload_len',
  mqtt_subscribe: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p action topics qos_levels granted_qos_level ack',
  ftp: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p user password command arg mime_type reply_code reply_msg',
  irc: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p nick user command value addl dcc_file_name',
  socks: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p version user status request.host request_p bound_p',
  syslog: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto facility severity message',
  tunnel: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p tunnel_type action',
  traceroute: 'ts src dst proto',
  telemetry: 'ts peer metric_type name labels label_values value',
  cluster: 'ts node message',
  known_hosts: 'ts host',
  known_services: 'ts host port_num port_proto service',
  known_certs: 'ts host port_num subject issuer_subject serial',
  smb_cmd: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p command sub_command argument status rtt version tree',
  rfb: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p client_major_version server_major_version desktop_name',
  weird: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p name addl notice peer',
  weird_stats: 'ts name num_seen',
  signatures: 'ts uid src_addr src_port dst_addr dst_port note sig_id event_msg sub_msg sig_count',
  intel: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p seen.indicator seen.indicator_type seen.where matched sources',
  unknown_protocols: 'ts analyzer protocol_id first_bytes analyzer_history',
  netcontrol: 'ts rule_id category cmd state action target entity_type entity mod msg priority expire plugin',
  broker: 'ts ty ev peer.address peer.bound_port message',
  config: 'ts id old_value new_value location',
  reporter: 'ts level message location',
  capture_loss: 'ts ts_delta peer gaps acks percent_lost',
  radius: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p username mac framed_addr tunnel_client result',
  modbus: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p tid unit func pdu_type',
  dnp3: 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p fc_request fc_reply iin',
};

describe('logs that are no conn.log', () => {
  it.each(Object.entries(rows))('%s is known by its fields', (log, fields) => {
    expect(logOf(new Set(fields.split(' ')))).toBe(log);
    expect(isOtherLog(log)).toBe(true);
  });

  it.each(Object.entries(rows))(
    '%s is refused by its name, in TSV and JSON, with and without a path',
    async (log, fields) => {
      const names = fields.split(' ');
      const record = Object.fromEntries(names.map((name, i) => [name, name === 'ts' ? 1.5 : `x${i}`]));
      const header = `#fields\t${names.join('\t')}\n${names.map((name) => (name === 'ts' ? '1.5' : 'x')).join('\t')}\n`;
      const texts = [
        `#separator \\x09\n#path\t${log}\n${header}`,
        // By then its src and dst are taken for the hosts of a conn.log.
        ...(log === 'traceroute' ? [] : [`#separator \\x09\n${header}`]),
        JSON.stringify(record),
        JSON.stringify({ ...record, _path: log }),
        JSON.stringify({ [log]: record }),
      ];
      for (const text of texts)
        await expect(readText(text)).rejects.toMatchObject({ code: 'other-log', detail: { path: log } });
    },
  );

  it.each(['conn_doctor', 'connectivity', 'conn_summary', 'dns', 'weird'])(
    'rows of %s are no flows, whatever their fields',
    async (path) => {
      const log = smallLog(3);
      const other = toJson(log, (record) => ({ ...record, _path: path }));
      const { files } = await readText([...toJson(log), ...other].join('\n'));
      expect(files[0]).toMatchObject({ flows: 3, context: 3, contexts: [{ log: path, rows: 3 }], skipped: 0 });
      const csv = toCsv(log).trimEnd().split('\r\n');
      const mixed = [`${csv[0]},_path`, ...csv.slice(1).flatMap((row) => [`${row},conn`, `${row},${path}`])].join('\n');
      expect((await readText(mixed)).files[0]).toMatchObject({ flows: 3, context: 3, skipped: 0 });
      await expect(readText(log.replace(/#path.*/, `#path\t${path}`))).rejects.toMatchObject({ code: 'other-log' });
    },
  );

  it.each(['conn', 'open_conn', 'conn_long', 'conn-http', 'conn_agg', 'conn.red'])('%s has flows', async (path) => {
    expect(isConnLog(path)).toBe(true);
    const log = smallLog(3);
    expect((await readText(log.replace(/#path.*/, `#path\t${path}`))).table.rows).toBe(3);
    const lines = toJson(log, (record) => ({ ...record, _path: path }));
    expect((await readText(lines.join('\n'))).table.rows).toBe(3);
  });
});

describe('a log without hosts and ports', () => {
  it.each(['csv', 'json'])('is refused as a conn.log that lacks them, in %s', async (form) => {
    const log = smallLog(3);
    const { fields, rows: cells } = cut(log);
    const kept = fields.flatMap((field, f) => (field.startsWith('id.') ? [] : [f]));
    const narrow = (line: readonly string[]) => kept.map((f) => line[f]).join(',');
    const json = toJson(log, (record) =>
      Object.fromEntries(Object.entries(record).filter(([name]) => !name.startsWith('id.'))),
    );
    const text = form === 'csv' ? [narrow(fields), ...cells.map(narrow)].join('\n') : json.join('\n');
    await expect(readText(text)).rejects.toMatchObject({ code: 'missing-field', detail: { fields: 'id.resp_p' } });
  });
});
