#include <law/citation_words.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace dinh::inline v1::articles {
namespace {

/// Whether a value can stand behind the word of a level.
bool fits(std::string_view level, std::string_view value) {
  return level == "điểm" ? is_point_letter(value) : !value.empty() && is_digit(value.front()) && is_part(value);
}

}  // namespace

void replace_all(std::string& s, std::string_view from, std::string_view to) {
  for (std::size_t at = s.find(from); at != std::string::npos; at = s.find(from, at + to.size()))
    s.replace(at, from.size(), to);
}

/// A word of a citation in small letters: those that name levels, joints and kinds of instruments are known in capitals too.
std::string in_small_letters(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 15> vietnamese{
      {{"Đ", "đ"}, {"Ể", "ể"}, {"Ề", "ề"}, {"Ế", "ế"}, {"Ệ", "ệ"}, {"Ả", "ả"}, {"À", "à"}, {"Á", "á"},
       {"Ạ", "ạ"}, {"Ặ", "ặ"}, {"Ậ", "ậ"}, {"Ị", "ị"}, {"Ỉ", "ỉ"}, {"Ố", "ố"}, {"Ư", "ư"}}};
  std::string out{word};
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  for (const auto& [capital, small] : vietnamese) replace_all(out, capital, small);
  return out;
}

/// The letter of a point, such as "a", "đ", "dd", "a1".
bool is_point_letter(std::string_view s) {
  if (s == "đ" || s == "dd") return true;
  return !s.empty() && s.front() >= 'a' && s.front() <= 'z' && s.size() <= 3 && (s.size() == 1 || all_digits(s.substr(1)));
}

/// "a", "a,b", "a-c", with or without a comma behind it.
bool vietnamese_places::read_values(std::string_view word, std::string_view level, std::vector<ends>& into) {
  while (!word.empty()) {
    const std::string_view one = word.substr(0, word.find(','));
    const auto dash = one.find('-');
    const ends value{std::string{one.substr(0, dash)}, std::string{dash == std::string_view::npos ? one : one.substr(dash + 1)}};
    if (!fits(level, value.first) || !fits(level, value.last)) return false;
    into.push_back(value);
    word.remove_prefix(std::min(word.size(), one.size() + 1));
  }
  return true;
}

bool vietnamese_places::read_list(std::size_t& at, const std::string& level, std::vector<ends>& into) {
  while (true) {
    if (++at >= words_.size() || words_[at] == "," || !read_values(words_[at], level, into)) return false;
    bool more = words_[at].back() == ',';
    if (!more && at + 1 < words_.size() && is_to(words_[at + 1])) {
      at += at + 2 < words_.size() && words_[at + 2] == level ? std::size_t{3} : std::size_t{2};
      std::vector<ends> upper;
      if (at >= words_.size() || !read_values(words_[at], level, upper) || into.back().first != into.back().last)
        return false;
      into.back().last = upper.front().first;
      into.insert(into.end(), upper.begin() + 1, upper.end());
      more = words_[at].back() == ',';
    }
    std::size_t next = at + 1;
    while (next < words_.size() && (words_[next] == "," || is_and(words_[next]))) {
      more = true;
      ++next;
    }
    if (!more || next >= words_.size()) return next == at + 1;  // "và" with nothing behind it
    std::vector<ends> probe;
    // A clause or an article named anew begins a place of its own.
    const bool again = words_[next] == level && level == "điểm";
    if (!again && !read_values(words_[next], level, probe)) {
      if (next == at + 1) return true;
      // What is joined on has to be a place.
      const std::string& joined = words_[next];
      const bool is_place = joined == "điều" || joined == "khoản" || joined == "điểm";
      const bool has_comma_only = std::none_of(words_.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                                               words_.begin() + static_cast<std::ptrdiff_t>(next),
                                               [](const std::string& w) { return is_and(w); });
      // "điểm a và Điều 3": a point and what stands above it are no two places.
      if (!is_place && !has_comma_only) return false;
      if (!has_comma_only && level != "điều" && (level == "điểm" || joined == "điều")) return false;
      at = next - 1;
      return true;
    }
    at = again ? next : next - 1;
  }
}

/// Gives what waits its article.
bool vietnamese_places::close(const std::vector<ends>& articles) {
  if (groups_.empty()) {
    for (const ends& a : articles) places_.push_back({{a.first, {}, {}}, {a.last, {}, {}}});
    return true;
  }
  // "khoản 1 Điều 15, 16": clause 1 of both, or of the first alone?
  if (articles.size() != 1 || articles.front().first != articles.front().last) return false;
  const std::string& number = articles.front().first;
  for (const group& g : groups_) {
    // "khoản 1, điểm b Điều 19": of which clause?
    if (g.clauses.empty() && groups_.size() > 1) return false;
    if (g.points.empty()) {
      for (const ends& c : g.clauses) places_.push_back({{number, c.first, {}}, {number, c.last, {}}});
      continue;
    }
    // "điểm a khoản 1, 2": point a of both, or clause 2 whole?
    if (g.clauses.size() > 1 || (g.clauses.size() == 1 && g.clauses.front().first != g.clauses.front().last)) return false;
    const std::string clause = g.clauses.empty() ? std::string{} : g.clauses.front().first;
    for (const ends& p : g.points) places_.push_back({{number, clause, p.first}, {number, clause, p.last}});
  }
  groups_.clear();
  return true;
}

bool vietnamese_places::read(std::size_t& at) {
  const std::string level = words_[at];
  std::vector<ends> found;
  if (!read_list(at, level, found)) return false;
  if (level == "điểm") {
    if (groups_.empty() || !groups_.back().clauses.empty()) groups_.emplace_back();
    auto& points = groups_.back().points;
    points.insert(points.end(), found.begin(), found.end());
    return true;
  }
  if (level == "khoản") {
    if (groups_.empty() || !groups_.back().clauses.empty()) groups_.emplace_back();
    groups_.back().clauses = std::move(found);
    return true;
  }
  return close(found);
}

/// The kind that words name first: "nghị định hướng dẫn luật" is a decree.
std::string_view kind_in(std::string_view words) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kinds{
      {{"luật", "law"}, {"law", "law"}, {"nghị quyết", "resolution"}, {"resolution", "resolution"},
       {"pháp lệnh", "ordinance"}, {"ordinance", "ordinance"}, {"nghị định", "decree"}, {"decree", "decree"},
       {"thông tư", "circular"}, {"circular", "circular"}, {"quyết định", "decision"}, {"decision", "decision"},
       {"chỉ thị", "directive"}, {"directive", "directive"}}};
  std::string_view found;
  std::size_t first = std::string_view::npos;
  for (const auto& [word, kind] : kinds)
    if (const auto at = words.find(" " + std::string{word} + " "); at < first) {
      first = at;
      found = kind;
    }
  return found;
}

/// Whether a number can be that of an instrument of this kind; true where the number does not tell.
bool may_be(std::string_view kind, std::string_view number) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> marks{
      {{"nd-cp", "decree"}, {"tt-", "circular"}, {"ttlt", "circular"}, {"qd-ttg", "decision"}, {"ct-", "directive"},
       {"nq-", "resolution"}, {"nqlt", "resolution"}, {"pl-", "ordinance"}, {"l/ctn", "law"}}};
  std::string id = in_small_letters(number);
  replace_all(id, "đ", "d");
  for (const auto& [mark, of] : marks) {
    const auto slash = id.find("/" + std::string{mark});
    const auto dash = id.find("-" + std::string{mark});
    if (slash == std::string::npos && !(mark == "l/ctn" && dash != std::string::npos)) continue;
    return kind == of;
  }
  // The National Assembly passes laws and resolutions.
  if (id.find("/qh") != std::string::npos) return kind == "law" || kind == "resolution";
  return true;
}

}  // namespace dinh::inline v1::articles
