// Reads a compiled lexicon.
#include "lang/lexicon/lexicon.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "lang/lexicon/lexicon_format.h"
#include "text/input_error.h"

namespace concord {
namespace format = lexicon_format;
namespace {

static_assert(sizeof(Rendering) == 12 && sizeof(format::Node) == 16 &&
                  sizeof(format::Header) % 8 == 0,
              "the file holds these structures as they are in memory");

constexpr const char* kRecompile = "compile it again with concord lexicon compile";

}  // namespace

/// The file in memory and, checked once, where its parts are.
struct Lexicon::Mapping {
  struct SideView {
    std::span<const format::Node> nodes;
    std::string_view text;
    std::span<const Rendering> renderings;
    std::span<const std::uint32_t> stems;
    std::span<const std::uint32_t> children;

    // The entries of a file were not checked when it was opened, so lookups take nothing they say
    // for granted.
    bool has(LexiconId id) const { return id + std::size_t{1} < nodes.size(); }
    std::string_view text_of(LexiconId id) const {
      const format::Node& node = nodes[id];
      return node.text <= text.size() ? text.substr(node.text, node.text_size) : std::string_view();
    }
    std::span<const Rendering> renderings_of(LexiconId id) const {
      const std::size_t begin = std::min<std::size_t>(nodes[id].renderings, renderings.size());
      const std::size_t end = std::min<std::size_t>(nodes[id + 1].renderings, renderings.size());
      return renderings.subspan(begin, end > begin ? end - begin : 0);
    }
  };

  std::string owned;  // for bytes that are not mapped from a file
  void* mapped = nullptr;
  std::string_view bytes;
  format::Header header;
  std::array<SideView, 2> sides;

  Mapping() = default;
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  ~Mapping() {
    if (mapped != nullptr) munmap(mapped, bytes.size());
  }

  /// Checks the header and finds the parts of the file; throws InputError. What the parts hold is
  /// not read.
  void check(const std::string& name);
  /// Checks what the parts hold; throws InputError.
  void verify(const std::string& name) const;

 private:
  template <class Item>
  std::span<const Item> items(format::Part part, const std::string& name) const {
    if (part.offset % 8 != 0 || part.offset > bytes.size() ||
        part.count > (bytes.size() - part.offset) / sizeof(Item)) {
      throw InputError(name, 0, "is a damaged lexicon", kRecompile);
    }
    return {reinterpret_cast<const Item*>(bytes.data() + part.offset), part.count};
  }
  bool is_sound(const SideView& side, std::size_t other_nodes) const;
};

bool Lexicon::Mapping::is_sound(const SideView& side, std::size_t other_nodes) const {
  const auto is_table = [&](std::span<const std::uint32_t> table) {
    return std::find(table.begin(), table.end(), 0U) != table.end() &&
           std::all_of(table.begin(), table.end(),
                       [&](std::uint32_t id) { return id + 1 < side.nodes.size(); });
  };
  if (!is_table(side.stems) || !is_table(side.children)) return false;
  for (std::size_t i = 0; i + 1 < side.nodes.size(); ++i) {
    const format::Node& node = side.nodes[i];
    if (node.text > side.text.size() || node.text_size > side.text.size() - node.text ||
        node.parent >= side.nodes.size() || node.renderings > side.nodes[i + 1].renderings) {
      return false;
    }
  }
  return side.nodes.back().renderings == side.renderings.size() &&
         std::all_of(side.renderings.begin(), side.renderings.end(),
                     [&](const Rendering& rendering) { return rendering.id + 1 < other_nodes; });
}

void Lexicon::Mapping::check(const std::string& name) {
  if (bytes.size() < sizeof(header)) {
    throw InputError(name, 0, "is not a compiled lexicon, or truncated", kRecompile);
  }
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (header.magic != format::kMagic)
    throw InputError(name, 0, "is not a compiled lexicon", kRecompile);
  if (header.byte_order != format::kByteOrder || header.version != format::kVersion) {
    throw InputError(name, 0,
                     "is a lexicon of version " + std::to_string(header.version) +
                         ", but this program reads version " + std::to_string(format::kVersion),
                     kRecompile);
  }
  if (header.size != bytes.size()) {
    throw InputError(name, 0,
                     "is truncated: " + std::to_string(bytes.size()) + " of " +
                         std::to_string(header.size) + " bytes",
                     kRecompile);
  }
  if (header.header_checksum != format::header_checksum(header)) {
    throw InputError(name, 0, "is a damaged lexicon: the checksum of its header differs",
                     kRecompile);
  }
  items<char>(header.origins, name);
  for (std::size_t i = 0; i < 2; ++i) {
    const format::SideParts& parts = header.sides[i];
    const std::span<const char> text = items<char>(parts.text, name);
    sides[i] = {items<format::Node>(parts.nodes, name), std::string_view(text.data(), text.size()),
                items<Rendering>(parts.renderings, name), items<std::uint32_t>(parts.stems, name),
                items<std::uint32_t>(parts.children, name)};
  }
  const auto is_table = [](std::span<const std::uint32_t> table) {
    return !table.empty() && (table.size() & (table.size() - 1)) == 0;
  };
  for (const SideView& side : sides) {
    if (side.nodes.size() < 2 || !is_table(side.stems) || !is_table(side.children))
      throw InputError(name, 0, "is a damaged lexicon", kRecompile);
  }
}

void Lexicon::Mapping::verify(const std::string& name) const {
  if (header.body_checksum !=
      format::checksum(bytes.data() + sizeof(header), bytes.size() - sizeof(header))) {
    throw InputError(name, 0, "is a damaged lexicon: its checksum differs", kRecompile);
  }
  if (!is_sound(sides[0], sides[1].nodes.size()) || !is_sound(sides[1], sides[0].nodes.size())) {
    throw InputError(name, 0, "is a damaged lexicon", kRecompile);
  }
}

Lexicon::Lexicon() = default;
Lexicon::Lexicon(std::unique_ptr<Mapping> mapping) : mapping_(std::move(mapping)) {}
Lexicon::~Lexicon() = default;
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;

Lexicon Lexicon::open(const std::string& path) {
  auto mapping = std::make_unique<Mapping>();
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0)
    throw InputError(path, 0, "cannot be opened: " + std::generic_category().message(errno),
                     "check --lexicon");
  struct stat info {};
  const bool regular = fstat(file, &info) == 0 && S_ISREG(info.st_mode);
  if (regular && info.st_size > 0) {
    mapping->mapped =
        mmap(nullptr, static_cast<std::size_t>(info.st_size), PROT_READ, MAP_PRIVATE, file, 0);
  }
  close(file);
  if (!regular) throw InputError(path, 0, "is not a file", "check --lexicon");
  if (mapping->mapped == MAP_FAILED) {
    mapping->mapped = nullptr;
    throw InputError(path, 0, "cannot be mapped into memory", "check the free memory");
  }
  if (mapping->mapped != nullptr) {
    // Lookups jump about: pages around those that are asked for would only fill memory.
    madvise(mapping->mapped, static_cast<std::size_t>(info.st_size), MADV_RANDOM);
    mapping->bytes = {static_cast<const char*>(mapping->mapped),
                      static_cast<std::size_t>(info.st_size)};
  }
  mapping->check(path);
  return Lexicon(std::move(mapping));
}

Lexicon Lexicon::of_bytes(std::string bytes, const std::string& name) {
  auto mapping = std::make_unique<Mapping>();
  mapping->owned = std::move(bytes);
  mapping->bytes = mapping->owned;
  mapping->check(name);
  mapping->verify(name);
  return Lexicon(std::move(mapping));
}

void Lexicon::verify(const std::string& name) const {
  if (mapping_ != nullptr) mapping_->verify(name);
}

bool Lexicon::empty() const { return mapping_ == nullptr || mapping_->sides[0].renderings.empty(); }

std::uint64_t Lexicon::checksum() const {
  return mapping_ == nullptr ? 0 : mapping_->header.body_checksum;
}

std::string_view Lexicon::lang(Side side) const {
  if (mapping_ == nullptr) return {};
  const auto& tag = index(side) == 0 ? mapping_->header.source_lang : mapping_->header.target_lang;
  return {tag.data(),
          static_cast<std::size_t>(std::find(tag.begin(), tag.end(), '\0') - tag.begin())};
}

std::vector<std::string_view> Lexicon::origins() const {
  std::vector<std::string_view> names;
  if (mapping_ == nullptr) return names;
  std::string_view rest =
      mapping_->bytes.substr(mapping_->header.origins.offset, mapping_->header.origins.count);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size() - 1);
    names.push_back(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  return names;
}

bool Lexicon::is_joined() const {
  if (mapping_ == nullptr) return false;
  const format::Part& names = mapping_->header.origins;
  const std::string_view all = mapping_->bytes.substr(names.offset, names.count);
  return all.substr(0, all.find('\n')) == kJoinedOrigin;
}

LexiconId Lexicon::find(Side side, std::string_view stem) const {
  if (mapping_ == nullptr || stem.empty()) return 0;
  const Mapping::SideView& view = mapping_->sides[index(side)];
  const std::size_t mask = view.stems.size() - 1;
  std::size_t slot = format::stem_hash(stem) & mask;
  for (std::size_t tried = 0; tried <= mask; ++tried, slot = (slot + 1) & mask) {
    const LexiconId id = view.stems[slot];
    if (id == 0 || !view.has(id)) return 0;
    if (view.text_of(id) == stem) return id;
  }
  return 0;
}

std::span<const Rendering> Lexicon::renderings(Side side, LexiconId id) const {
  if (mapping_ == nullptr || id == 0) return {};
  const Mapping::SideView& view = mapping_->sides[index(side)];
  return view.has(id) ? view.renderings_of(id) : std::span<const Rendering>();
}

std::string_view Lexicon::text(Side side, LexiconId id) const {
  if (mapping_ == nullptr || id == 0) return {};
  const Mapping::SideView& view = mapping_->sides[index(side)];
  return view.has(id) ? view.text_of(id) : std::string_view();
}

LexiconId Lexicon::size(Side side) const {
  return mapping_ == nullptr
             ? 1
             : static_cast<LexiconId>(mapping_->sides[index(side)].nodes.size() - 1);
}

std::vector<LexicalUnit> Lexicon::units(Side side, const std::vector<Token>& tokens) const {
  std::vector<LexicalUnit> units;
  if (mapping_ == nullptr) return units;
  const Mapping::SideView& view = mapping_->sides[index(side)];
  const std::size_t mask = view.children.size() - 1;
  const auto child = [&](LexiconId parent, LexiconId stem) -> LexiconId {
    std::size_t slot = format::child_hash(parent, stem) & mask;
    for (std::size_t tried = 0; tried <= mask; ++tried, slot = (slot + 1) & mask) {
      const LexiconId id = view.children[slot];
      if (id == 0 || !view.has(id)) return 0;
      const format::Node& node = view.nodes[id];
      // The last stem of a phrase is what stands after its parent's text; comparing its bytes needs
      // no further table.
      if (node.parent != parent) continue;
      const std::string_view phrase = view.text_of(id);
      const std::size_t last = view.nodes[parent].text_size + std::size_t{1};
      if (last <= phrase.size() && phrase.substr(last) == view.text_of(stem)) return id;
    }
    return 0;
  };
  units.reserve(tokens.size());
  for (std::uint32_t first = 0; first < tokens.size(); ++first) {
    LexiconId id = tokens[first].word->lexicon_id;
    if (id == 0 || !view.has(id)) continue;
    const std::size_t begin = units.size();
    for (std::uint32_t count = 1; id != 0; ++count) {
      if (!view.renderings_of(id).empty()) units.push_back({first, count, id});
      if (view.nodes[id].has_children == 0 || first + count >= tokens.size()) break;
      const LexiconId next = tokens[first + count].word->lexicon_id;
      id = next == 0 || !view.has(next) ? 0 : child(id, next);
    }
    std::reverse(units.begin() + static_cast<std::ptrdiff_t>(begin), units.end());
  }
  units.shrink_to_fit();
  return units;
}

}  // namespace concord
