#include <dinh/procedure/condition.hpp>

#include <algorithm>
#include <utility>

namespace dinh::inline v1 {

namespace {

constexpr std::size_t longest = 16'384;
constexpr std::size_t longest_name = 64;
constexpr std::size_t most_tests = 64;
constexpr int deepest = 16;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '.';
}

class parser {
public:
  parser(std::string_view words, std::vector<flow_condition::node>& out) : words_{words}, out_{out} { next(); }

  // False at the first fault; `at()` is its place and `why` says what was expected.
  bool run() {
    if (token_ == "otherwise") {
      out_.push_back({flow_condition::sort::otherwise, comparison::equal, 0, 0, {}, {}});
      next();
    } else if (!either(0)) {
      return false;
    }
    return token_.empty() && at_ >= words_.size() ? true : expected("the end");
  }
  [[nodiscard]] std::size_t at() const noexcept { return start_; }
  std::string why;
  bool too_deep = false;
  bool too_long = false;

private:
  bool expected(const char* what) {
    if (why.empty()) why = what;
    return false;
  }

  void next() {
    while (at_ < words_.size() && words_[at_] == ' ') ++at_;
    start_ = at_;
    if (at_ >= words_.size()) {
      token_ = {};
      return;
    }
    const char c = words_[at_];
    if (is_name_character(c)) {
      while (at_ < words_.size() && is_name_character(words_[at_])) ++at_;
    } else {
      ++at_;
      const bool may_be_two = c == '<' || c == '>' || c == '!';
      if (may_be_two && at_ < words_.size() && words_[at_] == '=') ++at_;
    }
    token_ = words_.substr(start_, at_ - start_);
  }

  std::uint16_t last() const { return static_cast<std::uint16_t>(out_.size() - 1); }

  bool either(int depth) {
    if (!both(depth)) return false;
    while (token_ == "or") {
      const std::uint16_t first = last();
      next();
      if (!both(depth)) return false;
      out_.push_back({flow_condition::sort::either, comparison::equal, first, last(), {}, {}});
    }
    return true;
  }

  bool both(int depth) {
    if (!single(depth)) return false;
    while (token_ == "and") {
      const std::uint16_t first = last();
      next();
      if (!single(depth)) return false;
      out_.push_back({flow_condition::sort::both, comparison::equal, first, last(), {}, {}});
    }
    return true;
  }

  bool single(int depth) {
    if (depth >= deepest) {
      too_deep = true;
      return expected("less nesting");
    }
    if (token_ == "not") {
      next();
      if (!single(depth + 1)) return false;
      out_.push_back({flow_condition::sort::negation, comparison::equal, last(), 0, {}, {}});
      return true;
    }
    if (token_ == "(") {
      next();
      if (!either(depth + 1)) return false;
      if (token_ != ")") return expected(")");
      next();
      return true;
    }
    if (token_.empty() || !is_name_character(token_.front()) || token_ == "and" || token_ == "or" ||
        token_ == "otherwise")
      return expected("the name of a fact");
    if (token_.size() > longest_name || ++tests_ > most_tests) {
      too_long = true;
      return expected("a shorter condition");
    }
    flow_condition::node test{flow_condition::sort::test, comparison::equal, 0, 0, std::string{token_}, "yes"};
    next();
    for (std::uint8_t c = 0; c < 6; ++c) {
      if (token_ != name_of(static_cast<comparison>(c))) continue;
      test.how = static_cast<comparison>(c);
      next();
      if (token_.empty() || !is_name_character(token_.front())) return expected("a value");
      if (token_.size() > longest_name) {
        too_long = true;
        return expected("a shorter value");
      }
      test.value = std::string{token_};
      next();
      break;
    }
    out_.push_back(std::move(test));
    return true;
  }

  std::string_view words_;
  std::vector<flow_condition::node>& out_;
  std::size_t at_ = 0;
  std::size_t start_ = 0;
  std::string_view token_;
  std::size_t tests_ = 0;
};

std::optional<std::int64_t> number_in(std::string_view s) {
  if (s.empty() || s.size() > 15) return std::nullopt;
  std::int64_t out = 0;
  for (const char c : s) {
    if (c < '0' || c > '9') return std::nullopt;
    out = out * 10 + (c - '0');
  }
  return out;
}

bool agrees(comparison how, int order) {
  switch (how) {
    case comparison::equal:
      return order == 0;
    case comparison::not_equal:
      return order != 0;
    case comparison::less:
      return order < 0;
    case comparison::at_most:
      return order <= 0;
    case comparison::more:
      return order > 0;
    case comparison::at_least:
      return order >= 0;
  }
  return false;
}

truth test(const flow_condition::node& n, const fact_source& facts) {
  const auto known = facts(n.name);
  if (!known) return truth::unknown;
  const auto answer = [&](int order) { return agrees(n.how, order) ? truth::yes : truth::no; };
  if (const auto wanted = number_in(n.value)) {
    const auto have = number_in(*known);
    if (!have) return truth::unknown;
    return answer(*have < *wanted ? -1 : (*have > *wanted ? 1 : 0));
  }
  if (const auto wanted = parse_date(n.value, {})) {
    const auto have = parse_date(*known, {});
    if (!have) return truth::unknown;
    return answer(*have < *wanted ? -1 : (*have > *wanted ? 1 : 0));
  }
  if (n.how != comparison::equal && n.how != comparison::not_equal) return truth::unknown;
  return answer(*known == n.value ? 0 : 1);
}

truth negated(truth t) { return t == truth::unknown ? t : (t == truth::yes ? truth::no : truth::yes); }

}  // namespace

truth flow_condition::holds(const fact_source& facts) const {
  if (nodes_.empty()) return truth::yes;
  std::vector<truth> value(nodes_.size(), truth::unknown);
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const node& n = nodes_[i];
    switch (n.what) {
      case sort::test:
        value[i] = test(n, facts);
        break;
      case sort::negation:
        value[i] = negated(value[n.first]);
        break;
      case sort::both:
      case sort::either: {
        const truth decisive = n.what == sort::both ? truth::no : truth::yes;
        const truth a = value[n.first];
        const truth b = value[n.second];
        if (a == decisive || b == decisive)
          value[i] = decisive;
        else if (a != truth::unknown && b != truth::unknown)
          value[i] = negated(decisive);
        break;
      }
      case sort::otherwise:
        break;
    }
  }
  return value.back();
}

namespace {

// `tight`: how strongly the surroundings bind: 0 nothing, 1 "or", 2 "and", 3 "not".
template <class Leaf>
std::string written(const std::vector<flow_condition::node>& nodes, std::size_t at, int tight, const char* words_or,
                    const char* words_and, const char* words_not, const Leaf& leaf) {
  const flow_condition::node& n = nodes[at];
  const auto inner = [&](std::size_t i, int how) {
    return written(nodes, i, how, words_or, words_and, words_not, leaf);
  };
  switch (n.what) {
    case flow_condition::sort::test:
      return leaf(n);
    case flow_condition::sort::otherwise:
      return "otherwise";
    case flow_condition::sort::negation:
      return words_not + inner(n.first, 3);
    case flow_condition::sort::both:
    case flow_condition::sort::either: {
      const bool is_both = n.what == flow_condition::sort::both;
      const int mine = is_both ? 2 : 1;
      // The right side of its own kind needs brackets to stay the tree it is.
      std::string out = inner(n.first, mine);
      out += is_both ? words_and : words_or;
      out += inner(n.second, mine + 1);
      return tight > mine ? "(" + out + ")" : out;
    }
  }
  return {};
}

}  // namespace

std::string flow_condition::to_text() const {
  if (nodes_.empty()) return {};
  return written(nodes_, nodes_.size() - 1, 0, " or ", " and ", "not ", [](const node& n) {
    if (n.how == comparison::equal && n.value == "yes") return n.name;
    return n.name + " " + std::string{name_of(n.how)} + " " + n.value;
  });
}

text flow_condition::in_words(const std::function<const fact_type*(std::string_view)>& label) const {
  if (nodes_.empty()) return {};
  if (is_otherwise()) return {"các trường hợp còn lại", "otherwise"};
  const auto in = [&](lang l) {
    const bool vi = l == lang::vi;
    const auto leaf = [&](const node& n) {
      const fact_type* f = label(n.name);
      std::string name = n.name;
      if (f != nullptr && !f->label.empty())
        name = f->label.in(l);
      else if (n.name == "day")
        name = vi ? "ngày" : "day";
      else if (n.name == "verdict")
        name = vi ? "kết quả biểu quyết" : "verdict";
      std::string value = n.value;
      if (f != nullptr)
        for (const auto& c : f->choices)
          if (c.code == n.value) value = c.label.in(l);
      if (n.value == "yes" && n.how == comparison::equal) return name;
      if (n.value == "yes" || n.value == "no") value = vi ? (n.value == "yes" ? "có" : "không") : n.value;
      constexpr std::array<std::string_view, 6> signs{" = ", " ≠ ", " < ", " ≤ ", " > ", " ≥ "};
      return name + std::string{signs[static_cast<std::size_t>(n.how)]} + value;
    };
    return written(nodes_, nodes_.size() - 1, 0, vi ? " hoặc " : " or ", vi ? " và " : " and ",
                   vi ? "không phải " : "not ", leaf);
  };
  return {in(lang::vi), in(lang::en)};
}

checked<flow_condition> parse_condition(std::string_view words, std::string where) {
  const auto too_long = [&] {
    return refuse("condition/too-long", where,
                  {"Điều kiện dài quá: tối đa 64 phép so sánh, mỗi tên 64 ký tự.",
                   "The condition is too long: at most 64 tests with names of 64 characters."},
                  {"Tách thành nhiều bước quyết định.", "Split it into several decisions."});
  };
  if (words.size() > longest) return too_long();
  flow_condition out;
  parser p{words, out.nodes_};
  if (p.run()) return out;
  if (p.too_long) return too_long();
  const std::string place = std::to_string(p.at() + 1);
  if (p.too_deep)
    return refuse("condition/too-deep", std::move(where),
                  {"Điều kiện lồng quá 16 cấp.", "The condition nests deeper than 16."},
                  {"Tách thành nhiều bước quyết định.", "Split it into several decisions."});
  return refuse("condition/syntax", std::move(where),
                {"Điều kiện \"" + std::string{words} + "\" sai ở ký tự " + place + ": cần " +
                     (p.why == "the end"                  ? "hết điều kiện"
                      : p.why == "a value"                ? "một giá trị"
                      : p.why == "the name of a fact"     ? "tên của một dữ kiện"
                                                          : "\"" + p.why + "\"") +
                     ".",
                 "The condition \"" + std::string{words} + "\" is wrong at character " + place + ": expected " + p.why +
                     "."},
                {"Ví dụ: households >= 200 or scattered.", "For example: households >= 200 or scattered."});
}

}  // namespace dinh::inline v1
