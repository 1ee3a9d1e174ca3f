# Spreadsheets as the programs of others write them, part by part: make.py DIRECTORY. What these parts look like was read from files that the programs saved.
import os, sys, zipfile

MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def relations(*targets):
    rows = ''.join('<Relationship Id="rId%d" Type="%s/%s" Target="%s"/>' % (i + 1, REL, kind, target) for i, (kind, target) in enumerate(targets))
    return HEAD + '<Relationships xmlns="%s">%s</Relationships>' % (PACKAGE, rows)


def styles(codes, looks, prefix=''):
    formats = ''.join('<%snumFmt numFmtId="%d" formatCode="%s"/>' % (prefix, i, code.replace('&', '&amp;').replace('"', '&quot;')) for i, code in codes)
    cells = ''.join('<%sxf numFmtId="%d" fontId="0" fillId="0" borderId="0" xfId="0"/>' % (prefix, look) for look in looks)
    return HEAD + '<{0}styleSheet xmlns{1}="{2}"><{0}numFmts>{3}</{0}numFmts><{0}cellStyleXfs><{0}xf numFmtId="14"/></{0}cellStyleXfs><{0}cellXfs>{4}</{0}cellXfs></{0}styleSheet>'.format(
        prefix, ':' + prefix[:-1] if prefix else '', MAIN, formats, cells)


def sheet(rows, before='', after=''):
    return HEAD + '<worksheet xmlns="%s" xmlns:r="%s">%s<sheetData>%s</sheetData>%s</worksheet>' % (MAIN, REL, before, rows, after)


def texts(*items):
    return HEAD + '<sst xmlns="%s">%s</sst>' % (MAIN, ''.join(item if item.startswith('<si>') else '<si><t>%s</t></si>' % item for item in items))


def book(names, properties='', states=()):
    rows = ''.join('<sheet name="%s" sheetId="%d"%s r:id="rId%d"/>' % (name, i + 1, ' state="hidden"' if name in states else '', i + 1) for i, name in enumerate(names))
    return HEAD + '<workbook xmlns="%s" xmlns:r="%s">%s<sheets>%s</sheets></workbook>' % (MAIN, REL, properties, rows)


def parts(sheets, shared=None, style=None, properties='', states=()):
    targets = [('worksheet', 'worksheets/sheet%d.xml' % (i + 1)) for i in range(len(sheets))]
    out = {'_rels/.rels': relations(('officeDocument', 'xl/workbook.xml'))}
    for i, (name, rows) in enumerate(sheets):
        out['xl/worksheets/sheet%d.xml' % (i + 1)] = rows
    if shared is not None:
        targets.append(('sharedStrings', 'sharedStrings.xml'))
        out['xl/sharedStrings.xml'] = shared
    if style is not None:
        targets.append(('styles', 'styles.xml'))
        out['xl/styles.xml'] = style
    out['xl/workbook.xml'] = book([name for name, rows in sheets], properties, states)
    out['xl/_rels/workbook.xml.rels'] = relations(*targets)
    return out


def write(name, files, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(name, 'w', method) as archive:
        for part, text in files.items():
            archive.writestr(zipfile.ZipInfo(part, (2026, 3, 5, 0, 0, 0)), text, method)


def row(number, *cells):
    return '<row r="%d">%s</row>' % (number, ''.join(cells))


def inline(place, text):
    return '<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (place, text)


os.chdir(sys.argv[1])

# Microsoft Excel: shared texts with runs and phonetic hints, formats built in and own ones, values with 17 digits, cached values of formulas.
EXCEL = styles([(164, 'yyyy"年"m"月"d"日"'), (165, '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy'), (166, '00000'), (167, '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ')],
               [0, 14, 164, 165, 9, 10, 166, 167, 22, 49])
excel = parts([('客户', sheet(
    row(1, *['<c r="%s1" t="s"><v>%d</v></c>' % (c, i) for i, c in enumerate('ABCDEFGH')]) +
    '<row r="2" spans="1:8" x14ac:dyDescent="0.2" xmlns:x14ac="http://x">'
    '<c r="A2" t="s"><v>8</v></c><c r="B2" s="9" t="s"><v>9</v></c><c r="C2" s="1"><v>46086</v></c><c r="D2" s="7"><v>1234.5</v></c><c r="E2"><v>42</v></c>'
    '<c r="F2" t="b"><v>1</v></c><c r="G2" t="s"><v>10</v></c><c r="H2" t="s"><v>11</v></c></row>' +
    row(5, '<c r="A5" t="str"><f>"Acme"&amp;" Ltd"</f><v>Acme Ltd</v></c>', '<c r="B5"><v>13800138000</v></c>', '<c r="C5" s="2"><v>46086</v></c>',
        '<c r="D5" s="7"><f>SUM(1,2)</f><v>0.30000000000000004</v></c>', '<c r="E5" s="8"/>', '<c r="F5" t="b"><v>0</v></c>') +
    row(6, '<c r="A6" t="s"><v>12</v></c>', '<c r="C6" s="3"><v>46086.999999999</v></c>', '<c r="D6"><v>1E-2</v></c>'),
    after='<mergeCells count="1"><mergeCell ref="A6:A7"/></mergeCells>'))],
    texts('name', 'phone', 'founded_on', 'credit_limit', 'employees', 'archived', 'bank_account', 'notes', '<si><r><t>上海</t></r><r><rPr><b/></rPr><t xml:space="preserve">海澄 </t></r><rPh sb="0" eb="2"><t>ハイ</t></rPh></si>',
          '02155556666', '6222021234567890123', 'two_x000D_\nlines \\ _x005F_x000D_', 'Merged'), EXCEL)
write('excel.xlsx', excel)
# Days counted from 1904; Excel writes it so where a workbook came from a Macintosh.
write('mac.xlsx', parts([('Sheet1', sheet(row(1, inline('A1', 'name'), inline('B1', 'founded_on')) + row(2, inline('A2', 'Mac'), '<c r="B2" s="1"><v>44624</v></c>')))],
                        None, EXCEL, '<workbookPr date1904="1"/>'))
# Percents, postal codes, days and times of day, by every way to say so; strict ISO days; numbers at the edges.
write('values.xlsx', parts([('Values', sheet(
    row(1, inline('A1', 'name'), inline('B1', 'notes')) + ''.join(row(i + 2, inline('A%d' % (i + 2), what), '<c r="B%d" %s</c>' % (i + 2, cell)) for i, (what, cell) in enumerate([
        ('percent', 's="4"><v>0.13</v>'), ('percent of two decimals', 's="5"><v>0.13250000000000001</v>'), ('postal code', 's="6"><v>1234</v>'),
        ('1900-01-01', 's="1"><v>1</v>'), ('1900-02-28', 's="1"><v>59</v>'), ('1900-03-01', 's="1"><v>61</v>'), ('noon', 's="8"><v>46086.5</v>'),
        ('a time', 's="8"><v>0.60416666666666663</v>'), ('below zero', 's="1"><v>-1</v>'), ('ISO', 't="d"><v>2026-03-05T00:00:00</v>'),
        ('ISO with time', 't="d"><v>2026-03-05T14:30:15</v>'), ('error', 't="e"><v>#N/A</v>'), ('15 digits', '><v>123456789012345</v>'), ('16 digits', '><v>1234567890123456</v>'),
        ('small', '><v>9.9999999999999995E-8</v>'), ('large', '><v>6.2220212345678899E+18</v>'), ('elapsed', 's="10"><v>1.5</v>'), ('no style', 's="99"><v>0.5</v>')]))))],
    None, styles([(164, 'yyyy-mm-dd'), (166, '00000'), (168, '[h]:mm:ss')], [0, 14, 164, 164, 9, 10, 166, 0, 22, 49, 168])))
# WPS Office: its own parts beside the standard ones, styles for each cell, several sheets of which one is hidden.
wps = parts([('封面', sheet(row(1, inline('A1', 'name')) + row(2, inline('A2', 'Hidden')))), ('联系人', sheet(row(1, inline('A1', 'name'), inline('B1', 'phone')) + row(2, inline('A2', '王伟'), inline('B2', '010-62345678')))),
             ('2', sheet(row(1, inline('A1', 'name')) + row(2, inline('A2', 'Called two'))))], texts(), EXCEL, '<workbookPr/><extLst><ext/></extLst>', ('封面',))
wps['docProps/custom.xml'] = HEAD + '<Properties/>'
wps['customXml/item1.xml'] = '<broken'
write('wps.xlsx', wps)
# LibreOffice: relations by absolute path, no r on its own empty rows, texts with xml:space; the Open XML SDK: a prefix on every element, no places.
libre = parts([('Sheet1', sheet(row(1, inline('A1', 'name'), inline('B1', 'phone')) + '<row r="2" customFormat="false"><c r="A2" s="0" t="inlineStr"><is><t xml:space="preserve">Libre</t></is></c><c r="B2" s="9" t="str"><f aca="false">A2</f><v>021</v></c></row>'))], None, EXCEL)
libre['xl/_rels/workbook.xml.rels'] = libre['xl/_rels/workbook.xml.rels'].replace('Target="', 'Target="/xl/')
write('libre.xlsx', libre)
sdk = parts([('S', HEAD + '<x:worksheet xmlns:x="%s"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>name</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>founded_on</x:t></x:is></x:c></x:row>'
             '<x:row><x:c t="inlineStr"><x:is><x:t>Prefixed</x:t></x:is></x:c><x:c s="1"><x:v>46086</x:v></x:c></x:row></x:sheetData></x:worksheet>' % MAIN)], None, styles([], [0, 14], 'x:'))
write('sdk.xlsx', sdk, zipfile.ZIP_STORED)
# A bank's.
write('bank.xlsx', parts([('明细', sheet(row(1, *[inline(c + '1', t) for c, t in zip('ABC', ('交易日期', '交易金额', '对方户名'))]) + row(2, '<c r="A2" s="1"><v>46085</v></c>', '<c r="B2"><v>1130</v></c>', inline('C2', '海澄'))))], None, EXCEL))
decimals = [row(1, inline('A1', 'name'), inline('B1', 'price')), row(2, inline('A2', 'A'), '<c r="B2"><v>1.125</v></c>'), row(3, inline('A3', 'B'), '<c r="B3"><v>2</v></c>'),
	row(4, inline('A4', 'C'), inline('B4', '1.234,50')), row(5, inline('A5', 'D'), '<c r="B5"><v>0.5</v></c>')]
refused = [row(1, inline('A1', 'name'), inline('B1', 'price'), inline('C1', 'tax')), row(2, inline('A2', 'E'), '<c r="B2"><v>1.125</v></c>', inline('C2', 'nosuch'))]
write('decimals.xlsx', parts([('Good', sheet(''.join(decimals))), ('Bad', sheet(''.join(refused)))]))
write('konto.xlsx', parts([('Umsätze', sheet(row(1, *[inline(c + '1', t) for c, t in zip('ABCD', ('Buchungstag', 'Betrag', 'Währung', 'Name'))]) +
	row(2, inline('A2', '02.03.2026'), '<c r="B2"><v>1234.56</v></c>', inline('C2', 'CNY'), inline('D2', '海澄'))))]))
write('two.xlsx', parts([('One', sheet(row(1, inline('A1', 'name')) + row(3, inline('A3', 'First')))), ('Two', sheet(row(1, inline('A1', 'name'), inline('B1', 'founded_on')) + row(2, inline('A2', 'Second'), inline('B2', 'soon'))))]))

# What is hostile or damaged.
whole = open('excel.xlsx', 'rb').read()
open('short.xlsx', 'wb').write(whole[:len(whole) // 2])
bad = bytearray(whole)
at = whole.index(b'xl/worksheets/sheet1.xml') + len('xl/worksheets/sheet1.xml') + 40
bad[at] ^= 0xFF
bad[at + 1] ^= 0xFF
open('flipped.xlsx', 'wb').write(bytes(bad))
write('word.docx', {'[Content_Types].xml': '<Types/>', '_rels/.rels': relations(('officeDocument', 'word/document.xml')), 'word/document.xml': '<document/>'})
write('rows.xlsx', parts([('S', sheet(row(2, inline('A2', 'name')) + row(2, inline('A2', 'x'))))]))
write('cells.xlsx', parts([('S', sheet(row(1, inline('B1', 'name'), inline('A1', 'phone'))))]))
write('text.xlsx', parts([('S', sheet(row(1, '<c r="A1" t="s"><v>7</v></c>')))], texts('name')))
write('wide.xlsx', parts([('S', sheet(row(1, inline('A1', 'name'), inline('XFD1', 'far'))))]))
write('cell.xlsx', parts([('S', sheet(row(1, inline('A1', 'x' * 17000000))))]))
write('sheets.xlsx', parts([('S%d' % i, sheet('')) for i in range(1001)]))
write('deep.xlsx', parts([('S', sheet('<a>' * 200 + '</a>' * 200))]))
write('entities.xlsx', parts([('S', HEAD + '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>')]))
missing = parts([('S', '')])
del missing['xl/worksheets/sheet1.xml']
write('missing.xlsx', missing)
write('broken.xlsx', parts([('S', sheet('<row r="1">') + '</nonsense>')]))
# Half a gigabyte of blanks.
with zipfile.ZipFile('bomb.xlsx', 'w', zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
    for part, text in parts([('S', sheet(row(1, inline('A1', 'name'))))]).items():
        if 'sheet1' not in part:
            archive.writestr(part, text)
    with archive.open('xl/worksheets/sheet1.xml', 'w', force_zip64=True) as part:
        part.write((HEAD + '<worksheet xmlns="%s"><sheetData>' % MAIN).encode())
        for i in range(520):
            part.write(b' ' * (1 << 20))
