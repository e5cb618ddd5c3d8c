#include <dinh/base/log.hpp>
#include <dinh/exchange/pack.hpp>
#include <packs/embedded.hpp>

#include "hashing.hpp"
#include "json_reading.hpp"
#include "pack_bodies.hpp"
#include "pack_calendar.hpp"
#include "pack_citations.hpp"
#include "pack_contents.hpp"
#include "pack_procedure_check.hpp"
#include "pack_procedure_places.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <utility>

namespace dinh::inline v1 {
namespace {

constexpr std::size_t most_pack_files = 2000;
constexpr std::uintmax_t largest_pack = std::uintmax_t{64} << 20U;
constexpr std::size_t most_layers = 16;

template <class Range, class Id>
std::string joined_ids(const Range& range, Id id) {
  std::string out;
  for (const auto& x : range) {
    if (!out.empty()) out += ", ";
    out += id(x);
  }
  return out;
}

}  // namespace

struct pack::state {
  /// The hash of the files, taken when it is first asked for; shared by the copies of a pack.
  struct lazy_hash {
    std::vector<pack_file> files;
    std::once_flag once;
    std::optional<checked<std::string>> value;
  };

  std::string id;
  std::string version;
  text title;
  phrase_book phrases;
  std::optional<exchange::loaded_law> law;  // there once the pack is read
  registry_builder roles;
  std::vector<work_calendar> calendars;
  std::map<std::string, std::string, std::less<>> days_off_sources;  // calendar -> the one whose days off it takes over
  std::vector<dinh::procedure> procedures;
  std::vector<pack_layer> layers;
  std::vector<notice_stamp> notices;
  diagnostics findings;
  std::shared_ptr<lazy_hash> hash;
};

/// Puts a pack together from its files.
struct pack_reading {
  diagnostics faults;

  checked<pack> read(std::span<const pack_file> base, std::span<const layer_files> layers) {
    auto whole = exchange::read_pack_contents(base, {}, false, {}, faults);
    if (!whole) return unexpected{std::move(faults)};
    if (layers.size() > most_layers)
      faults.error("layer/too-many", "layers",
                   {"Quá nhiều lớp.", "There are more than " + std::to_string(most_layers) + " layers."});
    auto made = std::make_shared<pack::state>();
    for (const layer_files& l : layers.first(std::min(layers.size(), most_layers))) {
      const std::string source = l.name + "/";
      auto layer = exchange::read_pack_contents(l.files, source, true, whole->contents.calendars, faults);
      if (!layer) continue;
      const auto same = std::find_if(made->layers.begin(), made->layers.end(),
                                     [&](const pack_layer& o) { return o.id == layer->manifest.id; });
      if (same != made->layers.end() || layer->manifest.id == whole->manifest.id)
        faults.error("layer/twice", source + "pack.json#/id",
                     {"Hai gói cùng mã \"" + layer->manifest.id + "\".", "Two packs have the id \"" +
                                                                          layer->manifest.id + "\"."});
      auto hash = hash_of(l.files);
      made->layers.push_back({layer->manifest.id, layer->manifest.version, layer->manifest.title,
                              hash ? *std::move(hash) : std::string{}});
      whole->rules_are_whole = whole->rules_are_whole && layer->rules_are_whole;
      whole->roles_are_whole = whole->roles_are_whole && layer->roles_are_whole;
      whole->procedures_are_whole = whole->procedures_are_whole && layer->procedures_are_whole;
      whole->calendars_are_whole = whole->calendars_are_whole && layer->calendars_are_whole;
      exchange::overlay(whole->contents, whole->manifest, *std::move(layer), source, faults);
    }
    return build(std::move(made), *std::move(whole), base, layers.first(std::min(layers.size(), most_layers)));
  }

  /// The rules as they stand in the files, by id: for the checks of what rests on them where they make no sound law.
  static std::vector<rule> read_rules_again(std::span<const pack_file> base, std::span<const layer_files> layers) {
    diagnostics told_already;
    auto whole = exchange::read_pack_contents(base, {}, false, {}, told_already);
    if (!whole) return {};
    for (const layer_files& l : layers)
      if (auto layer = exchange::read_pack_contents(l.files, l.name + "/", true, whole->contents.calendars, told_already))
        exchange::overlay(whole->contents, whole->manifest, *std::move(layer), l.name + "/", told_already);
    std::vector<rule> rules = std::move(whole->contents.law.rules);
    std::stable_sort(rules.begin(), rules.end(), [](const rule& a, const rule& b) { return a.id < b.id; });
    return rules;
  }

  /// Whether a layer's check has told already that a rule overrides what is not there.
  bool is_told(const diagnostic& d, const std::string& place) const {
    return d.code == "law/overrides-unknown" &&
           std::any_of(faults.begin(), faults.end(), [&](const diagnostic& told) {
             return told.code == "layer/overrides-in-base" ? told.where == place
                                                           : told.code == "layer/overrides-unknown" && told.where == place + "/overrides";
           });
  }

  checked<pack> build(std::shared_ptr<pack::state> made, exchange::read_contents whole,
                      std::span<const pack_file> base, std::span<const layer_files> layers) {
    exchange::pack_contents& contents = whole.contents;
    made->id = whole.manifest.id;
    made->version = whole.manifest.version;
    made->title = whole.manifest.title;
    exchange::check_chains(contents.law.rules, contents, faults, made->findings);
    auto built = exchange::build_law(std::move(contents.law));
    if (built)
      made->law = *std::move(built);
    else
      for (diagnostic d : std::move(built).error()) {
        if (const auto place = contents.places.find(d.where); place != contents.places.end()) d.where = place->second;
        if (!is_told(d, d.where)) faults.add(std::move(d));
      }
    made->roles = std::move(contents.roles);
    const auto without_units = made->roles.build();
    if (!without_units)
      faults.append(without_units.error());
    else if (made->law)
      exchange::check_citations(made->law->book, *without_units, contents, faults);
    auto book = phrase_book{}.reworded(contents.words);
    if (book)
      made->phrases = *std::move(book);
    else
      faults.append(std::move(book).error());
    const std::vector<rule> read_again = made->law ? std::vector<rule>{} : read_rules_again(base, layers);
    const std::span<const rule> rules = made->law ? made->law->rules.rules() : std::span<const rule>{read_again};
    const exchange::procedure_places places{base, layers, contents.places};
    exchange::check_procedures({.rules = rules,
                                .roles = made->roles.roles(),
                                .procedures = contents.procedures,
                                .calendars = contents.calendars,
                                .places = places,
                                .rules_are_whole = whole.rules_are_whole,
                                .roles_are_whole = whole.roles_are_whole,
                                .procedures_are_whole = whole.procedures_are_whole,
                                .calendars_are_whole = whole.calendars_are_whole},
                               faults);
    exchange::check_whole(rules, contents, places, faults);
    if (made->law) exchange::check_compositions(made->roles.compositions(), made->law->rules, faults);
    if (faults.has_errors()) return unexpected{std::move(faults)};
    made->calendars = std::move(contents.calendars);
    made->days_off_sources = std::move(contents.days_off_sources);
    made->procedures = std::move(contents.procedures);
    if (made->phrases.is_reworded()) {
      made->law->rules = made->law->rules.with_phrases(made->phrases);
      for (work_calendar& c : made->calendars) c = c.with_phrases(made->phrases);
      made->roles.set_phrases(made->phrases);
    }
    made->hash = std::make_shared<pack::state::lazy_hash>();
    made->hash->files.assign(base.begin(), base.end());
    if (log::enabled(log::level::info))
      log::write(log::level::info, "pack " + made->id + " " + made->version + " read");
    return pack{std::move(made)};
  }
};

const std::string& pack::id() const noexcept { return state_->id; }
const std::string& pack::version() const noexcept { return state_->version; }
const text& pack::title() const noexcept { return state_->title; }
const phrase_book& pack::phrases() const noexcept { return state_->phrases; }
const rule_set& pack::rules() const noexcept { return state_->law->rules; }
const statute_book& pack::statutes() const noexcept { return state_->law->book; }
std::span<const role_rule> pack::roles() const noexcept { return state_->roles.roles(); }
text pack::role_name(std::string_view role) const {
  for (const auto& r : roles())
    if (r.role == role) return r.label;
  return {std::string{role}, std::string{role}};
}
const registry_builder& pack::register_of_roles() const noexcept { return state_->roles; }
std::span<const work_calendar> pack::calendars() const noexcept { return state_->calendars; }
std::span<const procedure> pack::procedures() const noexcept { return state_->procedures; }

const work_calendar* pack::find_calendar(std::string_view id) const noexcept {
  for (const auto& c : state_->calendars)
    if (c.id() == id) return &c;
  return nullptr;
}
const work_calendar& pack::calendar(std::string_view id) const {
  if (const work_calendar* c = find_calendar(id)) return *c;
  throw std::out_of_range{"dinh: the pack has no calendar '" + std::string{id} + "', only " +
                          joined_ids(state_->calendars, [](const work_calendar& c) { return c.id(); })};
}

const procedure* pack::find_procedure(std::string_view id) const noexcept {
  for (const auto& p : state_->procedures)
    if (p.id() == id) return &p;
  return nullptr;
}
const procedure& pack::procedure_named(std::string_view id) const {
  if (const dinh::procedure* p = find_procedure(id)) return *p;
  throw std::out_of_range{"dinh: the pack has no procedure '" + std::string{id} + "', only " +
                          joined_ids(state_->procedures, [](const dinh::procedure& p) { return p.id(); })};
}

std::string_view pack::days_off_source(std::string_view id) const noexcept {
  const auto at = state_->days_off_sources.find(id);
  return at == state_->days_off_sources.end() ? std::string_view{} : std::string_view{at->second};
}

std::span<const notice_stamp> pack::notices() const noexcept { return state_->notices; }
std::span<const pack_layer> pack::layers() const noexcept { return state_->layers; }
const diagnostics& pack::findings() const noexcept { return state_->findings; }

pack pack::accepting(evidence weakest) const {
  auto changed = std::make_shared<state>(*state_);
  changed->law->rules = changed->law->rules.accepting(weakest);
  for (work_calendar& c : changed->calendars) c = c.accepting(weakest);
  return pack{std::move(changed)};
}

checked<std::string> pack::hash() const {
  pack::state::lazy_hash& h = *state_->hash;
  std::call_once(h.once, [&h] { h.value = hash_of(h.files); });
  return *h.value;
}

pack pack::with_calendar(work_calendar replacement, citation decision) const {
  auto changed = std::make_shared<state>(*state_);
  if (!decision.empty()) changed->notices.push_back({replacement.id(), std::move(decision)});
  replacement = replacement.with_phrases(changed->phrases).accepting(changed->law->rules.weakest_accepted());
  changed->days_off_sources.erase(replacement.id());
  for (work_calendar& c : changed->calendars)
    if (const auto at = changed->days_off_sources.find(c.id());
        at != changed->days_off_sources.end() && at->second == replacement.id())
      c = exchange::with_days_off_of(replacement, c);
  const auto at = std::find_if(changed->calendars.begin(), changed->calendars.end(),
                               [&](const work_calendar& c) { return c.id() == replacement.id(); });
  if (at == changed->calendars.end())
    changed->calendars.push_back(std::move(replacement));
  else
    *at = std::move(replacement);
  return pack{std::move(changed)};
}

checked<pack> read_pack(std::span<const pack_file> files) { return read_pack(files, {}); }

checked<pack> read_pack(std::span<const pack_file> base, std::span<const layer_files> layers) {
  return pack_reading{}.read(base, layers);
}

checked<std::string> hash_of(std::span<const pack_file> files) {
  std::vector<const pack_file*> sorted;
  for (const pack_file& f : files) sorted.push_back(&f);
  std::sort(sorted.begin(), sorted.end(), [](const pack_file* a, const pack_file* b) { return a->name < b->name; });
  json_value list = json_value::object{};
  diagnostics faults;
  for (const pack_file* f : sorted) {
    const auto parsed = exchange::parse_json(f->content, f->name);
    const auto value = parsed ? exchange::to_json_value(*parsed) : checked<json_value>{unexpected{parsed.error()}};
    auto hash = value ? exchange::sha256(*value) : checked<std::string>{unexpected{value.error()}};
    if (hash)
      list.set(f->name, *std::move(hash));
    else
      faults.append(std::move(hash).error());
  }
  if (faults.has_errors()) return unexpected{std::move(faults)};
  return exchange::sha256(list);
}

checked<std::vector<pack_file>> files_of(const std::string& folder) {
  namespace fs = std::filesystem;
  const auto refused = [&](text why) {
    return refuse("pack/folder", folder, std::move(why),
                  {"Chọn thư mục có pack.json.", "Choose a folder that holds pack.json."});
  };
  std::error_code fault;
  std::vector<pack_file> files;
  std::uintmax_t total = 0;
  for (fs::recursive_directory_iterator it{fs::path{folder}, fault}, end; !fault && it != end; it.increment(fault)) {
    if (!it->is_regular_file(fault) || it->path().extension() != ".json") continue;
    const std::uintmax_t size = it->file_size(fault);
    total += fault ? 0 : size;
    if (files.size() >= most_pack_files || total > largest_pack)
      return refused(
          {"Gói có quá nhiều tệp hoặc lớn hơn 64 MiB.", "The pack has too many files or is larger than 64 MiB."});
    std::ifstream in{it->path(), std::ios::binary};
    std::string content(fault ? 0 : static_cast<std::size_t>(size), '\0');
    in.read(content.data(), static_cast<std::streamsize>(content.size()));
    if (!in)
      return refused({"Không đọc được " + it->path().string() + ".", it->path().string() + " cannot be read."});
    files.push_back({it->path().lexically_relative(folder).generic_string(), std::move(content)});
  }
  if (fault) return refused({"Không đọc được thư mục.", "The folder cannot be read."});
  std::sort(files.begin(), files.end(), [](const pack_file& a, const pack_file& b) { return a.name < b.name; });
  return files;
}

checked<pack> load_pack(const std::string& folder) {
  auto files = files_of(folder);
  if (!files) return unexpected{std::move(files).error()};
  return read_pack(*files);
}

namespace packs {

std::vector<pack_file> vietnam_files() {
  std::vector<pack_file> files;
  for (const auto& f : vn_files()) files.push_back({std::string{f.name}, std::string{f.content}});
  return files;
}

checked<pack> vietnam() { return read_pack(vietnam_files()); }

}  // namespace packs

}  // namespace dinh::inline v1
