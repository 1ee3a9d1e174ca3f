#!/usr/bin/env python3
"""Writes recurrence.txt, which tests/unit/recurrence.c compares with: rules as python3-dateutil reads them.

Each line: rule, first occurrence on the wall, zone, the rule that dateutil is given ("-": the same), up to twelve occurrences as instants.
A rule that names the 29th to the 31st of every month falls on the last day of shorter ones, which is another rule for dateutil.
"""
import datetime
import itertools
import zoneinfo
from dateutil import rrule, tz

RULES = [
    ('FREQ=DAILY', '2026-03-05T09:00:00', 'Asia/Shanghai'),
    ('FREQ=DAILY;INTERVAL=3', '2026-02-27T23:30:00', 'Asia/Shanghai'),
    ('FREQ=DAILY;COUNT=5', '2026-03-06T02:30:00', 'America/New_York'),
    ('FREQ=DAILY;COUNT=4', '2026-10-31T01:30:00', 'America/New_York'),
    ('FREQ=DAILY', '2026-03-27T02:30:00', 'Europe/Berlin'),
    ('FREQ=DAILY', '2026-10-23T02:30:00', 'Europe/Berlin'),
    ('FREQ=DAILY', '2026-10-02T02:15:00', 'Australia/Lord_Howe'),
    ('FREQ=DAILY;UNTIL=20260308T063000Z', '2026-03-05T01:30:00', 'America/New_York'),
    ('FREQ=DAILY;UNTIL=20260308T053000Z', '2026-03-05T01:30:00', 'America/New_York'),
    ('FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', '2026-03-05T09:00:00', 'Asia/Shanghai'),
    ('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=27,28,29', '2027-02-01T08:00:00', 'UTC'),
    ('FREQ=WEEKLY', '2026-03-25T01:00:00', 'Europe/London'),
    ('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH', '2026-03-05T14:00:00', 'Asia/Shanghai'),
    ('FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU', '2026-03-01T14:00:00', 'America/Los_Angeles'),
    ('FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=MO', '2026-03-01T14:00:00', 'America/Los_Angeles'),
    ('FREQ=WEEKLY;BYDAY=TU,FR;COUNT=7', '2026-03-03T10:15:00', 'Europe/Paris'),
    ('FREQ=WEEKLY;BYDAY=SA;UNTIL=20260405T000000Z', '2026-03-07T08:00:00', 'Asia/Tokyo'),
    ('FREQ=WEEKLY;BYDAY=WE;BYMONTH=3,6', '2026-03-04T08:00:00', 'Asia/Shanghai'),
    ('FREQ=MONTHLY', '2026-01-15T10:00:00', 'Asia/Shanghai'),
    ('FREQ=MONTHLY', '2026-01-31T10:00:00', 'Asia/Shanghai', 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1'),
    ('FREQ=MONTHLY', '2027-12-30T10:00:00', 'Europe/Berlin', 'FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1'),
    ('FREQ=MONTHLY;COUNT=4', '2028-01-29T10:00:00', 'Europe/Berlin', 'FREQ=MONTHLY;COUNT=4;BYMONTHDAY=28,29;BYSETPOS=-1'),
    ('FREQ=MONTHLY;BYMONTHDAY=-1', '2026-01-31T18:00:00', 'America/New_York'),
    ('FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=14', '2027-12-31T18:00:00', 'UTC'),
    ('FREQ=MONTHLY;BYMONTHDAY=-3', '2026-01-29T18:00:00', 'Asia/Shanghai'),
    ('FREQ=MONTHLY;BYMONTHDAY=1,15', '2026-01-01T09:00:00', 'America/Sao_Paulo'),
    ('FREQ=MONTHLY;BYMONTHDAY=30,31', '2026-01-30T09:00:00', 'Asia/Shanghai'),
    ('FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=13;BYDAY=FR', '2026-01-01T09:00:00', 'Asia/Shanghai'),
    ('FREQ=MONTHLY;BYDAY=2TU', '2026-01-13T02:00:00', 'America/Chicago'),
    ('FREQ=MONTHLY;BYDAY=-1FR', '2026-01-30T17:00:00', 'Asia/Shanghai'),
    ('FREQ=MONTHLY;BYDAY=-2MO', '2026-01-19T17:00:00', 'Asia/Kolkata'),
    ('FREQ=MONTHLY;BYDAY=1SU,-1SU', '2026-01-04T02:30:00', 'Europe/Berlin'),
    ('FREQ=MONTHLY;BYDAY=5WE', '2026-04-29T09:00:00', 'Asia/Shanghai'),
    ('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '2026-01-30T16:00:00', 'Asia/Shanghai'),
    ('FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=3', '2026-01-05T16:00:00', 'Asia/Shanghai'),
    ('FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO;UNTIL=20270101T000000Z', '2026-01-05T09:00:00', 'Pacific/Auckland'),
    ('FREQ=MONTHLY;UNTIL=20260415', '2026-01-15T00:00:00', 'Asia/Shanghai'),
    ('FREQ=YEARLY', '2025-03-08T02:30:00', 'America/New_York'),
    ('FREQ=YEARLY', '2024-02-29T12:00:00', 'Asia/Shanghai', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1'),
    ('FREQ=YEARLY;COUNT=9', '2096-02-29T12:00:00', 'UTC', 'FREQ=YEARLY;COUNT=9;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1'),
    ('FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', '2026-03-29T02:30:00', 'Europe/Berlin'),
    ('FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', '2026-10-25T02:30:00', 'Europe/Berlin'),
    ('FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', '2026-11-26T12:00:00', 'America/New_York'),
    ('FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYMONTHDAY=2,3,4,5,6,7,8;BYDAY=TU', '2024-11-05T12:00:00', 'America/New_York'),
    ('FREQ=YEARLY;BYYEARDAY=1,100,-1', '2026-01-01T12:00:00', 'UTC'),
    ('FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO', '2027-01-04T12:00:00', 'Europe/Berlin'),
    ('FREQ=YEARLY;BYDAY=20MO', '2026-05-18T12:00:00', 'Asia/Shanghai'),
    ('FREQ=YEARLY;INTERVAL=2;BYMONTH=1,7;COUNT=6', '2026-01-20T12:00:00', 'Asia/Shanghai'),
    ('FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1', '2026-06-30T23:59:59', 'Asia/Shanghai'),
]


def occurrences(rule, start, zone):
    first = datetime.datetime.fromisoformat(start)
    parts = dict(part.split('=') for part in rule.split(';'))
    until = parts.pop('UNTIL', None)
    bare = ';'.join(f'{name}={value}' for name, value in parts.items())
    for local in rrule.rrulestr(bare, dtstart=first):
        instant = tz.resolve_imaginary(local.replace(tzinfo=zoneinfo.ZoneInfo(zone), fold=0)).astimezone(tz.UTC)
        if until and until.endswith('Z') and instant > datetime.datetime.strptime(until, '%Y%m%dT%H%M%SZ').replace(tzinfo=tz.UTC):
            return
        if until and len(until) == 8 and local.date() > datetime.datetime.strptime(until, '%Y%m%d').date():
            return
        yield instant.strftime('%Y-%m-%dT%H:%M:%SZ')


for rule, start, zone, *other in RULES:
    times = itertools.islice(occurrences(other[0] if other else rule, start, zone), 12)
    print(rule, start, zone, other[0] if other else '-', *times)
