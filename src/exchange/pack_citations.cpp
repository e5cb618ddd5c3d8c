#include "pack_citations.hpp"

#include <set>
#include <string>
#include <utility>

namespace dinh::inline v1::exchange {
namespace {

class citation_check {
public:
  citation_check(const statute_book& book, diagnostics& faults) : book_{book}, faults_{faults} {}

  /// What is said without days of its own: why a role ended, say.
  void is_declared(const citation& c, const std::string& where) {
    if (c.empty() || !book_.find(c.instrument).is_none() || !reported_.insert({where, c.instrument}).second) return;
    faults_.error("pack/unknown-instrument", where,
                  {"Viện dẫn văn bản chưa khai báo: " + c.instrument + ".",
                   "An undeclared instrument is cited: " + c.instrument + "."},
                  {"Khai báo văn bản đó trong tệp văn bản của gói.", "Declare it in a file of instruments of the pack."});
  }
  void holds(const citation& c, const validity& when, const std::string& where) {
    is_declared(c, where);
    const auto n = c.empty() ? node_id<instrument>{} : book_.find(c.instrument);
    if (n.is_none() || intersect(when, book_[n].in_force) == when) return;
    faults_.error("pack/citation-not-in-force", where,
                  {"Áp dụng " + to_text(when) + ", nhưng " + book_[n].number + " chỉ có hiệu lực " +
                       to_text(book_[n].in_force) + ".",
                   "It holds " + to_text(when) + ", but " + book_[n].id + " is in force " + to_text(book_[n].in_force) +
                       " only."},
                  {"Sửa ngày, hoặc viện dẫn văn bản có hiệu lực khi đó.",
                   "Mend the days, or cite the instrument that was in force then."});
  }

private:
  const statute_book& book_;
  diagnostics& faults_;
  std::set<std::pair<std::string, std::string>> reported_;
};

void check_calendar(const calendar_facts& facts, const std::string& where, citation_check& check) {
  // Yearly decisions are notices, not instruments of the statute book.
  check.is_declared(facts.rest_source, where);
  for (const holiday_rule& r : facts.rules) {
    check.is_declared(r.source, where);
    check.is_declared(r.in_lieu_source, where);
  }
  for (const calendar_entry& e : facts.entries) check.is_declared(e.source, where);
}

}  // namespace

void check_citations(const statute_book& book, const registry& rules_of_bodies, const pack_contents& contents,
                     diagnostics& faults) {
  citation_check check{book, faults};
  for (const role_rule& r : rules_of_bodies.roles()) {
    check.holds(r.source, r.when, r.where);
    check.is_declared(r.after_source, r.where);
    for (const role_reference& a : r.as) check.is_declared(a.source, r.where);
    for (const role_absence& a : r.absent_in) check.holds(a.source, a.when, r.where);
  }
  for (const relation_rule& r : rules_of_bodies.relation_rules()) check.holds(r.source, r.when, r.where);
  for (const role_succession& s : rules_of_bodies.role_successions()) check.is_declared(s.source, s.where);
  for (const composition_rule& c : rules_of_bodies.composition_rules()) {
    check.holds(c.source, c.valid, c.where);
    check.is_declared(c.yields_to, c.where);
  }
  for (const work_calendar& c : contents.calendars) {
    const auto at = contents.places.find(calendar_place(c.id()));
    check_calendar(c.facts(), at == contents.places.end() ? c.id() : at->second, check);
  }
}

}  // namespace dinh::inline v1::exchange
