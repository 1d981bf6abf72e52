#!/usr/bin/env python3
"""Measures how often each rule for counts and coverage is right, and writes Lexicons/domains/common/confidence.tsv.

    calibrate_confidence.py [--zhandian PATH] [--check GOLD PRED]... [--gold GOLD --pred PRED]...

Without --gold, the program reads Corpus/samples and Corpus/gold/passages and is held to Corpus/gold/facts.jsonl. A fact is
right if an annotated fact of its document has its value and one of its subjects (coverage: its percentage); a count of subject
`other` is judged only where the annotation has its number, for the rest of the things counted is seldom annotated. Optional
annotations count for nothing.
Confidence = (right + 2 s) / (right + wrong + 2), where s, the same for all facts of the kind with s = 1/2, makes a rule seldom
seen be believed like its fellows (with s = 1/2 for each rule, Laplace's rule of succession, such rules were trusted too little). --check prints a table of reliability on facts that
were kept out: predicted confidence, in bins, beside the share that is right.
"""
import argparse, collections, json, os, re, subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RULES = ('count.number-label count.copula count.shared count.label-number count.each count.topic count.inherited count.verb '
         'count.mismatched count.unit count.unknown count.coined count.table count.aside coverage.full coverage.object coverage.rate '
         'coverage.share coverage.universal coverage.enrolment').split()


def load(lines):
    docs = collections.defaultdict(list)
    for line in lines:
        if line.strip():
            d = json.loads(line)
            docs[re.sub(r'\.(txt|html?|jsonl?|json)$', '', d['id'].rsplit('/', 1)[-1])] += d.get('facts') or []
    return docs


def subjects(fact):
    s = fact.get('subject')
    return set(s) if isinstance(s, list) else {s}


def verdicts(gold, pred):
    """(rule, confidence, is right) of each fact that the annotation can judge."""
    for name, facts in pred.items():
        if name not in gold:
            continue
        counts = [g for g in gold[name] if g['kind'] == 'count']
        shares = [g for g in gold[name] if g['kind'] == 'coverage']
        for f in facts:
            if f['kind'] == 'coverage':
                same = [g for g in shares if float(g['percent']) == float(f['percent'])]
                if same and all(g.get('optional') for g in same):
                    continue
                yield f['rule'], f['confidence'], bool(same)
            elif f['kind'] == 'count':
                same = [g for g in counts if g['value'] == f['value']]
                match = [g for g in same if subjects(g) & subjects(f)]
                if match and all(g.get('optional') for g in match):
                    continue
                if subjects(f) == {'other'}:
                    if any(not g.get('optional') for g in same):
                        yield f['rule'], f['confidence'], bool(match)
                elif match or not any(g.get('optional') for g in same):
                    yield f['rule'], f['confidence'], bool(match)


def reliability(pairs):
    bins = collections.defaultdict(list)
    for gold, pred in pairs:
        for _, confidence, right in verdicts(load(open(gold, encoding='utf-8')), load(open(pred, encoding='utf-8'))):
            bins[min(int(confidence * 10), 9)].append((confidence, right))
    print('confidence   facts   mean   right')
    for b in sorted(bins):
        rows = bins[b]
        print(f'{b / 10:.1f} to {b / 10 + .1:.1f}   {len(rows):5d}   {sum(c for c, _ in rows) / len(rows):.3f}   '
              f'{sum(r for _, r in rows) / len(rows):.3f}')


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--zhandian', default=ROOT + '/.build/release/zhandian')
    ap.add_argument('--gold', action='append', default=[])
    ap.add_argument('--pred', action='append', default=[])
    ap.add_argument('--check', nargs=2, action='append', default=[])
    ap.add_argument('--out', default=ROOT + '/Lexicons/domains/common/confidence.tsv')
    a = ap.parse_args()
    if a.check:
        return reliability(a.check)
    tally = {rule: [0, 0] for rule in RULES}
    if a.gold:
        sets = [(load(open(g, encoding='utf-8')), load(open(p, encoding='utf-8'))) for g, p in zip(a.gold, a.pred)]
    else:
        texts = [ROOT + '/Corpus/gold/passages', ROOT + '/Corpus/samples/texts', ROOT + '/Corpus/samples/pages']
        out = ''.join(subprocess.run([a.zhandian, 'extract', p, '--format', 'jsonl'], stdout=subprocess.PIPE, check=True,
                                     text=True).stdout for p in texts)
        sets = [(load(open(ROOT + '/Corpus/gold/facts.jsonl', encoding='utf-8')), load(out.splitlines()))]
    for gold, pred in sets:
        for rule, _, right in verdicts(gold, pred):
            if rule in tally:
                tally[rule][0 if right else 1] += 1
    with open(a.out, 'w', encoding='utf-8') as f:
        f.write('# How often the facts of each rule were right in the annotated articles, with two facts added that are as right as all of their kind\n'
                '# Source: own measurement on Corpus/gold, by Lexicons/tools/calibrate_confidence.py\n# License: Apache-2.0\n'
                'rule\tconfidence\tright\twrong\n')
        for rule in sorted(RULES):
            right, wrong = tally[rule]
            kind = [tally[other] for other in RULES if other.split('.')[0] == rule.split('.')[0]]
            share = (sum(r for r, _ in kind) + 1) / (sum(r + w for r, w in kind) + 2)
            f.write(f'{rule}\t{(right + 2 * share) / (right + wrong + 2):.3f}\t{right}\t{wrong}\n')


if __name__ == '__main__':
    main()
