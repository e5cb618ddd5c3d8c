// Layers: the special law of a province or an application on top of a base pack.

#include "pack_calendar.hpp"
#include "pack_contents.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace dinh::inline v1::exchange {
namespace {

constexpr std::size_t most_rules = 20'000;
constexpr std::size_t most_overrides = 256;

bool is_of_publicity(rule_use use) {
  return use == rule_use::publicity_items || use == rule_use::publicity_due || use == rule_use::posting_minimum ||
         use == rule_use::publicity_list || use == rule_use::publicity_forms;
}

/// Uses whose rules are all applied together: one more of them takes nothing away from the others.
bool is_additive(rule_use u) {
  switch (u) {
    case rule_use::form_open:
    case rule_use::form_required:
    case rule_use::support_waived:
    case rule_use::kinship_bar:
    case rule_use::publicity_items:
      return true;
    default:
      return false;
  }
}

template <class Enum>
bool overlap(const term_set<Enum>& a, const term_set<Enum>& b) {
  if (a.empty() || b.empty()) return true;
  for (unsigned i = 0; i < 16; ++i)
    if (a.contains(static_cast<Enum>(i)) && b.contains(static_cast<Enum>(i))) return true;
  return false;
}
bool overlap(const content_set& a, const content_set& b) {
  if (a.empty() || b.empty()) return true;
  for (const char* name : {"15.1", "15.2", "15.3", "15.4", "15.5", "15.6"})
    if (const auto c = content::from(name); c && a.admits(*c) && b.admits(*c)) return true;
  return false;
}
/// Whether some question on some day is one for both rules.
bool overlap(const rule& a, const rule& b) {
  const rule_scope& x = a.applies;
  const rule_scope& y = b.applies;
  return a.valid.overlaps(b.valid) && overlap(x.settings, y.settings) && overlap(x.contents, y.contents) &&
         overlap(x.forms, y.forms) && overlap(x.matters, y.matters) && overlap(x.purposes, y.purposes) &&
         overlap(x.bodies, y.bodies) && overlap(x.channels, y.channels) && overlap(x.relatives, y.relatives) &&
         x.when == y.when;
}

bool names_it(const std::vector<std::string>& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

class layering {
public:
  layering(pack_contents& below, const pack_manifest& base, read_contents layer, const std::string& source,
           diagnostics& faults)
      : below_{below},
        base_{base},
        manifest_{std::move(layer.manifest)},
        layer_{std::move(layer.contents)},
        manifest_place_{source + "pack.json#"},
        faults_{faults} {
    for (std::size_t i = 0; i < below_.law.rules.size(); ++i) by_id_.emplace(below_.law.rules[i].id, i);
  }

  void run() {
    if (manifest_.on != base_.id)
      faults_.error("layer/other-base", manifest_place_ + "/on",
                    {"Lớp này dành cho gói \"" + manifest_.on + "\", không phải \"" + base_.id + "\".",
                     "This layer is for the pack \"" + manifest_.on + "\", not for \"" + base_.id + "\"."},
                    {"Chọn gói gốc đúng.", "Choose the right base pack."});
    else if (!manifest_.on_version.empty() && manifest_.on_version != base_.version)
      faults_.error("layer/other-base", manifest_place_ + "/on_version",
                    {"Lớp này viết cho phiên bản " + manifest_.on_version + ", gói gốc là " + base_.version + ".",
                     "This layer was written for version " + manifest_.on_version + ", the base pack is " +
                         base_.version + "."},
                    {"Kiểm tra lớp theo phiên bản mới rồi sửa on_version.",
                     "Check the layer against the new version, then mend on_version."});
    add_instruments();
    add_rules();
    relabel();
    add_calendars();
    add_roles();
    add_procedures();
    for (auto& w : layer_.words) below_.words.push_back(std::move(w));
    for (auto& [id, place] : layer_.places) below_.places.insert_or_assign(id, place);
  }

private:
  [[nodiscard]] std::string place_of(const std::string& id) const {
    const auto at = layer_.places.find(id);
    return at == layer_.places.end() ? manifest_place_ : at->second;
  }
  rule* find_below(const std::string& id) {
    const auto at = by_id_.find(id);
    return at == by_id_.end() ? nullptr : &below_.law.rules[at->second];
  }

  void add_instruments() {
    for (auto& i : layer_.law.instruments) {
      const auto same = std::find_if(below_.law.instruments.begin(), below_.law.instruments.end(),
                                     [&](const instrument& o) { return o.id == i.id; });
      if (same == below_.law.instruments.end()) {
        below_.law.instruments.push_back(std::move(i));
      } else if (same->kind != i.kind || same->in_force != i.in_force || same->number != i.number) {
        faults_.error("layer/instrument-differs", place_of(i.id),
                      {"Văn bản " + i.id + " đã có trong gói gốc với loại, số hoặc ngày khác.",
                       "The instrument " + i.id + " is in the pack below with another kind, number or dates."},
                      {"Bỏ khai báo này khỏi lớp.", "Take the declaration out of the layer."});
      }
    }
    for (auto& l : layer_.law.links) below_.law.links.push_back(std::move(l));
  }

  void add_rules() {
    std::vector<rule> added;
    if (layer_.law.rules.size() > most_rules) {
      faults_.error("layer/too-many", manifest_place_ + "/rules",
                    {"Lớp có quá nhiều quy tắc.", "The layer has more than " + std::to_string(most_rules) + " rules."});
      return;
    }
    for (rule& r : layer_.law.rules) {
      r.layer = manifest_.id;
      if (find_below(r.id) != nullptr) {
        faults_.error("layer/same-id", place_of(r.id),
                      {"Gói bên dưới đã có quy tắc " + r.id + ".", "The pack below has a rule " + r.id + " already."},
                      {"Đặt mã riêng và ghi \"overrides\": [\"" + r.id + "\"].",
                       "Give it an id of its own and \"overrides\": [\"" + r.id + "\"]."});
        continue;
      }
      if (r.overrides.size() > most_overrides)
        faults_.error("layer/too-many", place_of(r.id) + "/overrides",
                      {"Một quy tắc thay quá nhiều quy tắc.", "A rule overrides more than " +
                                                                  std::to_string(most_overrides) + " rules."});
      else
        for (const std::string& id : r.overrides) check_override(r, id);
      check_undeclared(r);
      added.push_back(std::move(r));
    }
    for (rule& r : added) below_.law.rules.push_back(std::move(r));
  }

  void check_override(const rule& r, const std::string& id) {
    const std::string where = place_of(r.id) + "/overrides";
    const rule* general = find_below(id);
    if (general == nullptr) {
      faults_.error("layer/overrides-unknown", where,
                    {"Gói bên dưới không có quy tắc \"" + id + "\".", "The pack below has no rule \"" + id + "\"."},
                    {"Ghi mã của quy tắc chung.", "Give the id of the general rule."});
      return;
    }
    if (general->source == r.source)
      faults_.error("layer/no-own-citation", where,
                    {"Quy tắc riêng phải viện dẫn văn bản của chính nó, không phải của " + id + ".",
                     "A special rule must cite a provision of its own, not that of " + id + "."},
                    {"Ghi điều khoản đặt ra quy định riêng.", "Cite the provision that sets the special rule."});
    if (!overlap(*general, r) && general->applies.when == r.applies.when)
      faults_.error("layer/never-overrides", where,
                    {"Không có ngày và trường hợp nào cả hai cùng áp dụng: " + id + ".",
                     "There is no day and no case to which both this rule and " + id + " apply."},
                    {"Sửa ngày hiệu lực hoặc phạm vi.", "Mend the dates or the scope."});
    if (general->applies.when != r.applies.when || general->applies.members_from != r.applies.members_from)
      faults_.error("layer/override-under-condition", where,
                    {"Quy tắc riêng phải có cùng điều kiện với " + id + ", nếu không trường hợp còn lại mất quy tắc.",
                     "A special rule must stand under the same condition as " + id +
                         ": otherwise the remaining cases would lose their rule."},
                    {"Ghi cùng \"when\" và \"members_from\".", "Give the same \"when\" and \"members_from\"."});
    const auto loses = [&](bool had, bool has, const char* member) {
      if (had && !has)
        faults_.error("layer/override-loses-value", where,
                      {"Quy tắc " + id + " có \"" + member + "\", quy tắc riêng thì không: lớp không được bỏ bớt.",
                       "Rule " + id + " has \"" + member + "\", the special rule has not: a layer cannot drop it."},
                      {"Ghi giá trị riêng.", "Give the special value."});
    };
    loses(general->time.has_value(), r.time.has_value(), "time");
    loses(general->number.has_value(), r.number.has_value(), "number");
    loses(general->vote.has_value(), r.vote.has_value(), "vote");
    loses(general->quorum.has_value(), r.quorum.has_value(), "quorum");
    // The general rule is displaced for every item, not only for those that the special one names.
    const bool names_all =
        r.items.empty() || (!general->items.empty() &&
                            std::all_of(general->items.begin(), general->items.end(), [&](std::int64_t item) {
                              return std::find(r.items.begin(), r.items.end(), item) != r.items.end();
                            }));
    loses(true, names_all, "items");
    for (const rule& other : below_.law.rules)
      if (!other.layer.empty() && other.layer != r.layer && names_it(other.overrides, id) && overlap(other, r) &&
          !names_it(r.overrides, other.id))
        faults_.error("layer/conflict", where,
                      {"Lớp \"" + other.layer + "\" cũng thay quy tắc " + id + " bằng " + other.id +
                           " trong cùng trường hợp.",
                       "The layer \"" + other.layer + "\" overrides " + id + " for the same cases, by " + other.id +
                           "."},
                      {"Ghi thêm \"" + other.id + "\" vào \"overrides\", hoặc thu hẹp phạm vi.",
                       "Add \"" + other.id + "\" to \"overrides\", or narrow the scope."});
  }

  /// A rule of a layer that would compete with one below must say that it overrides it: nothing is displaced silently.
  void check_undeclared(const rule& r) {
    for (std::size_t u = 0; u < terms<rule_use>::names.size(); ++u) {
      const auto use = static_cast<rule_use>(u);
      if (is_additive(use) || std::find(r.uses.begin(), r.uses.end(), use) == r.uses.end()) continue;
      for (const rule& other : below_.law.rules) {
        if (std::find(other.uses.begin(), other.uses.end(), use) == other.uses.end() || !overlap(other, r) ||
            names_it(r.overrides, other.id))
          continue;
        // What is made public is asked for one kind of grassroots: a commune's minimum is none of an agency's.
        if (is_of_publicity(use) && other.kind != r.kind) continue;
        // a rule below that an override of this layer displaces anyway is accounted for
        const bool displaced = std::any_of(r.overrides.begin(), r.overrides.end(), [&](const std::string& id) {
          const rule* o = find_below(id);
          return o != nullptr && names_it(o->overrides, other.id);
        });
        if (displaced) continue;
        faults_.error("layer/undeclared-conflict", place_of(r.id),
                      {"Quy tắc " + other.id + " bên dưới cũng trả lời (" + std::string{term_name(use)} +
                           "), nhưng \"overrides\" không nêu.",
                       "Rule " + other.id + " below answers the same questions (" + std::string{term_name(use)} +
                           "), and \"overrides\" does not name it."},
                      {"Nêu \"" + other.id + "\" trong \"overrides\", hoặc thu hẹp phạm vi.",
                       "Name \"" + other.id + "\" in \"overrides\", or narrow the scope."});
      }
    }
  }

  void relabel() {
    for (const relabelling& l : layer_.labels) {
      if (rule* r = l.rule.empty() ? nullptr : find_below(l.rule)) {
        r->label = l.words;
        continue;
      }
      const auto i = std::find_if(below_.law.instruments.begin(), below_.law.instruments.end(),
                                  [&](const instrument& o) { return o.id == l.instrument; });
      if (i != below_.law.instruments.end()) {
        i->title = l.words;
        continue;
      }
      const std::string id = l.rule.empty() ? l.instrument : l.rule;
      faults_.error("layer/unknown-label", l.where,
                    {"Không có quy tắc hay văn bản \"" + id + "\".", "There is no rule or instrument \"" + id + "\"."});
    }
  }

  /// Adds things by id; one that is below already must be named as overridden, and what is named must be there.
  template <class List, class Id, class Put>
  void add_named(List& added, const std::vector<std::string>& replaced, const char* section, Id id_of,
                 const std::set<std::string, std::less<>>& known, Put put) {
    std::set<std::string, std::less<>> met;
    for (auto& x : added) {
      const std::string id{id_of(x)};
      met.insert(id);
      if (known.contains(id) && !names_it(replaced, id)) {
        faults_.error("layer/same-id", manifest_place_ + "/" + section,
                      {"Gói bên dưới đã có \"" + id + "\".", "The pack below has \"" + id + "\" already."},
                      {"Nêu nó trong overrides/" + std::string{section} + " nếu muốn thay.",
                       "Name it in overrides/" + std::string{section} + " to replace it."});
        continue;
      }
      put(x);
    }
    for (std::size_t i = 0; i < replaced.size(); ++i)
      if (!known.contains(replaced[i]) || !met.contains(replaced[i]))
        faults_.error("layer/overrides-unknown",
                      manifest_place_ + "/overrides/" + section + "/" + std::to_string(i),
                      {"\"" + replaced[i] + "\" không có ở gói bên dưới, hoặc lớp không đưa ra bản mới.",
                       "\"" + replaced[i] + "\" is not in the pack below, or the layer brings no other one."},
                      {"Lớp chỉ thay được, không bỏ được.", "A layer can replace, it cannot take away."});
  }

  void add_calendars() {
    std::set<std::string, std::less<>> known;
    for (const auto& c : below_.calendars) known.insert(c.id());
    add_named(
        layer_.calendars, manifest_.replaced_calendars, "calendars", [](const work_calendar& c) { return c.id(); },
        known, [&](work_calendar c) {
          below_.days_off_sources.erase(c.id());
          if (const auto leader = layer_.days_off_sources.find(c.id()); leader != layer_.days_off_sources.end())
            below_.days_off_sources.insert_or_assign(c.id(), leader->second);
          for (work_calendar& other : below_.calendars)
            if (const auto at = below_.days_off_sources.find(other.id());
                at != below_.days_off_sources.end() && at->second == c.id())
              other = with_days_off_of(c, other);
          const auto same = std::find_if(below_.calendars.begin(), below_.calendars.end(),
                                         [&](const work_calendar& o) { return o.id() == c.id(); });
          if (same == below_.calendars.end())
            below_.calendars.push_back(std::move(c));
          else
            *same = std::move(c);
        });
  }

  void add_roles() {
    std::set<std::string, std::less<>> known;
    for (const auto& r : below_.roles.roles()) known.insert(r.role);
    std::vector<role_rule> named{layer_.roles.roles().begin(), layer_.roles.roles().end()};
    add_named(
        named, manifest_.replaced_roles, "roles", [](const role_rule& r) { return r.role; }, known, [](const role_rule&) {});
    for (const std::string& id : manifest_.replaced_roles)
      if (std::any_of(named.begin(), named.end(), [&](const role_rule& r) { return r.role == id; }))
        below_.roles.remove_role(id);
    below_.roles.add(std::move(layer_.roles));
  }

  void add_procedures() {
    std::set<std::string, std::less<>> known;
    for (const auto& p : below_.procedures) known.insert(p.id());
    add_named(
        layer_.procedures, manifest_.replaced_procedures, "procedures", [](const procedure& p) { return p.id(); },
        known, [&](procedure p) {
          const auto same = std::find_if(below_.procedures.begin(), below_.procedures.end(),
                                         [&](const procedure& o) { return o.id() == p.id(); });
          if (same == below_.procedures.end())
            below_.procedures.push_back(std::move(p));
          else
            *same = std::move(p);
        });
  }

  pack_contents& below_;
  const pack_manifest& base_;
  pack_manifest manifest_;
  pack_contents layer_;
  std::map<std::string, std::size_t, std::less<>> by_id_;  // of the rules below
  std::string manifest_place_;
  diagnostics& faults_;
};

}  // namespace

void overlay(pack_contents& below, const pack_manifest& base, read_contents layer, const std::string& source,
             diagnostics& faults) {
  layering{below, base, std::move(layer), source, faults}.run();
}

}  // namespace dinh::inline v1::exchange
