#!/usr/bin/env python3
"""The properties of bench/properties.py hold at least as often as they did when they were measured.

    properties_test.py PROGRAM SOURCE_FOLDER [development]

With "development" on the development documents and articles, of which there are none in a clean clone: then the test is skipped.
"""
import os
import sys
import tempfile
import unittest
from pathlib import Path

program, source = sys.argv[1], Path(sys.argv[2]).resolve()
development = "development" in sys.argv[3:]
sys.path.insert(0, str(source / "bench"))
import properties

DATA = Path(os.environ.get("CONCORD_SHARED", source.parent / "shared")) / "eval"
TRIALS = 1 if development else 4
# Per cent, measured; a little below what was measured where chance decides about single trials.
LEAST = {"figure": 95, "sentence": 95.5} if development else {"figure": 87, "sentence": 96}


class Properties(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.program = properties.Program(program, cls.temporary.name)
        cls.documents = list(properties.development(DATA) if development else properties.samples())

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def changed(self, name, change):
        documents = [document for document in self.documents if document.group != "articles"]
        changes = list(change(documents, TRIALS, properties.random.Random(11)))
        self.assertGreater(len(changes), 30)
        self.assertGreaterEqual(properties.one_more(name, self.program, documents, changes, True), LEAST[name])

    def test_one_changed_figure_is_one_issue_more(self):
        self.changed("figure", properties.changed_figures)

    def test_one_unrelated_sentence_is_one_issue_more(self):
        self.changed("sentence", properties.added_sentences)

    def test_the_sides_change_places(self):
        # The beads of every document are compared by bench/properties.py; here those of some.
        self.assertEqual(100, properties.mirrored_issues(self.program, self.documents, True))
        self.assertEqual(100, properties.mirrored_beads(self.program, self.documents[::9], True))

    def test_a_version_against_itself(self):
        self.assertEqual(100, properties.selves(self.program, self.documents, True))


if __name__ == "__main__":
    if development and not (DATA / "align").is_dir():
        print("no development documents in", DATA)
        sys.exit(77)
    unittest.main(argv=[sys.argv[0]])
