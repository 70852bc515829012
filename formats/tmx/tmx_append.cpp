// Reads a memory once for what it holds and where its body ends, copies it and writes what is new
// in between.
#include "formats/tmx/tmx_append.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unicode/unistr.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <functional>
#include <optional>
#include <unordered_set>

#include "formats/bitext_xml.h"
#include "formats/tmx/tmx_frame.h"
#include "text/ascii.h"
#include "text/folder_lock.h"
#include "text/hash.h"
#include "text/input_error.h"
#include "text/language_tag.h"
#include "text/output_file.h"
#include "text/unicode.h"

namespace concord {
namespace {

/// How a memory's bytes say characters.
enum class Encoding : std::uint8_t {
  kUtf8,
  kUtf16Little,
  kUtf16Big,
  kAscii,  ///< any that extends ASCII: letters outside it become references
};

std::size_t unit_size(Encoding encoding) {
  return encoding == Encoding::kUtf16Little || encoding == Encoding::kUtf16Big ? 2 : 1;
}

/// From the first bytes: the byte order mark or the XML declaration (XML 1.0, appendix F).
Encoding encoding_of(const std::string& path, std::string_view begin) {
  if (begin.starts_with("\xFF\xFE") || begin.starts_with(std::string_view("<\0", 2)))
    return Encoding::kUtf16Little;
  if (begin.starts_with("\xFE\xFF") || begin.starts_with(std::string_view("\0<", 2)))
    return Encoding::kUtf16Big;
  if (begin.starts_with("\xEF\xBB\xBF")) return Encoding::kUtf8;
  const std::size_t first = begin.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || begin[first] != '<')
    throw InputError(path, 0, "is no TMX", "name a TMX file to extend");
  if (!begin.starts_with("<?xml")) return Encoding::kUtf8;
  std::string declaration(begin.substr(0, begin.find("?>")));
  std::transform(declaration.begin(), declaration.end(), declaration.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const std::size_t named = declaration.find("encoding");
  if (named == std::string::npos) return Encoding::kUtf8;
  return declaration.find("utf-8", named) != std::string::npos ? Encoding::kUtf8 : Encoding::kAscii;
}

/// UTF-8 in another encoding.
std::string encoded(std::string_view text, Encoding encoding) {
  std::string out;
  switch (encoding) {
    case Encoding::kUtf8:
      return std::string(text);
    case Encoding::kAscii:
      for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        if (c < 0x80) {
          out += static_cast<char>(c);
        } else {
          out += fmt::format("&#{};", static_cast<std::uint32_t>(c));
        }
      }
      return out;
    case Encoding::kUtf16Little:
    case Encoding::kUtf16Big:
      break;
  }
  const auto units = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  for (std::int32_t i = 0; i < units.length(); ++i) {
    const char16_t unit = units.charAt(i);
    const auto low = static_cast<char>(unit & 0xFF);
    const auto high = static_cast<char>(unit >> 8);
    out += encoding == Encoding::kUtf16Little ? low : high;
    out += encoding == Encoding::kUtf16Little ? high : low;
  }
  return out;
}

/// What makes a variant the same as another: language, then the markup where it has inline tags,
/// else the text.
std::string variant_key(const TmxVariant& variant) {
  const std::string_view said = variant.markup.empty() ? variant.text : variant.markup;
  return ascii_lower(primary_subtag(variant.lang)) + '\xFF' +
         std::string(trimmed(said, {0, static_cast<std::uint32_t>(said.size())}).of(said));
}

/// 128 bits of FNV-1a in two lanes: a memory of ten million units meets no collision in practice.
struct PairKey {
  std::uint64_t a = kFnvBegin;
  std::uint64_t b = 0x9E3779B97F4A7C15ULL;
  friend bool operator==(const PairKey&, const PairKey&) = default;
};
struct PairKeyHash {
  std::size_t operator()(const PairKey& key) const { return key.a; }
};

PairKey pair_key(const std::string& one, const std::string& other) {
  PairKey key;
  for (const std::string* part : {&std::min(one, other), &std::max(one, other)}) {
    for (const char c : *part + '\xFE') {
      key.a = fnv1a_step(key.a, static_cast<unsigned char>(c));
      key.b = (key.b + static_cast<unsigned char>(c)) * 0xBF58476D1CE4E5B9ULL;
      key.b ^= key.b >> 29;
    }
  }
  return key;
}

/// A stretch of bytes of the document.
struct Bytes {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Tells the units of a document with the bytes they stand in, and where its body ends.
class MemoryHandler : public XmlHandler {
 public:
  explicit MemoryHandler(std::string path, std::function<void(const TmxEntry&, Bytes)> use)
      : path_(std::move(path)),
        tmx_([this](TmxEntry entry) { entry_ = std::move(entry); }),
        use_(std::move(use)) {}
  void attach(const XmlStream& stream) {
    stream_ = &stream;
    tmx_.attach(stream);
  }

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (depth_++ == 0 && name != "tmx") {
      throw InputError(path_, stream_->line(),
                       "is XML, but not TMX: its root is <" + std::string(name) + ">",
                       "name a TMX file to extend");
    }
    if (depth_ == 1) old_ = !attributes.get("version").starts_with("1.4");
    if (depth_ == 2 && name == "body")
      body_tag_ = {stream_->byte_offset(), stream_->byte_offset() + stream_->event_bytes()};
    if (name == "tu") unit_begin_ = stream_->byte_offset();
    if (name == "tuv" && !told_lang_) {
      told_lang_ = true;
      plain_lang_ = attributes.get("xml:lang").empty() && !attributes.get("lang").empty();
    }
    tmx_.start(name, attributes);
  }

  void end(std::string_view name) override {
    --depth_;
    tmx_.end(name);
    if (name == "tu" && entry_) {
      use_(*entry_, {unit_begin_, stream_->byte_offset() + stream_->event_bytes()});
      entry_.reset();
    }
    if (depth_ == 1 && name == "body")
      body_end_ = Bytes{stream_->byte_offset(), stream_->event_bytes()};
  }

  void text(std::string_view text) override { tmx_.text(text); }

  /// The bytes of <body> or <body/>.
  Bytes body_tag() const { return body_tag_; }
  /// Where </body> begins; nothing where the body is one empty tag or missing.
  std::optional<std::size_t> body_end() const {
    return body_end_ && body_end_->end > 0 ? std::optional(body_end_->begin) : std::nullopt;
  }
  bool has_body() const { return body_end_.has_value(); }
  /// Whether languages stand in `lang`.
  bool plain_lang() const { return told_lang_ ? plain_lang_ : old_; }

 private:
  std::string path_;
  TmxHandler tmx_;
  std::function<void(const TmxEntry&, Bytes)> use_;
  const XmlStream* stream_ = nullptr;
  std::optional<TmxEntry> entry_;
  int depth_ = 0;
  std::size_t unit_begin_ = 0;
  Bytes body_tag_;
  std::optional<Bytes> body_end_;  // its offset and its size
  bool old_ = false;
  bool told_lang_ = false;
  bool plain_lang_ = false;
};

/// The memory as it was opened: what it says is read through this one descriptor.
class OpenMemory {
 public:
  explicit OpenMemory(const std::string& path)
      : path_(path), fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (fd_ < 0 && errno != ENOENT) refuse();
    if (fd_ >= 0 && ::fstat(fd_, &info_) != 0) refuse();
    if (fd_ >= 0 && !S_ISREG(info_.st_mode))
      throw InputError(path, 0, "is not a file", "name a TMX file to extend");
  }
  OpenMemory(const OpenMemory&) = delete;
  OpenMemory& operator=(const OpenMemory&) = delete;
  ~OpenMemory() {
    if (fd_ >= 0) ::close(fd_);
  }

  bool exists() const { return fd_ >= 0; }
  std::size_t size() const { return exists() ? static_cast<std::size_t>(info_.st_size) : 0; }

  /// Hands over the bytes from `begin` to `end` in pieces.
  void read(Bytes range, const std::function<void(std::string_view)>& use) const {
    std::array<char, 1 << 16> buffer;
    while (range.begin < range.end) {
      const ssize_t got =
          ::pread(fd_, buffer.data(), std::min(buffer.size(), range.end - range.begin),
                  static_cast<off_t>(range.begin));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) refuse();
      range.begin += static_cast<std::size_t>(got);
      use({buffer.data(), static_cast<std::size_t>(got)});
    }
  }

  /// Throws when another file has its name now, or it was written to.
  void require_unchanged() const {
    struct stat now = {};
    const bool there = ::stat(path_.c_str(), &now) == 0;
    const bool same = there == exists() &&
                      (!there || (now.st_ino == info_.st_ino && now.st_size == info_.st_size &&
                                  now.st_mtim.tv_sec == info_.st_mtim.tv_sec &&
                                  now.st_mtim.tv_nsec == info_.st_mtim.tv_nsec));
    if (!same)
      throw InputError(path_, 0, "was changed by another program in the meantime", "run again");
  }

 private:
  [[noreturn]] void refuse() const {
    throw InputError(path_, 0, std::string("cannot be read: ") + std::strerror(errno),
                     "check the path");
  }

  std::string path_;
  int fd_;
  struct stat info_ = {};
};

}  // namespace

struct TmxAppender::State {
  std::string path;
  OpenMemory memory;
  OutputFile out;
  Encoding encoding = Encoding::kUtf8;
  bool plain_lang = false;
  std::unordered_set<PairKey, PairKeyHash> known;
  TmxAppendCounts counts;
  std::size_t tail_begin = 0;  // of the old memory: what is copied after the new units
  std::string opening;         // written before the first new unit
  std::string tail;            // written after the last one, before what is copied

  State(std::string file, const WriterOptions& options)
      : path(std::move(file)), memory(path), out(path) {
    if (memory.exists()) {
      open_existing();
      return;
    }
    TmxFrame frame = tmx_frame(options);
    out.write(frame.head);
    tail = std::move(frame.tail);
  }

  /// Whether a unit is new; it is known from then on. A unit of many languages holds every pair of
  /// them.
  bool enter(const TmxEntry& entry) {
    bool fresh = false;
    for (std::size_t i = 0; i < entry.variants.size(); ++i) {
      for (std::size_t j = i + 1; j < entry.variants.size(); ++j) {
        fresh =
            known.insert(pair_key(variant_key(entry.variants[i]), variant_key(entry.variants[j])))
                .second ||
            fresh;
      }
    }
    return fresh;
  }

  void open_existing() {
    std::string begin;
    memory.read({0, std::min<std::size_t>(memory.size(), 512)},
                [&](std::string_view piece) { begin += piece; });
    encoding = encoding_of(path, begin);
    MemoryHandler handler(path, [this](const TmxEntry& entry, Bytes) { enter(entry); });
    XmlStream xml(path, handler);
    handler.attach(xml);
    memory.read({0, memory.size()}, [&](std::string_view piece) { xml.feed(piece); });
    xml.finish();
    if (!handler.has_body())
      throw InputError(path, 0, "has no <body>", "name a TMX file to extend");
    plain_lang = handler.plain_lang();
    const auto copy = [this](std::string_view piece) { out.write(piece); };
    if (const std::optional<std::size_t> end = handler.body_end()) {
      tail_begin = line_start(*end);
      memory.read({0, tail_begin}, copy);
      if (tail_begin == *end) opening = "\n";
    } else {
      memory.read({0, handler.body_tag().begin}, copy);
      opening = "<body>\n";
      tail = "</body>";
      tail_begin = handler.body_tag().end;
    }
  }

  /// The begin of the line that `at` is in, where only spaces stand between; else `at`.
  std::size_t line_start(std::size_t at) const {
    constexpr std::size_t kLongestIndent = 256;  // in code units
    const std::size_t size = unit_size(encoding);
    const std::size_t from = at - std::min(at, kLongestIndent * size);
    std::string before;
    memory.read({from, at}, [&](std::string_view piece) { before += piece; });
    const std::string newline = encoded("\n", encoding);
    const std::string space = encoded(" ", encoding);
    const std::string tab = encoded("\t", encoding);
    for (std::size_t i = before.size(); i >= size; i -= size) {
      const std::string unit = before.substr(i - size, size);
      if (unit == newline) return from + i;
      if (unit != space && unit != tab) break;
    }
    return at;
  }

  void put(const TmxEntry& entry, std::string unit) {
    if (!enter(entry)) {
      ++counts.known;
      return;
    }
    if (counts.added++ == 0) out.write(encoded(opening, encoding));
    if (plain_lang) rename_lang(unit);
    out.write(encoded("    " + unit + "\n", encoding));
  }

  void add(std::string_view units) {
    const std::string document = "<tmx><body>" + std::string(units) + "</body></tmx>";
    MemoryHandler handler(path, [&](const TmxEntry& entry, Bytes bytes) {
      put(entry, document.substr(bytes.begin, bytes.end - bytes.begin));
    });
    XmlStream xml(path, handler);
    handler.attach(xml);
    xml.feed(document);
    xml.finish();
  }

  void add_memory(const std::string& from) {
    const OpenMemory other(from);
    MemoryHandler handler(from, [&](const TmxEntry& entry, Bytes bytes) {
      std::string unit;
      other.read(bytes, [&](std::string_view piece) { unit += piece; });
      put(entry, std::move(unit));
    });
    XmlStream xml(from, handler);
    handler.attach(xml);
    other.read({0, other.size()}, [&](std::string_view piece) { xml.feed(piece); });
    xml.finish();
  }

  // Text has no bare quotation mark, so this stands in tags only.
  static void rename_lang(std::string& unit) {
    constexpr std::string_view kOld = " xml:lang=\"";
    for (std::size_t at = unit.find(kOld); at != std::string::npos; at = unit.find(kOld, at))
      unit.replace(at, kOld.size(), " lang=\"");
  }

  void finish() {
    if (memory.exists() && counts.added == 0) return;  // it stays, to its time stamp
    out.write(encoded(tail, encoding));
    if (memory.exists())
      memory.read({tail_begin, memory.size()},
                  [this](std::string_view piece) { out.write(piece); });
    out.prepare();
    const FolderLock lock = lock_folder_of(path);
    memory.require_unchanged();
    out.commit();
  }
};

TmxAppender::TmxAppender(std::string path, const WriterOptions& options)
    : state_(std::make_unique<State>(std::move(path), options)) {}
TmxAppender::TmxAppender(TmxAppender&&) noexcept = default;
TmxAppender::~TmxAppender() = default;

void TmxAppender::add(std::string_view units) {
  if (!units.empty()) state_->add(units);
}
void TmxAppender::add_memory(const std::string& path) { state_->add_memory(path); }
void TmxAppender::finish() { state_->finish(); }
const std::string& TmxAppender::path() const { return state_->path; }
TmxAppendCounts TmxAppender::counts() const { return state_->counts; }

}  // namespace concord
