#pragma once
// The words of a citation: small letters, joints, points, kinds of instruments, and the places of the Vietnamese form.

#include <dinh/law/citation_form.hpp>
#include <law/article_text.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dinh::inline v1::articles {

[[nodiscard]] inline bool all_digits(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), is_digit);
}
void replace_all(std::string& s, std::string_view from, std::string_view to);

/// A word of a citation in small letters: those that name levels, joints and kinds of instruments are known in capitals too.
[[nodiscard]] std::string in_small_letters(std::string_view word);

[[nodiscard]] inline bool is_and(std::string_view word) {
  return word == "and" || word == "or" || word == "và" || word == "hoặc";
}
[[nodiscard]] inline bool is_to(std::string_view word) {
  return word == "đến" || word == "to" || word == "through" || word == "-" || word == "–";
}
/// The letter of a point, such as "a", "đ", "dd", "a1".
[[nodiscard]] bool is_point_letter(std::string_view s);

/// The kind that words name first: "nghị định hướng dẫn luật" is a decree. Empty where they name none.
[[nodiscard]] std::string_view kind_in(std::string_view words);
/// Whether a number can be that of an instrument of this kind; true where the number does not tell.
[[nodiscard]] bool may_be(std::string_view kind, std::string_view number);

/// Reads the places of "điểm a, b khoản 1, khoản 3 Điều 19 và Điều 20": what stands before an article belongs to it. Lists and
/// ranges are read where they can mean one thing only; everything else is refused, so that no part is dropped.
class vietnamese_places {
public:
  /// The words in small letters; they must outlive the reader.
  explicit vietnamese_places(const std::vector<std::string>& words) : words_{words} {}

  /// Reads one level whose word stands at `at`, with the list behind it; `at` is moved to its last word.
  [[nodiscard]] bool read(std::size_t& at);
  /// Whether a point or clause waits for its article.
  [[nodiscard]] bool is_open() const { return !groups_.empty(); }
  [[nodiscard]] const std::vector<article_range>& places() const { return places_; }

private:
  struct ends {
    std::string first;
    std::string last;
  };
  /// Points of one clause, or clauses, that wait for their article.
  struct group {
    std::vector<ends> points;
    std::vector<ends> clauses;
  };

  static bool read_values(std::string_view word, std::string_view level, std::vector<ends>& into);
  bool read_list(std::size_t& at, const std::string& level, std::vector<ends>& into);
  bool close(const std::vector<ends>& articles);

  const std::vector<std::string>& words_;
  std::vector<group> groups_;
  std::vector<article_range> places_;
};

}  // namespace dinh::inline v1::articles
