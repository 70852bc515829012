#!/usr/bin/env bash
# Writes what a fuzz target starts from into a folder: the samples, in the form the target reads.
#   tests/fuzz/seeds.sh TARGET FOLDER
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
target=$1
folder=$2
case "$target" in
  chain_fuzz)  # a byte that chooses the language, both sides with a NUL byte between them
    for sample in "$root"/samples/*/ "$root"/samples/more/*/; do
      ls "$sample"source.*.txt > /dev/null 2>&1 || continue
      number=0
      for lang in ru uk id vi en; do
        [ ! -e "$sample/source.$lang.txt" ] || break
        number=$((number + 1))
      done
      { printf "\\x0$number"; cat "$sample"source.*.txt; printf '\0'; cat "$sample"target.*.txt; } > "$folder/$(basename "$sample")"
    done
    ;;
  config_fuzz)
    printf '\x00%s' $'ui-lang = "ru"\nfail-on = "warning"\nboilerplate = ["The minister.*", "(\\\\w+ ?)+x"]\n[checks]\nquote = "off"\n[[ignore]]\ncheck = "number"\nafter = "a?"\n[pair.ru-en]\nterms = "t.tsv"\n[outlet.a]\ndocuments = ["*/a/*"]\n' > "$folder/toml"
    printf '\x00%s' $'[..a]\n' > "$folder/header"
    printf '\x01%s' $'{"id":"9f2c61d07b3e8a54","verdict":"false-alarm","note":"n","check":"number","message":"m","source_document":"a","target_document":"b"}\n' > "$folder/baseline"
    printf '\x02%s' $'ru\ten\nслово\tword; term\tbad\n' > "$folder/tsv"
    printf '\x03%s' '<martif type="TBX" xml:lang="en"><text><body><termEntry><langSet xml:lang="ru"><tig><term>a <hi>b</hi></term></tig></langSet><langSet xml:lang="en"><ntig><termGrp><term>x</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig></langSet></termEntry></body></text></martif>' > "$folder/tbx"
    printf '\x04%s' '<tmx version="1.4"><header srclang="ru"/><body><tu><tuv xml:lang="ru"><seg>A <bpt i="1">b</bpt></seg></tuv><tuv xml:lang="en"><seg>X</seg></tuv></tu></body></tmx>' > "$folder/tmx"
    ;;
  writers_fuzz)
    printf 'text\0text\0a.ru.txt\0b.en.txt\0id\0002030\0002035\0v\0w\0note' > "$folder/plain"
    printf '<b>&]]>\0=1+1,"\0::error::x\0##[error]\0../x\0\xe2\x80\xae\0\x1b[31m\0\x7f\0{{body}}\0</script>' > "$folder/hostile"
    ;;
  feed_fuzz)  # a byte that chooses the format: 0 is by content
    printf '\x00%s' '<?xml version="1.0"?><rss version="2.0"><channel><title>N</title><language>ru</language><item><guid>1</guid><title>A</title><link>http://a/1</link><pubDate>Thu, 13 Mar 2025 10:00:00 +0300</pubDate><description><![CDATA[<p>B.</p>]]></description></item></channel></rss>' > "$folder/rss"
    printf '\x00%s' '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><entry><id>1</id><title type="html">A</title><link href="/1"/><link rel="alternate" hreflang="ru" href="/2"/><updated>2025-03-13T10:00:00Z</updated><content type="xhtml"><div>B.</div></content></entry></feed>' > "$folder/atom"
    printf '\x00%s' '{"uri":"u","language":"en","versioncreated":"2025-03-13T10:00:00Z","headline":"A","body_xhtml":"<p>B.</p>"}' > "$folder/ninjs"
    printf '\x00%s' '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g" xml:lang="en"><itemMeta><versionCreated>2025-03-13T10:00:00Z</versionCreated></itemMeta><contentMeta><headline>A</headline></contentMeta><contentSet><inlineXML><nitf><body><body.content><p>B.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>' > "$folder/newsml"
    printf '\x00%s' $'{"id":"1","lang":"ru","date":"2025-03-13","title":"A","text":"B."}\n{"id":"2","html":"<p>C.</p>","version_of":"1"}\n' > "$folder/jsonl"
    ;;
  reader_fuzz)  # a byte that chooses the format before the page
    for page in "$root"/tests/formats/pages/*.html "$root"/samples/01*/source.*.txt; do
      for format in 0 1 2 3; do
        { printf "\\x0$format"; cat "$page"; } > "$folder/$format-$(basename "$page")"
      done
    done
    ;;
  bitext_fuzz)
    printf '\x01%s' $'1\tОдин.\tOne.\n2\tДва.\tTwo.\n' > "$folder/tsv"
    printf '\x00%s' '<tmx version="1.4"><header srclang="ru"/><body><tu><tuv xml:lang="ru"><seg>A <bpt i="1">b</bpt></seg></tuv><tuv xml:lang="en"><seg>X</seg></tuv></tu></body></tmx>' > "$folder/tmx"
    printf '\x00%s' '<xliff version="2.1" srcLang="ru" trgLang="en"><file id="f"><unit id="u"><segment><source>A</source><target>X</target></segment></unit></file></xliff>' > "$folder/xliff"
    printf '\x00%s' $'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "x"\n' > "$folder/po"
    ;;
esac
[ ! -d "$root/tests/fuzz/corpus/$target" ] || cp "$root/tests/fuzz/corpus/$target"/* "$folder"
