#!/usr/bin/env python3
"""Builds Lexicons/divisions/area_codes.tsv and hosts.tsv: what telephone numbers and host names tell of a region.

    build_division_contacts.py

Area codes come from the geographical data of the PyPI package phonenumbers (Google's libphonenumber, Apache-2.0), places by
their names in divisions.tsv. Host labels are the current divisions' names in pinyin (PyPI package pypinyin, MIT) without
the class word: in whole (nanning), and by initials for divisions down to the prefecture and for counties (nn, df), which
count only before an organ's letters (nnrd). A label that several divisions share lists all their codes.
Needs: phonenumbers==9.0.43, pypinyin==0.55.0 (pip).
"""
import collections
import importlib
import os
import pkgutil
import re

import phonenumbers.geodata
from pypinyin import Style, lazy_pinyin

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'divisions')
# Spellings of their own on the divisions' sites: two letters of GB/T 2260, traditional and legal ones.
PROVINCES = {'11': 'bj', '12': 'tj', '13': 'he hebei', '14': 'sx shanxi', '15': 'nm nmg neimenggu', '21': 'ln', '22': 'jl', '23': 'hl hlj',
             '31': 'sh', '32': 'js', '33': 'zj', '34': 'ah', '35': 'fj', '36': 'jx', '37': 'sd', '41': 'ha hen', '42': 'hb hub', '43': 'hn hun',
             '44': 'gd', '45': 'gx gxzf', '46': 'hi hainan', '50': 'cq', '51': 'sc', '52': 'gz', '53': 'yn', '54': 'xz xizang', '61': 'sn shaanxi',
             '62': 'gs', '63': 'qh', '64': 'nx', '65': 'xj', '66': 'bingtuan xjbt'}
SPELLINGS = {'150100': 'huhhot hohhot', '150700': 'hulunbeir hlbe', '152500': 'xlgl', '152900': 'als alsm', '230100': 'harbin',
             '341500': 'luan', '350200': 'xm xiamen', '540100': 'lasa lhasa', '610000': 'shaanxi', '650100': 'urumqi wlmq',
             '653100': 'kashi kashgar', '620400': 'baiyin', '340300': 'bengbu', '532300': 'cxz', '532500': 'hh hhz', '533300': 'nujiang',
             '500000': 'chongqing', '320100': 'nanjing', '441900': 'dg dongguan', '442000': 'zs zhongshan', '440300': 'sz shenzhen'}
# Left out by the package; common public knowledge.
ADDED = {'0335': '130300', '0349': '140600', '0378': '410200', '0558': '341200|341600', '0580': '330900', '0701': '360600',
         '0772': '450200|451300', '0774': '450400|451100', '0775': '450900|450800', '0898': '460000', '0935': '620600|620300',
         '0937': '620900|620200', '024': '210100|210400|211200', '028': '510100|511400|512000', '029': '610100|610400'}
MISSPELT = {'株州市': '株洲市', '田地区': '和田地区'}
# Letters that organs and newspapers put before or after a place's own.
AFFIXES = ('rd npc rdw rdcwh rdgov renda rdcw zf zfw gov govt zx zw zwgk zwfw xzf szf dt daily news new xw xww ribao rb rbs wb tv dst net '
           'online web info media rm rmt rongmei portal www').split()
# Names that pypinyin reads otherwise than their people do.
NOT_READ = {'610000', '540000', '150000'}


def divisions():
    with open(os.path.join(FOLDER, 'divisions.tsv'), encoding='utf-8') as file:
        rows = [line.rstrip('\n').split('\t') for line in file if not line.startswith('#')]
    return [row + [''] * (len(rows[0]) - len(row)) for row in rows[1:]]


def write(name, comments, columns, rows):
    with open(os.path.join(FOLDER, name), 'w', encoding='utf-8') as file:
        file.writelines(f'# {comment}\n' for comment in comments)
        file.writelines('\t'.join(row).rstrip() + '\n' for row in [columns, *rows])


def area_codes(rows):
    """Codes of prefectures (or provinces) by area code, read from names such as 广西壮族自治区南宁市、崇左市."""
    current = [row for row in rows if row[2] in '123']
    heirs = {row[1]: row[6].split('@')[0] for row in rows if row[5] and row[2] == '2'}
    data = {}
    for module in pkgutil.iter_modules(phonenumbers.geodata.__path__):
        found = getattr(importlib.import_module(f'phonenumbers.geodata.{module.name}'), 'data', None)
        if isinstance(found, dict):
            data.update({key: value for key, value in found.items() if re.fullmatch(r'86(10|2\d|[3-9]\d\d)', key)})
    table = []
    for key, names in sorted(data.items()):
        text = names.get('zh') or ''
        province = next((row for row in current if row[2] == '1' and text.startswith(tuple([row[1], *row[7].split('|')]))), None)
        if province is None:
            print('no province:', key, names)
            continue
        inner = [row for row in current if row[0][:2] == province[0][:2] and row[2] != '1']
        codes = []
        prefix = next(name for name in [province[1], *province[7].split('|')] if text.startswith(name))
        for part in filter(None, re.split('[、/，]', text.removeprefix(prefix))):
            part = MISSPELT.get(part, part)
            hit = [row for ended in (False, True) for level in '23' for row in inner
                   if row[2] == level and bool(row[5]) == ended and (row[1] == part or part in row[7].split('|'))]
            if hit:
                code = heirs.get(hit[0][1], hit[0][0]) if hit[0][5] else hit[0][0]
                codes.append(code if hit[0][2] == '2' or code[2:4] == '90' else code[:4] + '00')
            else:
                print('no division:', key, part)
        table.append([f'0{key[2:]}', '|'.join(dict.fromkeys(codes or [province[0]]))])
    return sorted({**dict(table), **ADDED}.items())


def hosts(rows):
    full, initials = collections.defaultdict(set), collections.defaultdict(set)
    for row in rows:
        code, name, level, ended = row[0], row[1], row[2], row[5]
        if ended or code[:2] in ('71', '81', '82'):
            continue
        shorts = [short for short in row[7].split('|') if short and name.startswith(short) and len(short) < len(name)]
        stem = min(shorts, key=len) if shorts else name
        syllables = lazy_pinyin(stem, style=Style.NORMAL)
        if code not in NOT_READ:
            full[''.join(syllables)].add(code)
        if level != '1':
            initials[''.join(syllable[0] for syllable in syllables)].add(code)
    for prefix, words in PROVINCES.items():
        for word in words.split():
            (initials if len(word) == 2 else full)[word].add(f'{prefix}0000')
    for code, words in SPELLINGS.items():
        for word in words.split():
            (initials if len(word) < 4 else full)[word].add(code)
    table = [[word, 'name', '|'.join(sorted(codes))] for word, codes in full.items() if len(word) > 2]
    for word, codes in initials.items():
        # Letters of many counties tell of none of them.
        codes = sorted(code for code in codes if len(codes) < 9 or code.endswith('00'))
        if codes and 2 <= len(word) <= 4:
            table.append([word, 'initials', '|'.join(codes)])
    return sorted(table + [[word, 'affix', ''] for word in AFFIXES])


def main():
    rows = divisions()
    write('area_codes.tsv', [
        'Telephone area codes: the code with its leading zero, codes of the prefectures (or the province) that share it.',
        'Source: geographical data of phonenumbers 9.0.43 (PyPI; libphonenumber, Apache-2.0), 15 codes by hand; built by tools/build_division_contacts.py',
        'License: Apache-2.0'], ['area', 'codes'], area_codes(rows))
    write('hosts.tsv', [
        'Labels of host names: name = a division in pinyin, initials = its first letters, which stand before an organ (nnrd), affix = such an organ; all bearers\' codes.',
        'Source: names of divisions.tsv through pypinyin 0.55.0 (PyPI, MIT); spellings of the sites\' own by hand; built by tools/build_division_contacts.py',
        'License: CC0-1.0 (facts)'], ['label', 'form', 'codes'], hosts(rows))


if __name__ == '__main__':
    main()
