"""The framing of record mode: one answer a line whatever the child does. No Spark, no pyarrow."""
import json
import os
import pathlib
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "Sources" / "SparkDriver"))

from zhandian_spark import ContractMismatch, Program, ProgramError, RecordMode  # noqa: E402
from zhandian_spark import tables  # noqa: E402

FAKE = Program(str(HERE / "fake_zhandian.py"))


def line(identifier, **rest):
    return json.dumps({"id": identifier, **rest}).encode()


def answers(lines, **limits):
    return [answer for _, answer in RecordMode(FAKE, **{"seconds": 20, **limits}).answers(lines)]


def reasons(found):
    return {answer["id"]: answer["rejected"]["reason"] for answer in found if answer.get("rejected")}


class Framing(unittest.TestCase):
    def check(self, lines, **limits):
        found = answers(lines, **limits)
        self.assertEqual([answer["id"] for answer in found], [json.loads(each)["id"] for each in lines])
        return found

    def test_every_line_is_answered_in_order(self):
        self.assertEqual(reasons(self.check([line(f"r{number}") for number in range(5000)])), {})

    def test_no_line_no_child(self):
        self.assertEqual(answers([]), [])

    def test_long_lines_and_answers_do_not_block(self):
        lines = [line(f"r{number}", text="字" * 1_000_000, action="long") for number in range(8)]
        self.assertEqual(reasons(self.check(lines)), {})

    def test_a_poisonous_record_costs_itself(self):
        for place in (0, 1, 150, 299):
            lines = [line(f"r{number}", **({"action": "die"} if number == place else {})) for number in range(300)]
            self.assertEqual(reasons(self.check(lines)), {f"r{place}": "crash"})

    def test_neighbours_that_die_are_told_apart(self):
        lines = [line(f"r{number}", **({"action": "die"} if number in (3, 4, 9) else {})) for number in range(12)]
        self.assertEqual(reasons(self.check(lines)), {"r3": "crash", "r4": "crash", "r9": "crash"})

    def test_a_death_that_does_not_come_again_costs_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            lines = [line("a"), line("b", action="once", file=folder + "/died"), line("c")]
            self.assertEqual(reasons(self.check(lines)), {})
            self.assertTrue(os.path.exists(folder + "/died"))

    def test_exit_codes_count_as_deaths_once_it_has_answered(self):
        lines = [line("a"), line("b", action="exit", code=70), line("c")]
        self.assertEqual(reasons(self.check(lines)), {"b": "crash"})

    def test_a_record_that_hangs_is_left_behind(self):
        lines = [line("a"), line("b", action="hang"), line("c")]
        self.assertEqual(reasons(self.check(lines, seconds=0.5, start_seconds=5, tries=1)), {"b": "timeout"})

    def test_what_is_no_object_is_answered_here(self):
        found = answers([line("a"), b"", b"  ", b"PK\x03\x04", b"GIF89a", line("b"), b"[1]"])
        self.assertEqual([answer["rejected"]["reason"] if answer.get("rejected") else answer["id"] for answer in found],
                         ["a", "empty", "empty", "malformed", "malformed", "b", "malformed"])

    def test_a_nameless_record_is_named_by_its_bytes(self):
        first, second = answers([line("a"), b'{"text":"x"}']), answers([b'{"text":"x"}'])
        self.assertEqual(first[1]["id"], second[0]["id"])
        self.assertTrue(first[1]["id"].startswith("sha256:"))
        self.assertIsNone(first[1]["source"]["member"])

    def test_identifiers_may_be_written_with_escapes(self):
        found = answers([b'{"id":"\\u7ad9\\u70b9"}', b'{"id":7}'])
        self.assertEqual([answer["id"] for answer in found], ["站点", "7"])

    def test_lost_and_added_lines_are_errors(self):
        for lines in (
            [line("a", action="lose"), line("b"), line("c")],
            [line("a"), line("b", action="exit", code=0), line("c")],
            [line("a"), line("b", action="twice")],
        ):
            with self.assertRaises(ProgramError):
                answers(lines)

    def test_a_program_that_cannot_start_is_told_at_once(self):
        os.environ["FAKE_START"] = "65"
        try:
            with self.assertRaisesRegex(ProgramError, "no lexicons"):
                answers([line("a")])
        finally:
            del os.environ["FAKE_START"]
        with self.assertRaises(ProgramError):
            list(RecordMode(Program("/no/such/program")).answers([line("a")]))

    def test_a_program_that_dies_at_everything_is_not_the_records_fault(self):
        with self.assertRaisesRegex(ProgramError, "in a row"):
            answers([line(f"r{number}", action="die") for number in range(40)])


class Contracts(unittest.TestCase):
    def test_other_lexicons_are_a_mismatch(self):
        contract = FAKE.contract()
        FAKE.verify(contract)
        with self.assertRaisesRegex(ContractMismatch, "lexicons l here, other"):
            FAKE.verify({**contract, "lexicons": "other"})

    def test_a_program_without_record_mode_is_refused(self):
        os.environ["FAKE_CAPABILITIES"] = "html"
        try:
            with self.assertRaises(ProgramError):
                FAKE.contract()
        finally:
            del os.environ["FAKE_CAPABILITIES"]


class Codes(unittest.TestCase):
    def test_codes_above_a_division(self):
        self.assertEqual(tables.above("532331"), ("530000", "532300"))
        self.assertEqual(tables.above("530000"), ("530000", None))
        self.assertEqual(tables.above("429004"), ("420000", None))
        self.assertEqual(tables.above("310115"), ("310000", None))
        self.assertEqual(tables.above("000000"), (None, None))


if __name__ == "__main__":
    unittest.main()
