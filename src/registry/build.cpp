// Checking the records of a register as a whole and freezing them.
#include "data.hpp"
#include "place_bodies.hpp"

#include <dinh/graph/typed_graph.hpp>
#include <dinh/graph/validate.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace dinh::inline v1 {

namespace {

/// Records of one lifetime, by date.
struct lifetime {
  std::vector<unit_record*> rows;
  unit_id id;
};
/// In the order of keys. A sorted list rather than a map: a country has tens of thousands, looked up again and again.
class lifetimes_by_key {
public:
  explicit lifetimes_by_key(std::vector<unit_record>& records) {
    std::vector<unit_record*> rows;
    rows.reserve(records.size());
    for (unit_record& r : records) rows.push_back(&r);
    std::stable_sort(rows.begin(), rows.end(), [](const unit_record* a, const unit_record* b) {
      const int order = a->key.compare(b->key);
      return order != 0 ? order < 0 : a->period.when.from < b->period.when.from;
    });
    place_.reserve(records.size());
    for (unit_record* const r : rows) {
      if (all_.empty() || all_.back().rows.front()->key != r->key) {
        place_.emplace(r->key, all_.size());
        all_.emplace_back();
      }
      all_.back().rows.push_back(r);
    }
  }
  [[nodiscard]] std::vector<lifetime>& all() noexcept { return all_; }
  [[nodiscard]] const std::vector<lifetime>& all() const noexcept { return all_; }
  [[nodiscard]] unit_id find(std::string_view key) const {
    const auto found = place_.find(key);
    return found == place_.end() ? unit_id{} : all_[found->second].id;
  }

private:
  std::vector<lifetime> all_;
  std::unordered_map<std::string_view, std::size_t> place_;  ///< never walked
};

/// "17464@2025-07-01" → code and first day.
std::optional<std::pair<std::string_view, date>> split_key(std::string_view key) {
  const auto at = key.rfind('@');
  if (at == std::string_view::npos || at == 0) return std::nullopt;
  const auto day = parse_date(key.substr(at + 1));
  if (!day) return std::nullopt;
  return std::pair{key.substr(0, at), *day};
}

void check_key(const unit_record& r, diagnostics& faults) {
  const auto parts = split_key(r.key);
  if (!parts) {
    faults.error("registry/bad-key", r.where,
                 {"Khóa \"" + r.key + "\" không có dạng <mã>@<ngày>.",
                  "The key \"" + r.key + "\" is not of the form <code>@<day>."},
                 {"Ví dụ: 17464@2025-07-01.", "For example: 17464@2025-07-01."});
    return;
  }
  if (parts->first != r.code)
    faults.error("registry/code-changed", r.where,
                 {"Mã \"" + r.code + "\" khác mã trong khóa \"" + r.key + "\".",
                  "The code \"" + r.code + "\" is not the one in the key \"" + r.key + "\"."},
                 {"Một mã mới là một đơn vị mới: ghi khóa mới và một dòng kế thừa.",
                  "A new code is a new lifetime: give it its own key and a succession."});
}

void check_periods(const lifetime& life, diagnostics& faults) {
  const unit_record& first = *life.rows.front();
  const auto parts = split_key(first.key);
  const validity& begin = first.period.when;
  if (parts && !begin.from.is_neg_infinity() && begin.from != parts->second)
    faults.error("registry/bad-key", first.where,
                 {"Đơn vị bắt đầu từ " + to_text(begin.from) + " nhưng khóa là \"" + first.key + "\".",
                  "The unit begins on " + to_text(begin.from) + ", but its key is \"" + first.key + "\"."},
                 {"Ngày trong khóa là ngày đầu tiên được biết.", "The day in the key is the first day known."});
  for (std::size_t i = 1; i < life.rows.size(); ++i) {
    const validity& before = life.rows[i - 1]->period.when;
    const validity& after = life.rows[i]->period.when;
    if (after.from < before.until)
      faults.error("registry/overlapping-periods", life.rows[i]->where,
                   {"Giai đoạn " + to_text(after) + " của " + first.key + " chồng lên " + to_text(before) + ".",
                    "The period " + to_text(after) + " of " + first.key + " overlaps " + to_text(before) + "."},
                   {"Mỗi ngày chỉ thuộc một dòng.", "Each day belongs to one row."});
    else if (before.until < after.from)
      faults.error(
          "registry/gap-between-periods", life.rows[i]->where,
          {"Giữa " + to_text(before) + " và " + to_text(after) + " đơn vị " + first.key + " không tồn tại.",
           "Between " + to_text(before) + " and " + to_text(after) + " the unit " + first.key + " does not exist."},
          {"Đơn vị lập lại là một đơn vị mới, có khóa riêng.",
           "A unit that comes back is a new lifetime with its own key."});
  }
}

void unknown_unit(const std::string& key, const std::string& where, diagnostics& faults) {
  faults.error("registry/unknown-unit", where,
               {"Không có đơn vị \"" + key + "\".", "There is no unit \"" + key + "\"."},
               {"Ghi khóa <mã>@<ngày> của một dòng trong danh sách đơn vị.",
                "Write the key <code>@<day> of a row of the units."});
}

/// Checks the records of units and what hangs on them, and makes the graph of them.
class record_checker {
public:
  /// Takes the periods out of the records.
  record_checker(std::vector<unit_record>& units, diagnostics& faults, typed_graph<register_schema>& graph)
      : faults_{faults}, graph_{graph}, lives_{units} {
    for (const unit_record& r : units) check_key(r, faults_);
    for (lifetime& life : lives_.all()) {  // in the order of keys, so that ids do not depend on the order of the input
      check_periods(life, faults_);
      const unit_record& first = *life.rows.front();
      const auto parts = split_key(first.key);
      unit u{first.key, first.code, parts ? parts->second : date{}, {}};
      u.periods.reserve(life.rows.size());
      for (unit_record* const r : life.rows) {
        const validity when = r->period.when;  // these two are asked for again
        const unit_kind kind = r->period.kind;
        u.periods.push_back(std::move(r->period));
        r->period.when = when;
        r->period.kind = kind;
      }
      life.id = graph_.add(std::move(u), {life.rows.front()->period.when.from, life.rows.back()->period.when.until});
    }
  }

  void link_parents() {
    for (const lifetime& life : lives_.all()) {
      for (std::size_t i = 0; i < life.rows.size();) {
        const unit_record& r = *life.rows[i];
        validity when = r.period.when;
        for (++i; i < life.rows.size() && life.rows[i]->parent == r.parent; ++i)
          when.until = life.rows[i]->period.when.until;
        if (r.parent.empty()) continue;
        const unit_id parent = find(r.parent);
        if (!parent) {
          unknown_unit(r.parent, r.where, faults_);
          continue;
        }
        check_levels(parent, life.id, r);
        graph_.link<contains>(parent, life.id, when);
      }
    }
  }

  /// Takes what the records say out of them.
  void add_successions(std::vector<succession_record>& records) {
    for (succession_record& r : records) {
      const unit_id from = find(r.predecessor);
      const unit_id to = find(r.successor);
      if (!from) unknown_unit(r.predecessor, r.where, faults_);
      if (!to) unknown_unit(r.successor, r.where, faults_);
      if (!from || !to) continue;
      const date eve = r.how.on - boost::gregorian::days{1};
      const date there = r.how.known_from.value_or(r.how.on);
      if (!graph_.valid(from).contains(eve) || there < r.how.on || !graph_.valid(to).contains(there)) {
        faults_.error("registry/succession-out-of-time", r.where,
                      {"Ngày " + to_text(r.how.on) + ": " + r.predecessor + " tồn tại " + to_text(graph_.valid(from)) +
                           ", " + r.successor + " tồn tại " + to_text(graph_.valid(to)) + ".",
                       "On " + to_text(r.how.on) + ": " + r.predecessor + " exists in " + to_text(graph_.valid(from)) +
                           ", " + r.successor + " in " + to_text(graph_.valid(to)) + "."},
                      {"Đơn vị cũ phải tồn tại ngày hôm trước, đơn vị mới vào ngày đó.",
                       "The old unit must exist on the day before, the new one on that day."});
        continue;
      }
      graph_.link<succeeded_by>(from, to, std::move(r.how));
    }
  }

  void add_bodies(const std::vector<body_record>& records, const std::vector<role_rule>& rules) {
    for (const body_record& r : records) {
      const unit_id where = find(r.unit);
      if (!where) unknown_unit(r.unit, r.where, faults_);
      if (std::none_of(rules.begin(), rules.end(), [&](const role_rule& rule) { return rule.role == r.what.role; }))
        unknown_role(r.what.role, r.where, faults_);
      if (!where) continue;
      const body_id b = graph_.add(r.what, r.when);
      graph_.link<seat_of>(b, where, r.when);
    }
  }

  /// The units in the order of their codes and first days, which is not that of their keys: "01" comes before "019",
  /// "019@…" before "01@…".
  [[nodiscard]] std::vector<unit_id> by_code() {
    std::vector<const lifetime*> lives;
    lives.reserve(lives_.all().size());
    for (const lifetime& life : lives_.all()) lives.push_back(&life);
    std::stable_sort(lives.begin(), lives.end(), [](const lifetime* a, const lifetime* b) {
      const int order = a->rows.front()->code.compare(b->rows.front()->code);
      return order != 0 ? order < 0 : a->rows.front()->period.when.from < b->rows.front()->period.when.from;
    });
    check_codes(lives);
    std::vector<unit_id> ids;
    ids.reserve(lives.size());
    for (const lifetime* life : lives) ids.push_back(life->id);
    return ids;
  }

  void check_roles(const std::vector<role_rule>& rules) {
    std::vector<const role_rule*> order;
    for (const role_rule& r : rules) order.push_back(&r);
    std::stable_sort(order.begin(), order.end(), [](const role_rule* a, const role_rule* b) {
      return std::tie(a->role, a->when.from) < std::tie(b->role, b->when.from);
    });
    for (std::size_t i = 1; i < order.size(); ++i)
      for (std::size_t k = i; k-- > 0 && order[k]->role == order[i]->role;) {
        if (!order[k]->when.overlaps(order[i]->when) || !share_a_kind(*order[k], *order[i])) continue;
        faults_.error("registry/overlapping-rules", order[i]->where,
                      {"Vai trò " + order[i]->role + " có hai quy tắc trong cùng một ngày.",
                       "The role " + order[i]->role + " has two rules on one day."},
                      {"Sửa ngày hiệu lực hoặc loại đơn vị.", "Mend their dates or their kinds of units."});
        break;
      }
    std::map<std::string_view, std::set<std::string_view>> leads_to;
    for (const role_rule* r : order) leads_to[r->role];
    for (const role_rule* r : order) {
      const auto leads = [&](const std::string& other) {
        if (leads_to.find(other) == leads_to.end())
          unknown_role(other, r->where, faults_);
        else
          leads_to[r->role].insert(other);
      };
      for (const role_reference& ref : r->as) leads(ref.role);
      for (const std::string& other : r->together) leads(other);
      for (const std::string& other : r->one_of) leads(other);
      if (!r->of.empty() && leads_to.find(r->of) == leads_to.end()) unknown_role(r->of, r->where, faults_);
    }
    check_role_cycles(leads_to);
  }

  [[nodiscard]] unit_id find(std::string_view key) const { return lives_.find(key); }

private:
  void check_codes(const std::vector<const lifetime*>& by_code) {
    for (std::size_t i = 1; i < by_code.size(); ++i) {
      const unit_record& a = *by_code[i - 1]->rows.front();
      const unit_record& b = *by_code[i]->rows.front();
      if (a.code != b.code) continue;
      const validity common = intersect(graph_.valid(by_code[i - 1]->id), graph_.valid(by_code[i]->id));
      if (common.is_empty()) continue;
      faults_.error("registry/code-used-twice", b.where,
                    {"Mã " + b.code + " vừa là " + a.key + " vừa là " + b.key + " trong " + to_text(common) + ".",
                     "The code " + b.code + " means both " + a.key + " and " + b.key + " in " + to_text(common) + "."},
                    {"Mỗi ngày một mã chỉ là một đơn vị.", "On each day a code means one unit."});
    }
  }
  void check_levels(unit_id parent, unit_id child, const unit_record& r) {
    const unit_level above = level_of(graph_[parent].on(r.period.when.from).kind);
    const unit_level below = level_of(r.period.kind);
    // A city once held wards and could hold a city (Thủ Đức): the district level stands under the province level,
    // so only the same or a lower level above is wrong. Organisations may stand anywhere.
    if (below == unit_level::organisation || above < below) return;
    faults_.error("registry/parent-not-above", r.where,
                  {graph_[child].key + " không thể thuộc " + r.parent + ": cùng cấp hoặc cấp dưới.",
                   graph_[child].key + " cannot lie in " + r.parent + ": it is of the same level or a lower one."},
                  {"Kiểm tra loại đơn vị và đơn vị cấp trên.", "Check the kinds and the parent."});
  }
  static bool share_a_kind(const role_rule& a, const role_rule& b) {
    if (a.kinds.empty() || b.kinds.empty()) return true;
    return std::any_of(a.kinds.begin(), a.kinds.end(), [&](unit_kind k) {
      return std::find(b.kinds.begin(), b.kinds.end(), k) != b.kinds.end();
    });
  }
  void check_role_cycles(const std::map<std::string_view, std::set<std::string_view>>& leads_to) {
    std::set<std::string_view> done;
    for (const auto& [start, unused] : leads_to) {
      std::set<std::string_view> seen;
      std::vector<std::string_view> open{leads_to.at(start).begin(), leads_to.at(start).end()};
      while (!open.empty()) {
        const auto role = open.back();
        open.pop_back();
        if (role == start) {
          faults_.error("registry/role-cycle", std::string{start},
                        {"Vai trò \"" + std::string{start} + "\" được định nghĩa bằng chính nó.",
                         "The role \"" + std::string{start} + "\" is defined by itself."},
                        {"Bỏ một tham chiếu.", "Remove one of the references."});
          break;
        }
        if (seen.insert(role).second) open.insert(open.end(), leads_to.at(role).begin(), leads_to.at(role).end());
      }
    }
  }

  diagnostics& faults_;
  typed_graph<register_schema>& graph_;
  lifetimes_by_key lives_;
};

/// The units in which persons are recorded.
std::set<unit_id> units_of(const people_records& people, const record_checker& check) {
  std::set<unit_id> units;
  for (const holding_record& r : people.holdings) units.insert(check.find(r.unit));
  for (const membership_record& r : people.memberships)
    if (r.body.empty()) units.insert(check.find(r.unit));
  return units;
}

}  // namespace

registry_builder& registry_builder::add(unit_record r) {
  units_.push_back(std::move(r));
  return *this;
}
registry_builder& registry_builder::add(succession_record r) {
  successions_.push_back(std::move(r));
  return *this;
}
registry_builder& registry_builder::add(body_record r) {
  bodies_.push_back(std::move(r));
  return *this;
}
registry_builder& registry_builder::add(role_rule r) {
  roles_.push_back(std::move(r));
  return *this;
}
registry_builder& registry_builder::add(relation_rule r) {
  relations_.push_back(std::move(r));
  return *this;
}
registry_builder& registry_builder::add(role_succession r) {
  role_successions_.push_back(std::move(r));
  return *this;
}
registry_builder& registry_builder::add(composition_rule r) {
  compositions_.push_back(std::move(r));
  return *this;
}
registry_builder& registry_builder::add(person_record r) {
  people_.persons.push_back(std::move(r));
  return *this;
}
registry_builder& registry_builder::add(holding_record r) {
  people_.holdings.push_back(std::move(r));
  return *this;
}
registry_builder& registry_builder::add(membership_record r) {
  people_.memberships.push_back(std::move(r));
  return *this;
}
registry_builder& registry_builder::add(project_record r) {
  people_.projects.push_back(std::move(r));
  return *this;
}

checked<registry> registry_builder::build() const& { return registry_builder{*this}.build_of_own(); }

checked<registry> registry_builder::build() && { return build_of_own(); }

checked<registry> registry_builder::build_of_own() {
  diagnostics faults;
  typed_graph<register_schema> graph;
  record_checker check{units_, faults, graph};
  check.link_parents();
  check.add_successions(successions_);
  check.add_bodies(bodies_, roles_);
  auto data = std::make_shared<registry::data>();
  data->by_code = check.by_code();
  check.check_roles(roles_);
  data->roles = std::move(roles_);
  std::stable_sort(data->roles.begin(), data->roles.end(), [](const role_rule& a, const role_rule& b) {
    return std::tie(a.role, a.when.from) < std::tie(b.role, b.when.from);
  });
  data->relations = std::move(relations_);
  data->role_successions = std::move(role_successions_);
  data->compositions = std::move(compositions_);
  const body_rules rules{data->roles, data->relations, data->role_successions};
  check_relations(rules, faults);
  const bool has_bodies = places_bodies_ || !people_.empty();
  if (has_bodies)
    data->graph = std::as_const(graph).freeze();  // a copy: bodies are placed only in units that are found good
  else
    data->graph = std::move(graph).freeze();
  faults.append(validate(data->graph));
  if (faults.has_errors()) return unexpected{std::move(faults)};
  if (has_bodies) {
    std::set<unit_id> named;
    if (!places_bodies_) named = units_of(people_, check);
    dinh::place_bodies(
        graph, rules, places_bodies_ ? nullptr : &named, people_,
        [&](const std::string& key) { return check.find(key); }, faults);
    data->graph = std::move(graph).freeze();
    faults.append(validate(data->graph));
    if (faults.has_errors()) return unexpected{std::move(faults)};
  }
  return registry{std::shared_ptr<const registry::data>{std::move(data)}}.with_phrases(std::move(phrases_));
}

}  // namespace dinh::inline v1
