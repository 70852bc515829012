// The other hyphens of words: U+2010, U+2011 and the soft hyphen.
#include "text/hyphens.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Hyphens, BecomePlainOrGo) {
  EXPECT_EQ(with_plain_hyphens("Мэйфилд‑Смит"), "Мэйфилд-Смит");
  EXPECT_EQ(with_plain_hyphens("Rhine‐Ruhr"), "Rhine-Ruhr");
  EXPECT_EQ(with_plain_hyphens("Mos\u00ADcow"), "Moscow");
  EXPECT_EQ(with_plain_hyphens("10–20"), "10–20");
  EXPECT_EQ(with_plain_hyphens(""), "");
}

TEST(Hyphens, PlacesArePrintedOnes) {
  const std::string_view printed = "Mos\u00ADcow‑Kazan";
  const std::string plain = with_plain_hyphens(printed);
  EXPECT_EQ(plain, "Moscow-Kazan");
  PrintedPlaces places(printed);
  EXPECT_EQ(printed.substr(0, places.of(6)), "Mos\u00ADcow");
  EXPECT_EQ(printed.substr(places.of(7)), "Kazan");
  EXPECT_EQ(places.of(plain.size()), printed.size());
  EXPECT_EQ(places.of(99), printed.size());
  EXPECT_EQ(PrintedPlaces("").of(0), 0U);
}

}  // namespace
}  // namespace concord
