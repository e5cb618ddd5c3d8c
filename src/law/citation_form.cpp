#include <dinh/law/citation_form.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace dinh::inline v1 {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view s) { return !s.empty() && std::all_of(s.begin(), s.end(), is_digit); }

/// Letters and digits of one part, such as "2", "a", "dd", "a1".
bool is_part(std::string_view s) {
  return !s.empty() && s.size() <= 8 &&
         std::all_of(s.begin(), s.end(), [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); });
}

auto bad_article(std::string_view s) {
  const std::string shown{s.substr(0, 80)};
  return refuse("law/malformed-article", {},
                {"\"" + shown + "\" không phải là điều khoản.", "\"" + shown + "\" is not an article."},
                {"Viết 21, 21(1) hoặc 21(1)(a).", "Write 21, 21(1) or 21(1)(a)."});
}
auto bad_citation(std::string_view s) {
  const std::string shown{s.substr(0, 120)};
  return refuse("law/malformed-citation", {},
                {"\"" + shown + "\" không phải là viện dẫn.", "\"" + shown + "\" is not a citation."},
                {"Viết \"khoản 1 Điều 21 Luật số 10/2022/QH15\" hoặc \"10/2022/QH15 21(1)\".",
                 "Write \"Art 21(1) of Law No. 10/2022/QH15\" or \"10/2022/QH15 21(1)\"."});
}

void replace_all(std::string& s, std::string_view from, std::string_view to) {
  for (std::size_t at = s.find(from); at != std::string::npos; at = s.find(from, at + to.size()))
    s.replace(at, from.size(), to);
}

/// Words of a text, split at spaces.
std::vector<std::string> words_of(std::string_view s) {
  std::vector<std::string> out;
  std::string word;
  for (const char c : s) {
    if (c == ' ' || c == '\t') {
      if (!word.empty()) out.push_back(std::move(word));
      word.clear();
    } else {
      word += c;
    }
  }
  if (!word.empty()) out.push_back(std::move(word));
  return out;
}

/// "10/2022/QH15", "26/CT-TTg", "59/2023/NĐ-CP".
bool is_instrument(std::string_view s) {
  const auto slash = s.find('/');
  return slash != std::string_view::npos && slash > 0 && all_digits(s.substr(0, slash)) && slash + 1 < s.size();
}

}  // namespace

checked<article_parts> parse_article(std::string_view article) {
  article_parts out;
  const auto open = article.find('(');
  out.number = article.substr(0, open);
  if (!is_part(out.number) || !is_digit(out.number.front())) return bad_article(article);
  std::string_view rest = open == std::string_view::npos ? std::string_view{} : article.substr(open);
  for (std::string* into : {&out.clause, &out.point}) {
    if (rest.empty()) break;
    const auto close = rest.find(')');
    if (rest.front() != '(' || close == std::string_view::npos || !is_part(rest.substr(1, close - 1)))
      return bad_article(article);
    *into = rest.substr(1, close - 1);
    rest.remove_prefix(close + 1);
  }
  if (!rest.empty()) return bad_article(article);
  if (out.point == "dd") out.point = "đ";
  return out;
}

std::string to_article(const article_parts& parts) {
  std::string out = parts.number;
  if (!parts.clause.empty()) out += "(" + parts.clause + ")";
  if (!parts.point.empty()) out += "(" + (parts.point == "đ" ? std::string{"dd"} : parts.point) + ")";
  return out;
}

std::string cite(const citation& c, const instrument& of, lang l) {
  const text kind = name_of(of.kind);
  const std::string number = of.number.empty() ? of.id : of.number;
  const std::string named = l == lang::vi ? kind.vi + " số " + number : kind.en + " No. " + number;
  if (c.article.empty()) return named;
  const auto parts = parse_article(c.article);
  if (!parts) return c.article + (l == lang::vi ? " " : " of ") + named;
  if (l == lang::en) return "Art " + to_article(*parts) + " of " + named;
  std::string out;
  if (!parts->point.empty()) out += "điểm " + parts->point + " ";
  if (!parts->clause.empty()) out += "khoản " + parts->clause + " ";
  return out + "Điều " + parts->number + " " + named;
}

std::string instrument_id(std::string_view number) {
  std::string out{number};
  replace_all(out, "Đ", "D");
  return out;
}

checked<citation> parse_any_citation(std::string_view s) {
  if (s.size() > 400) return bad_citation(s);
  citation out;
  article_parts parts;
  std::vector<std::string> words = words_of(s);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const bool has_next = i + 1 < words.size();
    const auto next = [&](std::string& into) {
      if (!has_next || !into.empty()) return false;
      into = words[i + 1];
      while (!into.empty() && into.back() == ',') into.pop_back();
      ++i;
      return is_part(into == "đ" ? std::string{"dd"} : into);
    };
    if (word == "điểm" || word == "Điểm") {
      if (!next(parts.point)) return bad_citation(s);
    } else if (word == "khoản" || word == "Khoản") {
      if (!next(parts.clause)) return bad_citation(s);
    } else if (word == "điều" || word == "Điều") {
      if (!next(parts.number)) return bad_citation(s);
    } else if (word == "para") {
      if (!has_next) return bad_citation(s);
      ++i;  // paragraphs are not numbered in the text: the clause is what is cited
    } else if (is_instrument(word)) {
      if (!out.instrument.empty()) return bad_citation(s);
      out.instrument = instrument_id(word);
    } else if (is_digit(word.front())) {
      // An article in the short form, with or without "Art" before it.
      auto article = parse_article(word);
      if (!article || !out.article.empty()) return bad_citation(s);
      out.article = to_article(*article);
    }
    // Everything else is the kind of the instrument: "Luật số", "Law No.", "of", "art".
  }
  if (!parts.number.empty()) {
    if (!out.article.empty()) return bad_citation(s);
    out.article = to_article(parts);
    if (!parse_article(out.article)) return bad_citation(s);
  } else if (!parts.clause.empty() || !parts.point.empty()) {
    return bad_citation(s);
  }
  if (out.instrument.empty()) return bad_citation(s);
  return out;
}

std::string to_akn(const citation& c) {
  std::string number = c.instrument;
  const auto first = number.find('/');
  std::string year = "-";
  if (first != std::string::npos) {
    const auto second = number.find('/', first + 1);
    if (second != std::string::npos && second - first == 5 &&
        all_digits(std::string_view{number}.substr(first + 1, 4))) {
      year = number.substr(first + 1, 4);
      number[second] = '-';
    }
    number[first] = '-';
  }
  std::string out = "/akn/vn/act/" + year + "/" + number;
  const auto parts = parse_article(c.article);
  if (c.article.empty() || !parts) return out;
  out += "/~art_" + parts->number;
  if (!parts->clause.empty()) out += "__cl_" + parts->clause;
  if (!parts->point.empty()) out += "__pnt_" + (parts->point == "đ" ? std::string{"dd"} : parts->point);
  return out;
}

checked<citation> from_akn(std::string_view s) {
  constexpr std::string_view prefix = "/akn/vn/act/";
  if (s.size() > 400 || s.substr(0, prefix.size()) != prefix) return bad_citation(s);
  std::string_view rest = s.substr(prefix.size());
  const auto slash = rest.find('/');
  if (slash == std::string_view::npos) return bad_citation(s);
  const std::string_view year = rest.substr(0, slash);
  rest.remove_prefix(slash + 1);
  const auto tilde = rest.find("/~");
  std::string number{rest.substr(0, tilde)};
  const auto first = number.find('-');
  if (first == std::string::npos || !all_digits(std::string_view{number}.substr(0, first))) return bad_citation(s);
  number[first] = '/';
  if (year != "-") {
    if (number.compare(first + 1, year.size(), year) != 0 || number.size() <= first + 1 + year.size() ||
        number[first + 1 + year.size()] != '-')
      return bad_citation(s);
    number[first + 1 + year.size()] = '/';
  }
  citation out{std::move(number), {}};
  if (!is_instrument(out.instrument)) return bad_citation(s);
  if (tilde == std::string_view::npos) return out;
  std::string_view place = rest.substr(tilde + 2);
  article_parts parts;
  const std::array<std::pair<std::string_view, std::string*>, 3> pieces{
      {{"art_", &parts.number}, {"__cl_", &parts.clause}, {"__pnt_", &parts.point}}};
  for (const auto& [mark, into] : pieces) {
    if (place.empty()) break;
    if (place.substr(0, mark.size()) != mark) return bad_citation(s);
    place.remove_prefix(mark.size());
    *into = place.substr(0, place.find("__"));
    place.remove_prefix(into->size());
  }
  if (parts.point == "dd") parts.point = "đ";
  out.article = to_article(parts);
  if (!place.empty() || !parse_article(out.article)) return bad_citation(s);
  return out;
}

}  // namespace dinh::inline v1
