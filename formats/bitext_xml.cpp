// Turns the events of TMX and XLIFF documents into segments.
#include "formats/bitext_xml.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "formats/escape.h"
#include "text/ascii.h"
#include "text/input_error.h"
#include "text/language_tag.h"
#include "text/side.h"
#include "text/unicode.h"

namespace concord {
namespace {

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string start_tag(std::string_view name, const XmlAttributes& attributes) {
  std::string out = "<" + std::string(name);
  for (const auto& [key, value] : attributes.items)
    out += " " + std::string(key) + "=\"" + xml_attribute(value) + "\"";
  return out + ">";
}

// Elements of a TMX segment that hold native codes; <hi> holds text (TMX 1.4b, section 3.2).
constexpr std::array<std::string_view, 5> kTmxCodes = {"bpt", "ept", "ph", "it", "ut"};
// The same of XLIFF 1.2 (section 2.4); <g> and <mrk> hold text.
constexpr std::array<std::string_view, 5> kXliffCodes = {"bpt", "ept", "ph", "it", "sub"};
// Where other <source> and <target> stand: alternatives, not the unit's own.
constexpr std::array<std::string_view, 6> kAlternatives = {"alt-trans",  "match",     "matches",
                                                           "glossEntry", "revisions", "metadata"};

/// Whether a tag says nothing: none, private, undetermined, several, no linguistic content, uncoded
/// (ISO 639-2).
bool names_no_language(std::string_view tag) {
  constexpr std::array<std::string_view, 4> kNone = {"und", "mul", "zxx", "mis"};
  const std::string language = language_of_tag(tag);
  return language.empty() || is_one_of(language, kNone);
}

/// The variant in the language that the user says; else one whose tag names no language, which says
/// nothing against the user: the first of them, for the target the last.
const TmxVariant* asked_variant(const TmxEntry& entry, const std::string& lang, Side side) {
  if (const TmxVariant* said = variant_of(entry, lang)) return said;
  const auto open = [](const TmxVariant& variant) { return names_no_language(variant.lang); };
  const std::vector<TmxVariant>& all = entry.variants;
  if (side == Side::kSource) {
    const auto first = std::find_if(all.begin(), all.end(), open);
    return first == all.end() ? nullptr : &*first;
  }
  const auto last = std::find_if(all.rbegin(), all.rend(), open);
  return last == all.rend() ? nullptr : &*last;
}

}  // namespace

const TmxVariant* variant_of(const TmxEntry& entry, std::string_view lang) {
  for (const bool exact : {true, false}) {
    for (const TmxVariant& variant : entry.variants) {
      if (exact ? ascii_lower(variant.lang) == ascii_lower(lang)
                : same_language(variant.lang, lang))
        return &variant;
    }
  }
  return nullptr;
}

void TmxHandler::restart() {
  entry_ = {};
  property_ = nullptr;
  in_variant_ = in_segment_ = has_tags_ = false;
  codes_ = 0;
}

void TmxHandler::start(std::string_view name, const XmlAttributes& attributes) {
  if (in_segment_) {
    entry_.variants.back().markup += start_tag(name, attributes);
    has_tags_ = true;
    if (codes_ > 0 || is_one_of(name, kTmxCodes)) ++codes_;
    return;
  }
  if (name == "header") {
    source_lang_ = canonical_tag(attributes.get("srclang"));
  } else if (name == "tu") {
    entry_ = {};
    entry_.id = attributes.get("tuid");
    const std::string_view own = attributes.get("srclang");
    entry_.source_lang = own.empty() ? source_lang_ : canonical_tag(own);
    if (entry_.source_lang == "*all*") entry_.source_lang.clear();
    entry_.line = stream_ == nullptr ? 0 : stream_->line();
    entry_.created = attributes.get("creationdate");
    in_variant_ = false;
    property_ = nullptr;
  } else if (name == "tuv") {
    in_variant_ = true;
    const std::string_view lang = attributes.get("xml:lang");
    entry_.variants.push_back(
        {canonical_tag(lang.empty() ? attributes.get("lang") : lang), {}, {}});
  } else if (name == "prop" && property_ == nullptr) {
    auto& properties = in_variant_ ? entry_.variants.back().properties : entry_.properties;
    property_ = &properties.emplace_back(TmxProperty{std::string(attributes.get("type")), {}}).text;
  } else if (name == "seg" && !entry_.variants.empty()) {
    in_segment_ = true;
    has_tags_ = false;
    codes_ = 0;
  }
}

void TmxHandler::end(std::string_view name) {
  if (in_segment_ && name == "seg") {
    in_segment_ = false;
    TmxVariant& variant = entry_.variants.back();
    variant.text = to_nfc(variant.text);
    if (!has_tags_) variant.markup.clear();
  } else if (in_segment_) {
    entry_.variants.back().markup += "</" + std::string(name) + ">";
    if (codes_ > 0) --codes_;
  } else if (name == "prop") {
    property_ = nullptr;
  } else if (name == "tuv") {
    in_variant_ = false;
  } else if (name == "tu") {
    use_(std::exchange(entry_, {}));
  }
}

void TmxHandler::text(std::string_view text) {
  if (property_ != nullptr) *property_ += text;
  if (!in_segment_) return;
  entry_.damaged = entry_.damaged || text.find(kNotXml) != std::string_view::npos;
  entry_.variants.back().markup += xml_text(text);
  if (codes_ == 0) entry_.variants.back().text += text;
}

/// XLIFF: <source> and <target> of each <trans-unit> (1.2) or <segment> (2.0, 2.1).
class XliffHandler : public XmlHandler {
 public:
  explicit XliffHandler(std::function<void(const BitextLanguages&, SegmentPair)> use)
      : use_(std::move(use)) {}
  void attach(const XmlStream& stream) { stream_ = &stream; }

  void start(std::string_view full_name, const XmlAttributes& attributes) override {
    const std::string_view name = local_name(full_name);
    if (text_ != nullptr) {
      if (codes_ > 0 || is_one_of(name, kXliffCodes)) ++codes_;
      if (name == "cp" && codes_ == 0) add_code_point(attributes.get("hex"));
      return;
    }
    if (alternatives_ > 0 || is_one_of(name, kAlternatives)) {
      ++alternatives_;
    } else if (name == "xliff") {
      languages_ = {canonical_tag(attributes.get("srcLang")),
                    canonical_tag(attributes.get("trgLang"))};
    } else if (name == "file" && !attributes.get("source-language").empty()) {
      languages_ = {canonical_tag(attributes.get("source-language")),
                    canonical_tag(attributes.get("target-language"))};
    } else if (name == "trans-unit" || name == "segment") {
      segment_ = {};
      damaged_ = false;
      segment_.line = stream_ == nullptr ? 0 : stream_->line();
      segment_.id = name == "segment" ? unit_ : std::string(attributes.get("id"));
      if (const std::string_view own = attributes.get("id"); name == "segment" && !own.empty())
        segment_.id += "/" + std::string(own);
    } else if (name == "unit") {
      unit_ = attributes.get("id");
    } else if (name == "source" || name == "target") {
      text_ = name == "source" ? &segment_.source : &segment_.target;
      codes_ = 0;
    }
  }

  void end(std::string_view full_name) override {
    const std::string_view name = local_name(full_name);
    if (text_ != nullptr && codes_ > 0) {
      --codes_;
    } else if (text_ != nullptr) {
      if (name == "source" || name == "target") {
        *text_ = to_nfc(*text_);
        text_ = nullptr;
      }
    } else if (alternatives_ > 0) {
      --alternatives_;
    } else if (name == "trans-unit" || name == "segment") {
      if (damaged_) segment_.source.clear();  // as one that is not translated
      use_(languages_, std::exchange(segment_, {}));
    }
  }

  void text(std::string_view text) override {
    if (text_ == nullptr || codes_ > 0) return;
    damaged_ = damaged_ || text.find(kNotXml) != std::string_view::npos;
    *text_ += text;
  }

 private:
  // <cp hex="001A"/>: a character that XML does not allow (XLIFF 2.1, section 4.2.3.1). It is text,
  // but nothing that we compare.
  void add_code_point(std::string_view hex) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
    if (error == std::errc() && value >= 0x20 && value < 0x110000 &&
        (value < 0xD800 || value > 0xDFFF))
      append_utf8(*text_, value);
  }

  std::function<void(const BitextLanguages&, SegmentPair)> use_;
  const XmlStream* stream_ = nullptr;
  BitextLanguages languages_;
  SegmentPair segment_;
  std::string unit_;
  std::string* text_ = nullptr;
  int codes_ = 0;
  int alternatives_ = 0;
  bool damaged_ = false;
};

struct BitextXmlHandler::State {
  std::string path;
  const BitextOptions& options;
  const SegmentSink& sink;
  BitextSummary& summary;
  TmxHandler tmx;
  XliffHandler xliff;
  XmlHandler* chosen = nullptr;
  const XmlStream* stream = nullptr;

  State(std::string file, const BitextOptions& how, const SegmentSink& to, BitextSummary& counts)
      : path(std::move(file)),
        options(how),
        sink(to),
        summary(counts),
        tmx([this](TmxEntry entry) { use(std::move(entry)); }),
        xliff([this](const BitextLanguages& declared, SegmentPair segment) {
          use(declared, std::move(segment));
        }) {}

  void use(TmxEntry entry) {
    std::string source_lang = options.source_lang.empty() ? entry.source_lang : options.source_lang;
    const TmxVariant* source =
        source_lang.empty() ? nullptr : asked_variant(entry, source_lang, Side::kSource);
    if (options.source_lang.empty() && source == nullptr) {
      // No declared source: the first variant that is not the target.
      for (const TmxVariant& variant : entry.variants) {
        if (source == nullptr &&
            (options.target_lang.empty() || !same_language(variant.lang, options.target_lang)))
          source = &variant;
      }
    }
    const TmxVariant* target = options.target_lang.empty()
                                   ? nullptr
                                   : asked_variant(entry, options.target_lang, Side::kTarget);
    if (options.target_lang.empty() && source != nullptr) target = other_variant(entry, *source);
    if (source == nullptr || target == nullptr || source == target || entry.damaged) {
      ++summary.skipped;
      return;
    }
    const auto give = [&](const TmxVariant& variant, const std::string& id) {
      use({names_no_language(source->lang) && !options.source_lang.empty() ? options.source_lang
                                                                           : source->lang,
           names_no_language(variant.lang) && !options.target_lang.empty() ? options.target_lang
                                                                           : variant.lang},
          {id, source->text, variant.text, {}, entry.line, source->markup, variant.markup});
    };
    give(*target, entry.id);
    // A unit may have a language twice, with two regions or two renderings: each is checked, unless
    // one region was asked for.
    const bool one_region = options.target_lang.find('-') != std::string::npos;
    for (const TmxVariant& variant : entry.variants) {
      const bool wanted =
          one_region ? variant.lang == target->lang : same_language(variant.lang, target->lang);
      if (&variant != target && &variant != source && wanted)
        give(variant, entry.id.empty() ? entry.id : entry.id + "/" + variant.lang);
    }
  }

  /// The first variant of another language that there is a pack of; else the first of another.
  const TmxVariant* other_variant(const TmxEntry& entry, const TmxVariant& source) const {
    const TmxVariant* first = nullptr;
    for (const TmxVariant& variant : entry.variants) {
      if (same_language(variant.lang, source.lang)) continue;
      if (!options.has_pack || options.has_pack(variant.lang)) return &variant;
      if (first == nullptr) first = &variant;
    }
    return first;
  }

  // What the user says of the source overrides the file: converters write a default there. The
  // target chooses among the files of a document.
  void use(const BitextLanguages& declared, SegmentPair segment) {
    const auto wrong = [](const std::string& asked, const std::string& says) {
      return !asked.empty() && !says.empty() && !same_language(asked, says);
    };
    if (segment.source.empty() || segment.target.empty() ||
        wrong(options.target_lang, declared.target)) {
      ++summary.skipped;
      return;
    }
    ++summary.segments;
    if (segment.id.empty()) segment.id = std::to_string(summary.segments + summary.skipped);
    segment.file = path;
    sink({options.source_lang.empty() ? declared.source : options.source_lang,
          options.target_lang.empty() ? declared.target : options.target_lang},
         std::move(segment));
  }
};

BitextXmlHandler::BitextXmlHandler(std::string path, const BitextOptions& options,
                                   const SegmentSink& sink, BitextSummary& summary)
    : state_(std::make_unique<State>(std::move(path), options, sink, summary)) {}
BitextXmlHandler::~BitextXmlHandler() = default;

void BitextXmlHandler::attach(const XmlStream& stream) {
  state_->stream = &stream;
  state_->tmx.attach(stream);
  state_->xliff.attach(stream);
}

void BitextXmlHandler::start(std::string_view name, const XmlAttributes& attributes) {
  if (state_->chosen == nullptr) {
    const std::string_view root = local_name(name);
    if (root == "tmx") {
      state_->chosen = &state_->tmx;
    } else if (root == "xliff") {
      state_->chosen = &state_->xliff;
    } else {
      throw InputError(state_->path, state_->stream->line(),
                       "is XML, but neither TMX nor XLIFF: its root is <" + std::string(name) + ">",
                       "convert it to TMX");
    }
  }
  state_->chosen->start(name, attributes);
}

void BitextXmlHandler::end(std::string_view name) { state_->chosen->end(name); }
void BitextXmlHandler::text(std::string_view text) {
  if (state_->chosen != nullptr) state_->chosen->text(text);
}

}  // namespace concord
