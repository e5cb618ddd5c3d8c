#include <dinh/base/explanation.hpp>
#include <dinh/base/json_value.hpp>
#include <dinh/base/phrase.hpp>

#include <utility>

namespace dinh::inline v1 {
namespace {

void draw(const explanation& e, lang l, const std::string& first, const std::string& rest, std::string& out) {
  out += first + e.statement.in(l);
  if (!e.source.empty()) {
    out += " [" + to_text(e.source, l) + ", ";
    out += letter(e.known_by);
    out += ']';
  }
  out += '\n';
  for (std::size_t i = 0; i < e.because.size(); ++i) {
    const bool last = i + 1 == e.because.size();
    draw(e.because[i], l, rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "), out);
  }
}

void collect_weaker(const explanation& e, evidence asked, explanation& into) {
  if (!e.source.empty() && e.known_by > asked) {
    explanation weak{e.statement, e.source, e.known_by, {}};
    for (const auto& seen : into.because)
      if (seen == weak) return;
    into.because.push_back(std::move(weak));
  }
  for (const auto& b : e.because) collect_weaker(b, asked, into);
}

json_value as_json(const explanation& e) {
  json_value out{{"statement", json_value{{"vi", e.statement.vi}, {"en", e.statement.en}}}};
  if (!e.source.empty()) {
    json_value source{{"instrument", e.source.instrument}};
    if (!e.source.article.empty()) source.set("article", e.source.article);
    out.set("citation", std::move(source));
    out.set("evidence", std::string(1, letter(e.known_by)));
  }
  json_value because;
  for (const auto& b : e.because) because.append(as_json(b));
  if (!because.is_null()) out.set("because", std::move(because));
  return out;
}

}  // namespace

explanation too_weak(const explanation& e, evidence asked, const phrase_book& words) {
  explanation out;
  out.statement = words.say("evidence.too_weak", {{"found", std::string(1, letter(weakest_evidence(e)))},
                                                  {"asked", std::string(1, letter(asked))}});
  collect_weaker(e, asked, out);
  return out;
}

std::string to_tree(const explanation& e, lang l) {
  std::string out;
  draw(e, l, "", "", out);
  return out;
}

checked<std::string> to_json(const explanation& e) { return to_canonical(as_json(e)); }

}  // namespace dinh::inline v1
