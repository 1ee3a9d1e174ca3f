"""What Python's email package, which shares nothing with ours, reads of mails: parse.py FILE… One line for each header and part."""
import email
import email.policy
import sys

for path in sys.argv[1:]:
    with open(path, 'rb') as data:
        mail = email.message_from_binary_file(data, policy=email.policy.default)
    for name in ('From', 'To', 'Cc', 'Bcc', 'Subject', 'Message-ID', 'In-Reply-To', 'References', 'List-Unsubscribe', 'Auto-Submitted'):
        if mail[name] is not None:
            print('%s: %s' % (name, mail[name]))
    for part in mail.walk():
        if part.is_multipart():
            print('multipart %s' % part.get_content_type())
            continue
        content = part.get_content()
        if isinstance(content, bytes):
            content = content.hex() if b'\0' in content else content.decode()
        method = part.get_param('method')
        print('part %s%s %s: %s' % (part.get_content_type(), ' method=%s' % method if method else '', part.get_filename() or '-', content.strip().replace('\n', '\\n')))
    if mail.defects:
        print('defects: %s' % mail.defects)
