// Writes and reads profiles.
//
// A profile: the day in days since 1970, how many features and how many keys; the features; the
// keys; the labels, one after the other.
#include "newsroom/engine/profile_bytes.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "text/input_error.h"

namespace concord {
namespace {

/// A feature in the file. Its keys and its label follow those of the feature before it.
struct FeatureBytes {
  std::uint32_t identity = 0;
  std::uint16_t key_count = 0;
  std::uint16_t label_size = 0;
  std::uint8_t kind = 0;
  std::uint8_t flags = 0;
  std::uint16_t unused = 0;
};
constexpr std::uint8_t kHead = 1;
constexpr std::uint8_t kOrdinary = 2;

/// A key in the file: `detail` is its kind or, of a target, its feature.
struct KeyBytes {
  std::uint32_t key = 0;
  std::uint32_t strength = 0;  // the bits of a float
  std::uint32_t detail = 0;
};

std::uint32_t bits_of(float value) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits;
}

float float_of(std::uint32_t bits) {
  float value = 0;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

/// A kind as it was written. Refuses what is none.
EvidenceKind kind_of(std::uint32_t stored, const ByteReader& reader) {
  if (stored > static_cast<std::uint32_t>(EvidenceKind::kLearned)) reader.refuse();
  return static_cast<EvidenceKind>(stored);
}

void append_features(std::string& bytes, const DocumentProfile& profile, std::size_t keys,
                     bool with_keys) {
  append_value(bytes, day_number(profile.day));
  append_value(bytes, static_cast<std::uint32_t>(profile.features.size()));
  append_value(bytes, static_cast<std::uint32_t>(keys));
  for (const DocumentFeature& feature : profile.features) {
    const std::size_t label = profile.label(feature).size();
    append_value(bytes,
                 FeatureBytes{feature.identity, with_keys ? feature.key_count : std::uint16_t{0},
                              static_cast<std::uint16_t>(std::min<std::size_t>(label, UINT16_MAX)),
                              static_cast<std::uint8_t>(feature.kind),
                              static_cast<std::uint8_t>((feature.head ? kHead : 0) |
                                                        (feature.ordinary ? kOrdinary : 0)),
                              0});
  }
}

void append_labels(std::string& bytes, const DocumentProfile& profile) {
  for (const DocumentFeature& feature : profile.features)
    bytes += profile.label(feature).substr(0, UINT16_MAX);
}

/// Reads the features and returns how many keys follow.
std::uint32_t read_features(ByteReader& reader, DocumentProfile& profile) {
  profile.day = day_of_number(reader.value<std::int32_t>());
  const auto count = reader.value<std::uint32_t>();
  const auto keys = reader.value<std::uint32_t>();
  if (count > reader.rest().size() / sizeof(FeatureBytes)) reader.refuse();
  profile.features.resize(count);
  std::uint32_t key = 0;
  std::uint32_t label = 0;
  for (DocumentFeature& feature : profile.features) {
    const auto stored = reader.value<FeatureBytes>();
    feature.identity = stored.identity;
    feature.first_key = key;
    feature.key_count = stored.key_count;
    feature.kind = kind_of(stored.kind, reader);
    feature.head = (stored.flags & kHead) != 0;
    feature.ordinary = (stored.flags & kOrdinary) != 0;
    feature.label_begin = label;
    feature.label_end = label + stored.label_size;
    key += stored.key_count;
    label += stored.label_size;
  }
  if (key > keys || keys > reader.rest().size() / sizeof(KeyBytes)) reader.refuse();
  return keys;
}

void read_labels(ByteReader& reader, DocumentProfile& profile) {
  const std::size_t size = profile.features.empty() ? 0 : profile.features.back().label_end;
  profile.labels = reader.bytes(size);
}

}  // namespace

void append_text(std::string& bytes, std::string_view text) {
  append_value(bytes, static_cast<std::uint32_t>(text.size()));
  bytes += text;
}

const char* ByteReader::take(std::size_t size) {
  if (size > bytes_.size()) refuse();
  const char* const at = bytes_.data();
  bytes_.remove_prefix(size);
  return at;
}

void ByteReader::refuse() const {
  throw InputError(*name_, 0, "is not whole", "run the stage that wrote it again");
}

std::string_view ByteReader::text() { return bytes(value<std::uint32_t>()); }

void append_profile(std::string& bytes, const DocumentProfile& profile) {
  append_features(bytes, profile, profile.keys.size(), true);
  for (const FeatureKey& key : profile.keys) {
    append_value(bytes,
                 KeyBytes{key.key, bits_of(key.strength), static_cast<std::uint32_t>(key.kind)});
  }
  append_labels(bytes, profile);
}

void read_profile(ByteReader& reader, DocumentProfile& profile) {
  profile.keys.resize(read_features(reader, profile));
  for (FeatureKey& key : profile.keys) {
    const auto stored = reader.value<KeyBytes>();
    key = {stored.key, float_of(stored.strength), kind_of(stored.detail, reader)};
  }
  read_labels(reader, profile);
}

void append_target(std::string& bytes, const DocumentProfile& profile,
                   const std::vector<TargetKey>& keys) {
  append_features(bytes, profile, keys.size(), false);
  for (const TargetKey& key : keys)
    append_value(bytes, KeyBytes{key.key, bits_of(key.strength), key.feature});
  append_labels(bytes, profile);
}

void read_target(ByteReader& reader, TargetPlace& place) {
  place.keys.resize(read_features(reader, place.profile));
  for (TargetKey& key : place.keys) {
    const auto stored = reader.value<KeyBytes>();
    key = {stored.key, float_of(stored.strength), stored.detail};
    if (key.feature >= place.profile.features.size()) reader.refuse();
  }
  read_labels(reader, place.profile);
}

}  // namespace concord
