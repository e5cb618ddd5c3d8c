// Articles, clauses, points and ranges of them: reading, writing, and what lies within what.
#include <dinh/law/citation_form.hpp>
#include <law/article_text.hpp>

#include <algorithm>
#include <utility>

namespace dinh::inline v1 {
namespace {

using articles::is_digit;
using articles::is_part;

auto bad_article(std::string_view s) {
  const std::string shown{s.substr(0, 80)};
  return refuse("law/malformed-article", {},
                {"\"" + shown + "\" không phải là điều khoản.", "\"" + shown + "\" is not an article."},
                {"Viết 21, 21(1) hoặc 21(1)(a).", "Write 21, 21(1) or 21(1)(a)."});
}
/// Order of the points of a clause: a, b, c, d, đ, e …; "dd" is written for đ. Points with a number ("a1") follow their
/// letter.
int place_in_alphabet(const std::string& point) {
  constexpr std::string_view letters = "abcd?eghiklmnopqrstuvxy";
  if (point == "đ" || point == "dd") return 4 * 16;
  const auto at = point.empty() ? std::string_view::npos : letters.find(point.front());
  int n = 0;
  for (std::size_t i = 1; i < point.size(); ++i) {
    if (!is_digit(point[i]) || i > 2) return -1;  // no point of any clause: "bb", "abc"
    n = n * 10 + (point[i] - '0');
  }
  return at == std::string_view::npos ? -1 : static_cast<int>(at) * 16 + std::min(n, 15);
}

/// Numbers count as numbers, "5a" after "5": for the order of articles and clauses.
std::pair<int, std::string> place_in_numbers(const std::string& s) {
  std::size_t i = 0;
  int n = 0;
  while (i < s.size() && i < 6 && is_digit(s[i])) n = n * 10 + (s[i++] - '0');
  return {n, s.substr(i)};
}

/// Whether a place lies between the two ends of a range, which differ in one level only.
bool lies_between(const article_parts& p, const article_range& r) {
  if (r.first.number != r.last.number)
    return place_in_numbers(r.first.number) <= place_in_numbers(p.number) &&
           place_in_numbers(p.number) <= place_in_numbers(r.last.number);
  if (p.number != r.first.number) return false;
  if (r.first.clause != r.last.clause)
    return place_in_numbers(r.first.clause) <= place_in_numbers(p.clause) &&
           place_in_numbers(p.clause) <= place_in_numbers(r.last.clause);
  if (p.clause != r.first.clause) return false;
  const int at = place_in_alphabet(p.point);
  if (at < 0) return p.point == r.first.point && p.point == r.last.point;  // no letter of the alphabet lies between others
  return place_in_alphabet(r.first.point) <= at && at <= place_in_alphabet(r.last.point);
}

/// 1 article, 2 clause, 3 point.
int depth_of(const article_parts& p) { return !p.point.empty() ? 3 : (!p.clause.empty() ? 2 : 1); }

article_parts cut_to(article_parts p, int depth) {
  if (depth < 3) p.point.clear();
  if (depth < 2) p.clause.clear();
  return p;
}

/// What a part without its beginning leaves out: "(4)" after "8(1)" is 8(4), "(dd)" after "19(1)(a)" is 19(1)(dd).
std::string completed(std::string_view part, const article_parts& before) {
  if (part.empty() || part.front() != '(' || before.number.empty()) return std::string{part};
  const bool is_point = part.size() > 1 && !is_digit(part[1]);
  std::string out = before.number;
  if (is_point && !before.clause.empty()) out += "(" + before.clause + ")";
  out += part;
  return out;
}

/// A part written as shortly as `completed` can read it again.
std::string shortened(const article_parts& p, const article_parts* before) {
  const std::string whole = to_article(p);
  if (before == nullptr || before->number != p.number || p.clause.empty()) return whole;
  const std::string point = p.point.empty() ? std::string{} : "(" + (p.point == "đ" ? std::string{"dd"} : p.point) + ")";
  if (!point.empty() && !before->clause.empty() && before->clause == p.clause && !is_digit(p.point.front())) return point;
  return is_digit(p.clause.front()) ? "(" + p.clause + ")" + point : whole;
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

checked<std::vector<article_range>> parse_places(std::string_view article) {
  constexpr std::size_t most_places = 32;
  std::vector<article_range> out;
  article_parts before;
  std::string_view rest = article;
  while (true) {
    const auto comma = rest.find(',');
    std::string_view part = rest.substr(0, comma);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    const auto dash = part.find('-');
    const auto first = parse_article(completed(part.substr(0, dash), before));
    if (!first || out.size() == most_places) return bad_article(article);
    article_range r{*first, *first};
    if (dash != std::string_view::npos) {
      const auto last = parse_article(completed(part.substr(dash + 1), r.first));
      if (!last || depth_of(*last) != depth_of(r.first)) return bad_article(article);
      r.last = *last;
      // The ends differ in their last level alone, and run upwards.
      const int depth = depth_of(r.first);
      if (depth > 1 && cut_to(r.first, depth - 1) != cut_to(r.last, depth - 1)) return bad_article(article);
      if (r.first == r.last || !lies_between(r.last, r) || lies_between(r.first, {r.last, r.first}))
        return bad_article(article);
    }
    before = r.last;
    out.push_back(std::move(r));
    if (comma == std::string_view::npos) return out;
    rest.remove_prefix(comma + 1);
  }
}

std::string to_article(std::span<const article_range> places) {
  std::string out;
  const article_parts* before = nullptr;
  for (const article_range& r : places) {
    const std::string first = shortened(r.first, before);
    if (before != nullptr) out += first.front() == '(' ? "," : ", ";
    out += first;
    if (r.last != r.first) out += "-" + shortened(r.last, &r.first);
    before = &r.last;
  }
  return out;
}

bool covers(std::string_view where, std::string_view article) {
  if (where.empty() || where == article) return true;
  const auto asked = parse_places(where);
  const auto placed = parse_places(article);
  if (!asked || !placed) return false;
  for (const article_range& a : *asked)
    for (const article_range& p : *placed) {
      // Seen from the height of what is asked: the place itself or one below it.
      const int depth = depth_of(a.first);
      if (depth > depth_of(p.first)) continue;
      const article_range high{cut_to(p.first, depth), cut_to(p.last, depth)};
      if (lies_between(a.first, high) || lies_between(high.first, a)) return true;
    }
  return false;
}

}  // namespace dinh::inline v1
