// The check contact.
#include <gtest/gtest.h>

#include "tests/checks/docs_examples.h"

namespace concord {
namespace {

TEST(ContactCheck, ExamplesOfItsPage) { test::run_docs_examples("contact.md", {"contact"}); }

}  // namespace
}  // namespace concord
