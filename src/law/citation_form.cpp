#include <dinh/law/citation_form.hpp>
#include <law/article_text.hpp>
#include <law/citation_words.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace dinh::inline v1 {
namespace {

using articles::all_digits;
using articles::in_small_letters;
using articles::is_and;
using articles::is_digit;
using articles::is_part;
using articles::is_point_letter;
using articles::is_to;
using articles::replace_all;
using articles::vietnamese_places;

auto bad_citation(std::string_view s) {
  const std::string shown{s.substr(0, 120)};
  return refuse("law/malformed-citation", {},
                {"\"" + shown + "\" không phải là viện dẫn.", "\"" + shown + "\" is not a citation."},
                {"Viết \"khoản 1 Điều 21 Luật số 10/2022/QH15\" hoặc \"10/2022/QH15 21(1)\".",
                 "Write \"Art 21(1) of Law No. 10/2022/QH15\" or \"10/2022/QH15 21(1)\"."});
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

/// "10/2022/QH15", "26/CT-TTg", "59/2023/NĐ-CP"; of the Party "11-QĐi/TW".
bool is_instrument(std::string_view s) {
  const auto slash = s.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 >= s.size()) return false;
  if (s.find_first_of(".~") != std::string_view::npos) return false;  // what identifiers are built with
  const std::string_view head = s.substr(0, slash);
  const auto dash = head.find('-');
  return all_digits(head.substr(0, dash)) && (dash == std::string_view::npos || dash + 1 < head.size());
}

/// "12.3" and "40(1)c" as they stand in parentheses: "12(3)", "40(1)(c)". Anything else stays as it is.
std::string in_parentheses(std::string_view place) {
  std::string out;
  std::size_t i = 0;
  while (i < place.size()) {
    const bool dotted = place[i] == '.' && !out.empty() && i + 1 < place.size();
    const bool bare_point = !out.empty() && out.back() == ')' && place[i] >= 'a' && place[i] <= 'z';
    if (!dotted && !bare_point) {
      out += place[i++];
      continue;
    }
    if (dotted) ++i;
    const std::size_t from = i;
    while (i < place.size() && (is_digit(place[i]) || (place[i] >= 'a' && place[i] <= 'z'))) ++i;
    out += "(" + std::string{place.substr(from, i - from)} + ")";
  }
  return out;
}

/// Words before the number of a clause or the letter of a point, in small letters: 2 and 3, 0 for any other word.
int level_below_the_article(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, int>, 9> words{{{"clause", 2}, {"clauses", 2}, {"cl", 2}, {"cl.", 2}, {"khoản", 2},
                                                                   {"point", 3}, {"points", 3}, {"pt.", 3}, {"điểm", 3}}};
  for (const auto& [known, level] : words)
    if (known == word) return level;
  return 0;
}

/// How deep the last place of "20(3), 21(2)(a)" goes: 1 article, 2 clause, 3 point. A comma behind it does not count.
int levels_of_last(std::string_view places) {
  if (!places.empty() && places.back() == ',') places.remove_suffix(1);
  const auto comma = places.rfind(',');
  const std::string_view last = comma == std::string_view::npos ? places : places.substr(comma + 1);
  const auto depth = 1 + static_cast<int>(std::count(last.begin(), last.end(), '('));
  if (last.empty() || last.front() != '(') return depth;
  return last.size() > 1 && is_digit(last[1]) ? depth : depth + 1;  // "(4)" is a clause, "(c)" a point
}

/// "điểm a khoản 1 Điều 21"; with a range "khoản 1 đến khoản 2 Điều 8".
std::string vietnamese_place(const article_range& r) {
  const bool is_range = r.first != r.last;
  const int depth = !r.first.point.empty() ? 3 : (!r.first.clause.empty() ? 2 : 1);
  std::string out;
  if (depth == 3) out += "điểm " + r.first.point + (is_range ? " đến điểm " + r.last.point : "") + " ";
  if (depth >= 2) {
    // A letter right below an article is a point: "điểm b Điều 41".
    const bool is_point = !is_digit(r.first.clause.front());
    const std::string level = is_point ? "điểm " : "khoản ";
    const auto shown = [&](const std::string& part) { return is_point && part == "dd" ? std::string{"đ"} : part; };
    out += level + shown(r.first.clause) + (is_range && depth == 2 ? " đến " + level + shown(r.last.clause) : "") + " ";
  }
  return out + "Điều " + r.first.number + (is_range && depth == 1 ? " đến Điều " + r.last.number : "");
}

}  // namespace

std::string cite(const citation& c, const instrument& of, lang l) {
  // What is done without an instrument has a name, no number.
  if (of.kind == instrument_kind::practice) return of.title.in(l);
  const text kind = name_of(of.kind);
  const std::string number = of.number.empty() ? of.id : of.number;
  const std::string named = l == lang::vi ? kind.vi + " số " + number : kind.en + " No. " + number;
  if (c.article.empty()) return named;
  const auto places = parse_places(c.article);
  if (!places) return c.article + (l == lang::vi ? " " : " of ") + named;
  if (l == lang::en) {
    const std::string& first = places->front().first.number;
    const bool one_article = std::all_of(places->begin(), places->end(), [&](const article_range& r) {
      return r.first.number == first && r.last.number == first;
    });
    return (one_article ? "Art " : "Arts ") + to_article(*places) + " of " + named;
  }
  std::string out;
  for (const article_range& r : *places) out += (out.empty() ? "" : ", ") + vietnamese_place(r);
  return out + " " + named;
}

std::string instrument_id(std::string_view number) {
  std::string out{number};
  replace_all(out, "Đ", "D");
  return out;
}

checked<citation> parse_any_citation(std::string_view s) {
  if (s.size() > 1000) return bad_citation(s);
  citation out;
  std::string short_article;  // "21(1)", "8(1)-(2),(4)"
  int level_named = 0;        // 2 clause, 3 point: the word that stood before the last value of the short form
  std::string kind_words = " ";
  const std::vector<std::string> given = words_of(s);
  std::vector<std::string> words;
  words.reserve(given.size());
  for (const std::string& w : given) words.push_back(in_small_letters(w));
  vietnamese_places vietnamese{words};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const int level = level_below_the_article(word);
    if (!short_article.empty() && level != 0) {
      // "12 clause 3 point a", "12, khoản 3": the levels one after the other.
      if (++i >= words.size()) return bad_citation(s);
      const std::string value = words[i].substr(0, words[i].find(','));
      if (value.empty() || words[i].size() > value.size() + 1) return bad_citation(s);
      // After a comma a level that the place before has already is one more of them: "12(3), clause 4".
      const bool is_clause = is_digit(value.front());
      if (short_article.back() == ',' && levels_of_last(short_article) < (is_clause ? 2 : 3)) short_article.pop_back();
      if (short_article.back() != ',' && levels_of_last(short_article) >= (is_clause ? 2 : 3)) return bad_citation(s);
      short_article += "(" + value + ")";
      if (words[i].back() == ',') short_article += ',';
      level_named = level;
    } else if (word == "điểm" || word == "khoản" || word == "điều") {
      if (!vietnamese.read(i)) return bad_citation(s);
    } else if (vietnamese.is_open()) {
      return bad_citation(s);  // between a point or a clause and its article nothing else stands
    } else if (word == "para" || word == "paragraph" || word == "đoạn") {
      if (i + 1 >= words.size()) return bad_citation(s);
      ++i;  // paragraphs are not numbered in the text: the clause is what is cited
    } else if (is_instrument(given[i])) {
      if (!out.instrument.empty()) return bad_citation(s);
      out.instrument = instrument_id(given[i]);
    } else if (is_digit(word.front())) {
      // The short form, with or without "Art" before it; further places follow after a comma or "and".
      if (!short_article.empty() && short_article.back() != ',') return bad_citation(s);
      const bool has_comma = word.back() == ',';
      if (!short_article.empty() && level_named == 2 && is_part(std::string_view{word}.substr(0, word.size() - (has_comma ? 1 : 0))))
        short_article += "(" + word.substr(0, word.size() - (has_comma ? 1 : 0)) + ")" + (has_comma ? "," : "");
      else
        short_article += in_parentheses(word);
    } else if (!short_article.empty() && is_and(word)) {
      if (short_article.back() != ',') short_article += ',';
    } else if (!short_article.empty() && word.front() == '(') {
      short_article += word;
    } else if (const std::string point = word.substr(0, word.find(','));
               !short_article.empty() && is_point_letter(point)) {
      // One more letter after "point a,"; anywhere else it belongs to nothing.
      if (short_article.back() != ',' || level_named != 3 || word.size() > point.size() + 1) return bad_citation(s);
      short_article += "(" + point + ")" + (word.size() > point.size() ? "," : "");
    } else if ((!short_article.empty() || !vietnamese.places().empty()) && is_to(word)) {
      return bad_citation(s);
    } else {
      if (word == "art" || word == "art." || word == "article" || word == "arts") level_named = 0;
      kind_words += (word.back() == ',' ? word.substr(0, word.size() - 1) : word) + " ";
    }
    // Everything else is the kind of the instrument: "Luật số", "Law No.", "of", "art".
  }
  if (vietnamese.is_open()) return bad_citation(s);
  std::vector<article_range> places = vietnamese.places();
  if (!short_article.empty() && !places.empty()) return bad_citation(s);
  if (!short_article.empty()) {
    replace_all(short_article, "(đ)", "(dd)");
    const auto read = parse_places(short_article);
    if (!read) return bad_citation(s);
    places = *read;
  }
  if (!places.empty()) {
    out.article = to_article(places);
    if (!parse_places(out.article)) return bad_citation(s);
  }
  if (out.instrument.empty()) return bad_citation(s);
  if (const std::string_view kind = articles::kind_in(kind_words); !kind.empty() && !articles::may_be(kind, out.instrument))
    return refuse("law/malformed-citation", {},
                  {"Số " + out.instrument + " không phải của loại văn bản được nêu.",
                   "The number " + out.instrument + " is not that of such an instrument: not of a " + std::string{kind} + "."},
                  {"Viết đúng loại văn bản, hoặc bỏ đi.", "Name its kind, or leave it out."});
  return out;
}

namespace {

using articles::is_digit;
using articles::is_part;

std::string akn_place(const article_parts& p) {
  std::string out = "art_" + p.number;
  if (!p.clause.empty()) out += "__cl_" + p.clause;
  if (!p.point.empty()) out += "__pnt_" + (p.point == "đ" ? std::string{"dd"} : p.point);
  return out;
}

std::optional<article_parts> from_akn_place(std::string_view place) {
  article_parts parts;
  const std::array<std::pair<std::string_view, std::string*>, 3> pieces{
      {{"art_", &parts.number}, {"__cl_", &parts.clause}, {"__pnt_", &parts.point}}};
  for (const auto& [mark, into] : pieces) {
    if (place.empty()) break;
    if (place.substr(0, mark.size()) != mark) return std::nullopt;
    place.remove_prefix(mark.size());
    *into = place.substr(0, place.find("__"));
    place.remove_prefix(into->size());
  }
  if (parts.point == "dd") parts.point = "đ";
  if (!place.empty() || !parse_article(to_article(parts))) return std::nullopt;
  return parts;
}

}  // namespace

std::string to_akn(const citation& c) {
  std::string number = c.instrument;
  const auto first = number.find('/');
  std::string year = "-";
  if (first != std::string::npos && number.find('-') < first) {
    number[first] = '.';  // "11-QDi/TW": the dash is its own
  } else if (first != std::string::npos) {
    const auto second = number.find('/', first + 1);
    if (second != std::string::npos && second - first == 5 &&
        all_digits(std::string_view{number}.substr(first + 1, 4))) {
      year = number.substr(first + 1, 4);
      number[second] = '-';
    }
    number[first] = '-';
  }
  std::string out = "/akn/vn/act/" + year + "/" + number;
  const auto places = parse_places(c.article);
  if (c.article.empty() || !places) return out;
  out += "/~";
  for (std::size_t i = 0; i < places->size(); ++i) {
    const article_range& r = (*places)[i];
    out += (i == 0 ? "" : ",") + akn_place(r.first);
    if (r.first != r.last) out += "->" + akn_place(r.last);
  }
  return out;
}

checked<citation> from_akn(std::string_view s) {
  constexpr std::string_view prefix = "/akn/vn/act/";
  if (s.size() > 1000 || s.substr(0, prefix.size()) != prefix) return bad_citation(s);
  std::string_view rest = s.substr(prefix.size());
  const auto slash = rest.find('/');
  if (slash == std::string_view::npos) return bad_citation(s);
  const std::string_view year = rest.substr(0, slash);
  rest.remove_prefix(slash + 1);
  const auto tilde = rest.find("/~");
  std::string number{rest.substr(0, tilde)};
  const auto first = number.find('-');
  if (first == std::string::npos || !all_digits(std::string_view{number}.substr(0, first))) return bad_citation(s);
  const auto dot = number.find('.');
  if (dot != std::string::npos)
    number[dot] = '/';
  else
    number[first] = '/';
  if (year != "-" && dot == std::string::npos) {
    if (number.compare(first + 1, year.size(), year) != 0 || number.size() <= first + 1 + year.size() ||
        number[first + 1 + year.size()] != '-')
      return bad_citation(s);
    number[first + 1 + year.size()] = '/';
  }
  citation out{std::move(number), {}};
  if (!is_instrument(out.instrument)) return bad_citation(s);
  if (tilde == std::string_view::npos) return out;
  std::vector<article_range> places;
  std::string_view list = rest.substr(tilde + 2);
  while (true) {
    const auto comma = list.find(',');
    const std::string_view one = list.substr(0, comma);
    const auto arrow = one.find("->");
    const auto begins = from_akn_place(one.substr(0, arrow));
    const auto ends = arrow == std::string_view::npos ? begins : from_akn_place(one.substr(arrow + 2));
    if (!begins || !ends) return bad_citation(s);
    places.push_back({*begins, *ends});
    if (comma == std::string_view::npos) break;
    list.remove_prefix(comma + 1);
  }
  out.article = to_article(places);
  if (!parse_places(out.article)) return bad_citation(s);
  return out;
}

}  // namespace dinh::inline v1
