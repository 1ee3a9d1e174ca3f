"""A mail server for the tests: sink.py DIRECTORY. It listens on a free port of the loopback, which it writes to DIRECTORY/port, and keeps every mail that it gets
as DIRECTORY/N.eml with its recipients in DIRECTORY/N.to. Addresses that begin with refused are refused."""
import os
import socket
import sys
import threading

from aiosmtpd.controller import Controller

directory = sys.argv[1]


class Sink:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith('refused'):
            return '550 5.1.1 no such user'
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):
        Sink.count += 1
        name = os.path.join(directory, '%d' % Sink.count)
        with open(name + '.to', 'w') as to:
            to.write(' '.join(envelope.rcpt_tos) + '\n')
        with open(name + '.part', 'wb') as mail:
            mail.write(envelope.content)
        os.rename(name + '.part', name + '.eml')
        return '250 OK'


with socket.socket() as probe:
    probe.bind(('127.0.0.1', 0))
    port = probe.getsockname()[1]
Controller(Sink(), hostname='127.0.0.1', port=port).start()
with open(os.path.join(directory, 'port.part'), 'w') as out:
    out.write('%d\n' % port)
os.rename(os.path.join(directory, 'port.part'), os.path.join(directory, 'port'))
threading.Event().wait()
