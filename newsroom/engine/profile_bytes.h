// Profiles of documents as bytes of a file: written by one stage of a pairing, read by the next.
//
//   append_profile(bytes, profile);
//   ByteReader reader(bytes, "archive.profiles");
//   read_profile(reader, profile);
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

#include "aligner/document_profile.h"
#include "aligner/target_index.h"

namespace concord {

/// Appends a number or another plain value without padding, in the byte order of the machine.
template <class T>
void append_value(std::string& bytes, T value) {
  static_assert(std::has_unique_object_representations_v<T> || std::is_floating_point_v<T>);
  bytes.append(reinterpret_cast<const char*>(&value), sizeof(T));
}

/// Appends a text after its length.
void append_text(std::string& bytes, std::string_view text);

/// Takes values off the front of bytes. Every function throws InputError under `name` when there
/// are too few.
class ByteReader {
 public:
  ByteReader(std::string_view bytes, const std::string& name) : bytes_(bytes), name_(&name) {}

  template <class T>
  T value() {
    T value;
    std::memcpy(&value, take(sizeof(T)), sizeof(T));
    return value;
  }
  std::string_view text();
  std::string_view bytes(std::size_t size) { return {take(size), size}; }
  std::string_view rest() const { return bytes_; }
  [[noreturn]] void refuse() const;

 private:
  const char* take(std::size_t size);

  std::string_view bytes_;
  const std::string* name_;
};

/// A profile with the keys of each feature, as a source is compared.
void append_profile(std::string& bytes, const DocumentProfile& profile);
void read_profile(ByteReader& reader, DocumentProfile& profile);

/// A profile with its keys in order (target_keys()), as a target is compared. In the profile that
/// is read features have no keys.
void append_target(std::string& bytes, const DocumentProfile& profile,
                   const std::vector<TargetKey>& keys);
void read_target(ByteReader& reader, TargetPlace& place);

}  // namespace concord
