// How languages write names: the properties of every pack.
#include "lang/names/name_style.h"

#include <gtest/gtest.h>

#include <string>

namespace concord {
namespace {

NameStyle style_of(const std::string& tag) {
  return NameStyle::load(std::string(CONCORD_SOURCE_DIR) + "/lang/data", tag);
}

TEST(NameStyle, PluralsOfNames) {
  const NameStyle en = style_of("en");
  EXPECT_EQ(en.without_plural("Clintons"), "Clinton");
  EXPECT_EQ(en.without_plural("Ross"), "");       // no plural
  EXPECT_EQ(en.without_plural("Davos"), "Davo");  // perhaps one: only another word to look for
  EXPECT_EQ(en.without_plural("Hanoi's"), "");
  EXPECT_EQ(style_of("id").without_plural("Clintons"), "");
}

TEST(NameStyle, VowelsTellNamesFromAbbreviations) {
  EXPECT_TRUE(style_of("en").has_vowel("beyoncé"));
  EXPECT_FALSE(style_of("en").has_vowel("twp"));
  EXPECT_TRUE(style_of("ru").has_vowel("йэн"));
  EXPECT_FALSE(style_of("ru").has_vowel("стр"));
  EXPECT_TRUE(style_of("vi").has_vowel("tp"));  // not told
}

TEST(NameStyle, DirectionsAreTheSameInAllLanguages) {
  EXPECT_EQ(style_of("en").directions.at("southern"), Direction::kSouth);
  EXPECT_EQ(style_of("ru").directions.at("южный"), Direction::kSouth);
  EXPECT_EQ(style_of("id").directions.at("barat daya"), Direction::kSouthwest);
  EXPECT_TRUE(style_of("vi").directions.empty());  // its words for them are syllables of names too
}

TEST(NameStyle, WhatPutsTwoNamesSideBySide) {
  EXPECT_TRUE(style_of("id").conjunctions.contains("dan"));
  EXPECT_FALSE(style_of("id").conjunctions.contains("dari"));
}

TEST(NameStyle, FamilyNamesThatComeFirst) {
  EXPECT_TRUE(style_of("en").leading_family_names.contains("nguyen"));
  EXPECT_TRUE(style_of("ru").leading_family_names.contains("то"));  // To, a pronoun too
  EXPECT_FALSE(style_of("en").leading_family_names.contains("smith"));
}

TEST(NameStyle, ALanguageWithoutTableHasNoProperty) {
  const NameStyle none = style_of("xx");
  EXPECT_FALSE(none.lends_words);
  EXPECT_FALSE(none.keeps_spelling);
  EXPECT_TRUE(none.has_vowel("brr"));
  EXPECT_TRUE(none.article.empty());
}

}  // namespace
}  // namespace concord
