// Hostile use of the C interface: no memory at any point of a call, malformed and huge texts, many threads on one pack.
// usage: hostile UNITS_FOLDER SCRATCH_FOLDER RANGES LEAKS full|thin, where RANGES holds the places of the destructor of nlohmann::json in
// the library, and LEAKS gets the callers of what was not freed: see hostile.sh
#include <dinh/dinh.h>

#include <dlfcn.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "live_blocks.hpp"

// ---- an allocator that refuses ------------------------------------------------------------------------------------------

namespace {

/// The destructor of nlohmann::json allocates, and ends the process if it cannot; so does the directory iterator of libstdc++.
/// Points inside of them are passed over, and counted. Where the first lies in the library is told by nm.
struct address_range {
  std::uintptr_t first;
  std::uintptr_t last;
};
std::vector<address_range> json_destructors;  // NOLINT

bool inside_what_cannot_fail() noexcept {
  void* frames[48];
  const int depth = backtrace(frames, 48);
  for (int i = 0; i < depth; ++i) {
    for (const address_range& r : json_destructors)
      if (const auto at = reinterpret_cast<std::uintptr_t>(frames[i]); r.first <= at && at < r.last) return true;
    Dl_info of{};
    if (dladdr(frames[i], &of) != 0 && of.dli_sname != nullptr && std::strstr(of.dli_sname, "directory_iterator9increment") != nullptr) return true;
  }
  return false;
}

thread_local long asked = 0;         // allocations so far
thread_local long refuse_at = -1;    // the one that is refused; -1: none
thread_local bool refuse_all = false;
thread_local bool refused = false;
thread_local bool passed_over = false;
thread_local live_blocks::recorder* leaks = nullptr;  // null: nobody looks

void* allocate(std::size_t size) noexcept {
  if (refuse_all) return nullptr;
  if (asked++ == refuse_at) {
    refuse_at = -1;
    if (inside_what_cannot_fail()) {
      passed_over = true;
    } else {
      refused = true;
      return nullptr;
    }
  }
  void* const p = std::malloc(size == 0 ? 1 : size);
  if (p != nullptr) {
    ++live_blocks::count;
    if (leaks != nullptr) leaks->made(p);
  }
  return p;
}
void release(void* p) noexcept {
  if (p != nullptr) {
    --live_blocks::count;
    if (leaks != nullptr) leaks->freed(p);
  }
  std::free(p);
}
}  // namespace

void* operator new(std::size_t size) {
  if (void* p = allocate(size)) return p;
  throw std::bad_alloc{};
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void operator delete(void* p) noexcept { release(p); }
void operator delete[](void* p) noexcept { release(p); }
void operator delete(void* p, std::size_t) noexcept { release(p); }
void operator delete[](void* p, std::size_t) noexcept { release(p); }
void operator delete(void* p, const std::nothrow_t&) noexcept { release(p); }
void operator delete[](void* p, const std::nothrow_t&) noexcept { release(p); }

namespace {

std::atomic<int> faults{0};

void check(bool right, const char* what, const std::string& about) {
  if (right) return;
  ++faults;
  std::fprintf(stderr, "%s: %s\n  last message: %s\n", about.c_str(), what, dinh_error_message());
}

dinh_day on(int year, int month, int day) {
  dinh_day d = DINH_NO_DAY;
  if (dinh_day_from_civil(year, month, day, &d) != DINH_OK) std::abort();
  return d;
}

struct text {
  const char* data;
  std::size_t length;
  text(const char* s) : data{s}, length{std::strlen(s)} {}
  text(const std::string& s) : data{s.data()}, length{s.size()} {}
};

const char decision[] =
    R"({"id":"q1","kind":"decision","as_of":"2024-03-10","input":{"setting":"village","content":"15.6","form":"meeting","households":8318,"in_favour":4160}})";
const char opening[] =
    R"([{"id":"e1","case":"C-1","procedure":"pub_commune","unit":"17464@2025-07-01","step":"s","occurred_on":"2025-09-04","recorded_on":"2025-09-04","facts":{"item":"5"}},)"
    R"({"id":"e2","case":"C-1","step":"d_secret","branch":"no","occurred_on":"2025-09-04","recorded_on":"2025-09-05"},)"
    R"({"id":"e3","case":"C-1","step":"t_plan","occurred_on":"2025-09-04","recorded_on":"2025-09-05"},)"
    R"({"id":"e4","case":"C-1","step":"d_special","branch":"no","occurred_on":"2025-09-04","recorded_on":"2025-09-05"},)"
    R"({"id":"e5","case":"C-1","step":"t_doc","occurred_on":"2025-09-04","recorded_on":"2025-09-05"}])";

/// One call that gives a text: `call` returns its status.
struct giving_call {
  const char* name;
  std::function<dinh_status(dinh_string**)> call;
};

std::string taken(dinh_string*& s) {
  std::string out{dinh_string_data(s), dinh_string_length(s)};
  dinh_string_free(s);
  s = nullptr;
  return out;
}

bool thin = false;  // under sanitizers every attempt takes ten times as long

std::FILE* leak_file = nullptr;
const dinh_calendar* some_calendar = nullptr;

/// What a thread keeps to say what failed last is no leak: a failure without memory, which has fixed words, takes its place.
void forget_last_failure() {
  const dinh_limit five{sizeof(dinh_limit), 5, DINH_WORKING_DAYS, DINH_WITHIN_AFTER};
  dinh_due due = DINH_DUE_INIT;
  refuse_all = true;
  (void)dinh_calendar_due(some_calendar, &five, on(2200, 12, 31), &due);
  refuse_all = false;
}

long leaking_points = 0;

/// One attempt whose allocation `n` is refused, done again with an eye on what it leaves behind.
void find_leaks(const std::function<dinh_status()>& attempt, long n) {
  static live_blocks::recorder recorder;
  ++leaking_points;
  leaks = &recorder;
  recorder.begin();
  asked = 0;
  refuse_at = n;
  (void)attempt();
  refuse_at = -1;
  forget_last_failure();
  recorder.end();
  leaks = nullptr;
  recorder.write(leak_file);
}

/// For judge_leaks.py: if it does not find this one, it would not find others.
[[gnu::noinline]] dinh_status deliberate_leak() {
  volatile char* lost = static_cast<char*>(::operator new(7));
  *lost = 1;
  return *lost == 1 ? DINH_OK : DINH_EINTERNAL;
}

/// Runs `attempt` and refuses its first allocation, its second, … up to the last; of a call with many allocations the
/// first `dense` and `spread` others, or a tenth of both in a thin run. `attempt` returns the status.
void without_memory(const std::string& name, const std::function<dinh_status()>& attempt, long dense = 1500,
                    long spread = 100) {
  if (thin) {
    dense = dense / 10 + 1;
    spread = spread / 10 + 1;
  }
  asked = 0;
  check(attempt() == DINH_OK, "fails with all the memory it wants", name);
  const long total = asked;
  long points = 0;
  long over = 0;
  for (long n = 0; n < total; n += n < dense ? 1 : std::max(1L, (total - dense) / spread)) {
    refused = passed_over = false;
    asked = 0;
    refuse_at = n;
    const long before = live_blocks::count;
    const dinh_status status = attempt();
    refuse_at = -1;
    ++points;
    if (live_blocks::count > before) find_leaks(attempt, n);
    over += passed_over ? 1 : 0;
    if (!refused) {
      check(status == DINH_OK, "fails though it got all the memory it asked for", name);
      continue;
    }
    // what has another way without memory may succeed; everything else says that there is none
    check(status == DINH_OK || status == DINH_ENOMEM, "says something else than DINH_ENOMEM", name + " at " + std::to_string(n));
    check(status == DINH_OK || std::strlen(dinh_error_message()) > 0, "says nothing", name);
  }
  std::printf("%-30s %8ld allocations, %6ld points tried, %4ld passed over\n", name.c_str(), total, points, over);
}

/// What a test does between calls takes memory as it likes.
class at_ease {
public:
  at_ease() noexcept : at_{refuse_at}, asked_{asked} { refuse_at = -1; }
  at_ease(const at_ease&) = delete;
  at_ease& operator=(const at_ease&) = delete;
  ~at_ease() {
    refuse_at = at_;
    asked = asked_;
  }

private:
  long at_;
  long asked_;
};

void allocation_failures(const dinh_pack* pack, const dinh_register* units, const dinh_calendar* calendar,
                         const dinh_calendar* changed, const dinh_procedure* procedure, const dinh_docket* docket,
                         const std::string& folder, const std::vector<giving_call>& calls) {
  for (const giving_call& c : calls) {
    dinh_string* first = nullptr;
    check(c.call(&first) == DINH_OK, "fails", c.name);
    const std::string right = taken(first);
    without_memory(c.name, [&] {
      dinh_string* s = nullptr;
      const dinh_status status = c.call(&s);
      const at_ease comparing;
      check((status == DINH_OK) == (s != nullptr), "the out-parameter was touched by a failure", c.name);
      if (s != nullptr) check(taken(s) == right, "gives another answer", c.name);
      return status;
    });
  }
  without_memory(
      "dinh_pack_vietnam",
      [] {
        dinh_pack* p = nullptr;
        const dinh_status status = dinh_pack_vietnam(&p);
        dinh_pack_free(p);
        return status;
      },
      60, 40);
  without_memory(
      "dinh_register_open",
      [&] {
        dinh_register* r = nullptr;
        const dinh_status status = dinh_register_open(pack, folder.data(), folder.size(), &r);
        dinh_register_free(r);
        return status;
      },
      100, 60);
  without_memory("dinh_calendar_open", [&] {
    dinh_calendar* c = nullptr;
    const dinh_status status = dinh_calendar_open(pack, "state-agency", 12, &c);
    dinh_calendar_free(c);
    return status;
  });
  without_memory("dinh_procedure_open", [&] {
    dinh_procedure* p = nullptr;
    const dinh_status status = dinh_procedure_open(pack, "pub_commune", 11, &p);
    dinh_procedure_free(p);
    return status;
  });
  without_memory(
      "dinh_docket_open",
      [&] {
        dinh_docket* d = nullptr;
        const dinh_status status = dinh_docket_open(pack, units, nullptr, &d);
        dinh_docket_free(d);
        return status;
      },
      200, 60);
  // what is not recorded as a whole is not there by halves: the docket says that it must be opened again
  dinh_string* print = nullptr;
  check(dinh_docket_fingerprint(docket, &print) == DINH_OK, "fails", "dinh_docket_fingerprint");
  const std::string right = taken(print);
  without_memory(
      "dinh_docket_record",
      [&] {
        dinh_docket* d = nullptr;
        {
          const at_ease opening_it;
          check(dinh_docket_open(pack, units, nullptr, &d) == DINH_OK, "fails", "dinh_docket_open");
        }
        const dinh_status status = dinh_docket_record(d, opening, sizeof opening - 1, nullptr);
        const at_ease looking_at_it;
        if (status == DINH_ENOMEM) {
          const dinh_status again = dinh_docket_record(d, opening, sizeof opening - 1, nullptr);
          check(again == DINH_OK || again == DINH_EREOPEN, "cannot be recorded again", "dinh_docket_record");
          dinh_string* s = nullptr;
          const dinh_status asked_again = dinh_docket_fingerprint(d, &s);
          check(asked_again == again, "answers though it must be opened again", "dinh_docket_record");
          if (s != nullptr) check(taken(s) == right, "is another docket than it would have been", "dinh_docket_record");
        }
        dinh_docket_free(d);
        return status;
      },
      400, 60);
  // a calendar that was taken by halves makes the docket ask to be opened again
  without_memory(
      "dinh_docket_change_calendar",
      [&] {
        dinh_docket* d = nullptr;
        {
          const at_ease opening_it;
          check(dinh_docket_open(pack, units, nullptr, &d) == DINH_OK && dinh_docket_record(d, opening, sizeof opening - 1, nullptr) == DINH_OK,
                "fails", "dinh_docket_open");
        }
        const dinh_status status = dinh_docket_change_calendar(d, changed, on(2025, 9, 20), nullptr);
        const at_ease looking_at_it;
        if (status == DINH_ENOMEM) {
          dinh_string* s = nullptr;
          check(dinh_docket_fingerprint(d, &s) == DINH_EREOPEN && s == nullptr, "answers though it must be opened again",
                "dinh_docket_change_calendar");
        }
        dinh_docket_free(d);
        return status;
      },
      400, 60);
  dinh_string* snapshot = nullptr;
  if (dinh_has("hash", 4) != 0) {
    check(dinh_docket_snapshot(docket, &snapshot) == DINH_OK, "fails", "dinh_docket_snapshot");
    without_memory(
        "dinh_docket_open_snapshot",
        [&] {
          dinh_docket* d = nullptr;
          const dinh_status status =
              dinh_docket_open_snapshot(pack, units, nullptr, dinh_string_data(snapshot), dinh_string_length(snapshot), &d);
          dinh_docket_free(d);
          return status;
        },
        200, 60);
    dinh_string_free(snapshot);
  }
  if (dinh_has("xml", 3) != 0) {
    dinh_string* xml = nullptr;
    check(dinh_procedure_write(procedure, DINH_BPMN, DINH_VI, &xml) == DINH_OK, "fails", "dinh_procedure_write");
    without_memory(
        "dinh_procedure_read_bpmn",
        [&] {
          dinh_procedure* p = nullptr;
          const dinh_status status = dinh_procedure_read_bpmn(pack, dinh_string_data(xml), dinh_string_length(xml), &p);
          dinh_procedure_free(p);
          return status;
        },
        300, 60);
    without_memory(
        "dinh_model_check",
        [&] {
          dinh_string* s = nullptr;
          const dinh_status status = dinh_model_check(dinh_string_data(xml), dinh_string_length(xml), 0, DINH_EN, &s);
          dinh_string_free(s);
          return status;
        },
        300, 60);
    dinh_string_free(xml);
  }
  // plain values take no memory at all
  asked = 0;
  const dinh_limit five{sizeof(dinh_limit), 5, DINH_WORKING_DAYS, DINH_WITHIN_AFTER};
  dinh_due due = DINH_DUE_INIT;
  dinh_vote vote = DINH_VOTE_INIT;
  dinh_ruling ruling = DINH_RULING_INIT;
  vote.on = on(2023, 9, 1);
  vote.content = 6;
  vote.form = DINH_FORM_MEETING;
  vote.households = 8318;
  vote.in_favour = 4160;
  std::int32_t n = 0;
  dinh_due_options readings = DINH_DUE_OPTIONS_INIT;
  readings.readings = DINH_MAKE_UP_SATURDAY_IS_NO_WORKING_DAY;
  const dinh_status all[] = {dinh_calendar_due(calendar, &five, on(2025, 4, 24), &due), dinh_decide(pack, &vote, &ruling),
                             dinh_calendar_due_with(calendar, &five, on(2025, 4, 24), &readings, &due),
                             dinh_calendar_count(calendar, on(2025, 4, 24), on(2025, 5, 5), &n),
                             dinh_calendar_is_working(calendar, on(2025, 4, 24), &n)};
  for (const dinh_status s : all) check(s == DINH_OK, "fails", "plain values");
  check(asked == 0, "allocates", "plain values");
  // a failure that has no memory for its own words
  refuse_all = true;
  dinh_calendar* none = nullptr;
  const dinh_status no_words = dinh_calendar_open(pack, "no-such-calendar", 16, &none);
  refuse_all = false;
  check(no_words == DINH_ENOMEM && none == nullptr, "is not told", "a failure without memory");
  check(std::strlen(dinh_error_message()) > 0, "has no message", "a failure without memory");
  check(dinh_error_json(&print) == DINH_OK && taken(print).find("capi/no-memory") != std::string::npos, "has no JSON",
        "a failure without memory");
  without_memory("dinh_error_json", [] {
    dinh_string* s = nullptr;
    const dinh_status status = dinh_error_json(&s);
    dinh_string_free(s);
    return status;
  });
}

/// Every text parameter of every function.
void malformed_texts(const dinh_pack* pack, const dinh_register* units, const dinh_calendar* calendar,
                     const dinh_procedure* procedure, dinh_docket* docket, const std::string& scratch) {
  dinh_string* s = nullptr;
  dinh_pack* p = nullptr;
  dinh_calendar* c = nullptr;
  dinh_procedure* q = nullptr;
  dinh_docket* d = nullptr;
  dinh_journal* j = nullptr;
  dinh_register* r = nullptr;
  dinh_day day = 0;
  const dinh_day today = on(2025, 9, 1);
  const dinh_limit five{sizeof(dinh_limit), 5, DINH_WORKING_DAYS, DINH_WITHIN_AFTER};
  struct taking_text {
    const char* name;
    std::function<dinh_status(const char*, std::size_t)> call;
  };
  std::vector<taking_text> calls{
      {"dinh_pack_open", [&](auto t, auto n) { return dinh_pack_open(t, n, &p); }},
      {"dinh_pack_open_signed", [&](auto t, auto n) { return dinh_pack_open_signed(t, n, t, n, &p); }},
      {"dinh_pack_read name", [&](auto t, auto n) { const dinh_file f{t, n, "{}", 2}; return dinh_pack_read(&f, 1, &p); }},
      {"dinh_pack_read content", [&](auto t, auto n) { const dinh_file f{"pack.json", 9, t, n}; return dinh_pack_read(&f, 1, &p); }},
      {"dinh_pack_with_layer", [&](auto t, auto n) { const dinh_file f{t, n, t, n}; return dinh_pack_with_layer(pack, t, n, &f, 1, &p); }},
      {"dinh_pack_with_layer_folder", [&](auto t, auto n) { return dinh_pack_with_layer_folder(pack, t, n, &p); }},
      {"dinh_pack_with_notice", [&](auto t, auto n) { return dinh_pack_with_notice(pack, t, n, &p); }},
      {"dinh_day_from_text", [&](auto t, auto n) { return dinh_day_from_text(t, n, &day); }},
      {"dinh_calendar_open", [&](auto t, auto n) { return dinh_calendar_open(pack, t, n, &c); }},
      {"dinh_answer", [&](auto t, auto n) { return dinh_answer(pack, units, t, n, &s); }},
      {"dinh_outline", [&](auto t, auto n) { return dinh_outline(pack, t, n, &s); }},
      {"dinh_publicity", [&](auto t, auto n) { return dinh_publicity(pack, t, n, &s); }},
      {"dinh_rule", [&](auto t, auto n) { return dinh_rule(pack, t, n, &s); }},
      {"dinh_instrument", [&](auto t, auto n) { return dinh_instrument(pack, t, n, &s); }},
      {"dinh_cite", [&](auto t, auto n) { return dinh_cite(pack, t, n, DINH_NO_DAY, &s); }},
      {"dinh_register_open", [&](auto t, auto n) { return dinh_register_open(pack, t, n, &r); }},
      {"dinh_register_unit", [&](auto t, auto n) { return dinh_register_unit(units, t, n, today, &s); }},
      {"dinh_register_who code", [&](auto t, auto n) { return dinh_register_who(units, t, n, today, "x", 1, nullptr, 0, &s); }},
      {"dinh_register_who role", [&](auto t, auto n) { return dinh_register_who(units, "17464", 5, today, t, n, t, n, &s); }},
      {"dinh_procedure_open", [&](auto t, auto n) { return dinh_procedure_open(pack, t, n, &q); }},
      {"dinh_procedure_read", [&](auto t, auto n) { return dinh_procedure_read(pack, t, n, &q); }},
      {"dinh_docket_open", [&](auto t, auto n) {
         dinh_docket_options o = DINH_DOCKET_OPTIONS_INIT;
         o.journal = t;
         o.journal_length = n;
         return dinh_docket_open(pack, units, &o, &d);
       }},
      {"dinh_docket_record", [&](auto t, auto n) { return dinh_docket_record(docket, t, n, &s); }},
      {"dinh_docket_next", [&](auto t, auto n) { return dinh_docket_next(docket, t, n, today, &s); }},
      {"dinh_docket_history", [&](auto t, auto n) { return dinh_docket_history(docket, t, n, today, &s); }},
      {"dinh_docket_events", [&](auto t, auto n) { return dinh_docket_events(docket, t, n, &s); }},
      {"dinh_journal_open", [&](auto t, auto n) { return dinh_journal_open(t, n, DINH_READ_ONLY, &j); }},
      {"dinh_receipt", [&](auto t, auto n) { return dinh_receipt(pack, t, n, &s); }},
      {"dinh_due_json", [&](auto t, auto n) { return dinh_due_json(pack, t, n, &s); }},
      {"dinh_calendar_compare", [&](auto t, auto n) { return dinh_calendar_compare(calendar, calendar, t, n, &s); }},
      {"dinh_verdict", [&](auto t, auto n) { return dinh_verdict(pack, t, n, &s); }},
      {"dinh_conformance", [&](auto t, auto n) { return dinh_conformance(pack, units, t, n, &s); }},
      {"dinh_register_open_with", [&](auto t, auto n) { return dinh_register_open_with(pack, t, n, DINH_REGISTER_GHOSTS, &r); }},
      {"dinh_register_draw", [&](auto t, auto n) { return dinh_register_draw(units, t, n, today, DINH_BODIES, DINH_DOT, DINH_VI, &s); }},
      {"dinh_procedure_timing", [&](auto t, auto n) { return dinh_procedure_timing(procedure, t, n, &s); }},
      {"dinh_procedure_compare", [&](auto t, auto n) { return dinh_procedure_compare(procedure, procedure, t, n, &s); }},
      {"dinh_model_check", [&](auto t, auto n) { return dinh_model_check(t, n, 0, DINH_EN, &s); }},
      {"dinh_docket_timeline", [&](auto t, auto n) { return dinh_docket_timeline(docket, t, n, today, DINH_EN, &s); }},
      {"dinh_events_read_csv", [&](auto t, auto n) { return dinh_events_read_csv(t, n, &s); }},
      {"dinh_docket_due_soon", [&](auto t, auto n) {
         dinh_docket_query query = DINH_DOCKET_QUERY_INIT;
         query.as_of = today;
         query.provision = t;  // only citations are read; texts that are none are refused
         query.provision_length = n;
         return dinh_docket_due_soon(docket, &query, 1, &s);
       }},
      {"dinh_docket_tally", [&](auto t, auto n) {
         dinh_docket_query query = DINH_DOCKET_QUERY_INIT;
         query.as_of = today;
         query.provision = t;
         query.provision_length = n;
         return dinh_docket_tally(docket, units, &query, &s);
       }},
      {"dinh_docket_open_snapshot options", [&](auto t, auto n) {
         dinh_docket_options o = DINH_DOCKET_OPTIONS_INIT;
         o.journal = t;
         o.journal_length = n;
         return dinh_docket_open_snapshot(pack, units, &o, "x", 1, &d);
       }},
      {"dinh_receipt_due", [&](auto t, auto n) { return dinh_receipt_due(pack, t, n, &five, today, &s); }},
      {"dinh_receipt_verify", [&](auto t, auto n) { return dinh_receipt_verify(pack, t, n, &s); }},
  };
  if (dinh_has("hash", 4) != 0) {
    calls.push_back({"dinh_pack_sign", [&](auto t, auto n) { return dinh_pack_sign(t, n, t, n, &s); }});
    calls.push_back({"dinh_receipt_due_json", [&](auto t, auto n) { return dinh_receipt_due_json(pack, t, n, &s); }});
    calls.push_back({"dinh_receipt_publicity", [&](auto t, auto n) { return dinh_receipt_publicity(pack, t, n, &s); }});
  }
  if (dinh_has("xml", 3) != 0) {
    calls.push_back({"dinh_procedure_read_bpmn", [&](auto t, auto n) { return dinh_procedure_read_bpmn(pack, t, n, &q); }});
    calls.push_back({"dinh_model_pnml", [&](auto t, auto n) { return dinh_model_pnml(t, n, DINH_EN, &s); }});
    calls.push_back({"dinh_model_pnml_notes", [&](auto t, auto n) { return dinh_model_pnml_notes(t, n, &s); }});
  }
  if (dinh_has("postgres", 8) != 0)
    calls.push_back({"dinh_journal_open_postgres", [&](auto t, auto n) {
                       dinh_postgres_options o = DINH_POSTGRES_OPTIONS_INIT;
                       o.connection = o.schema = t;
                       o.connection_length = o.schema_length = n;
                       return dinh_journal_open_postgres(&o, &j);
                     }});
  const std::string huge(std::size_t{65} << 20U, 'a');
  const std::string nested(200'000, '[');
  const std::string wrong_folder = scratch + "/none";
  struct bad_text {
    const char* name;
    const char* data;
    std::size_t length;
  };
  const bad_text bad[] = {{"cut short", "a\xc3", 2},         {"overlong", "\xc0\x80", 2}, {"surrogate", "\xed\xa0\x80", 3},
                          {"too large a letter", "\xf4\x90\x80\x80", 4}, {"huge", huge.data(), huge.size()},
                          {"nested", nested.data(), nested.size()},      {"zero bytes", "\0\0\0", 3}};
  for (const taking_text& call : calls) {
    check(call.call(nullptr, 1) == DINH_EINVAL, "takes a null text of length 1", call.name);
    for (const bad_text& b : bad) {
      const dinh_status status = call.call(b.data, b.length);
      check(status == DINH_EINPUT || status == DINH_ENOTFOUND, b.name, call.name);
      check(std::strlen(dinh_error_message()) > 0, "says nothing", call.name);
    }
    check(!s && !p && !c && !q && !d && !j && !r && day == 0, "touches what it was given", call.name);
  }
  // a list of units that is none is an answer, not a failure; a text that is none is refused
  for (const bad_text& b : bad) {
    const dinh_status status = dinh_units_read(b.data, b.length, 1, units, today, &s);
    check(status == DINH_EINPUT || (status == DINH_OK && taken(s).find("\"loaded\":false") != std::string::npos), b.name,
          "dinh_units_read");
  }
}

/// A snapshot is bytes: cut off anywhere, or with any bit turned, it is refused.
void bytes_that_are_no_snapshot(const dinh_pack* pack, const dinh_docket* docket) {
  if (dinh_has("hash", 4) == 0) return;
  dinh_string* written = nullptr;
  check(dinh_docket_snapshot(docket, &written) == DINH_OK, "fails", "dinh_docket_snapshot");
  std::string bytes = taken(written);
  dinh_docket* d = nullptr;
  for (std::size_t length = 0; length < bytes.size(); length += std::max<std::size_t>(1, bytes.size() / 60)) {
    check(dinh_docket_open_snapshot(pack, nullptr, nullptr, bytes.data(), length, &d) == DINH_EINPUT, "is taken though cut off",
          "dinh_docket_open_snapshot");
    bytes[length] = static_cast<char>(bytes[length] ^ 4);
    check(dinh_docket_open_snapshot(pack, nullptr, nullptr, bytes.data(), bytes.size(), &d) == DINH_EINPUT,
          "is taken though a bit was turned", "dinh_docket_open_snapshot");
    bytes[length] = static_cast<char>(bytes[length] ^ 4);
  }
  check(dinh_docket_open_snapshot(pack, nullptr, nullptr, bytes.data(), SIZE_MAX, &d) == DINH_EINPUT, "takes any length",
        "dinh_docket_open_snapshot");
  check(d == nullptr, "touches what it was given", "dinh_docket_open_snapshot");
}

/// One pack, calendar, register and procedure in many threads: the same answers, and each thread its own failures.
void many_threads(const std::vector<giving_call>& calls, const dinh_calendar* calendar) {
  std::vector<std::string> right;
  for (const giving_call& c : calls) {
    dinh_string* s = nullptr;
    check(c.call(&s) == DINH_OK, "fails", c.name);
    right.push_back(taken(s));
  }
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&, t] {
      check(std::strlen(dinh_error_message()) == 0, "begins with the failure of another", "a thread");
      for (std::size_t round = 0; round < 3; ++round)
        for (std::size_t i = 0; i < calls.size(); ++i) {
          const std::size_t k = (i + static_cast<std::size_t>(t) * 5) % calls.size();
          dinh_string* s = nullptr;
          check(calls[k].call(&s) == DINH_OK, "fails in a thread", calls[k].name);
          check(taken(s) == right[k], "gives another answer in a thread", calls[k].name);
          dinh_day day = 0;
          check(dinh_calendar_nth(calendar, INT32_MAX - t, 1, &day) == DINH_EINVAL, "is taken", "a day out of range");
          check(std::strstr(dinh_error_message(), "dinh_calendar_nth:from") != nullptr, "is that of another", "the last failure");
        }
    });
  for (std::thread& t : threads) t.join();
}

}  // namespace

int main(int count, char** given) {
  if (count != 6) return 2;
  thin = std::strcmp(given[5], "thin") == 0;
  leak_file = std::fopen(given[4], "w");
  if (leak_file == nullptr) return 2;
  std::setvbuf(stdout, nullptr, _IOLBF, 0);  // what was tried last is seen where a call ends the process
  (void)inside_what_cannot_fail();            // the first call loads what it needs
  Dl_info library;
  if (dladdr(reinterpret_cast<void*>(&dinh_version), &library) == 0) return 2;
  std::ifstream ranges{given[3]};
  std::uintptr_t at = 0;
  std::uintptr_t size = 0;
  while (ranges >> std::hex >> at >> size) {
    at += reinterpret_cast<std::uintptr_t>(library.dli_fbase);
    json_destructors.push_back({at, at + size});
  }
  if (json_destructors.empty()) {
    std::fprintf(stderr, "nm found no destructor of nlohmann::json\n");
    return 2;
  }
  const std::string folder = given[1];
  dinh_pack* pack = nullptr;
  dinh_register* units = nullptr;
  dinh_calendar* calendar = nullptr;
  dinh_procedure* procedure = nullptr;
  dinh_docket* docket = nullptr;
  // a late notice: a Friday in September 2025 that nobody works
  const text notice{R"({"format":"dinh-calendar-notice/1","calendar":"state-agency","decision":"TB-1","evidence":"M","entries":[)"
                    R"x({"date":"2025-09-05","kind":"statutory","name":{"vi":"Thử","en":"Trial"},"citation":"45/2019/QH14 112(1)"}]})x"};
  dinh_pack* noticed = nullptr;
  dinh_calendar* changed = nullptr;
  const bool opened = dinh_pack_vietnam(&pack) == DINH_OK &&
                      dinh_pack_with_notice(pack, notice.data, notice.length, &noticed) == DINH_OK &&
                      dinh_calendar_open(noticed, "state-agency", 12, &changed) == DINH_OK &&
                      dinh_register_open(pack, folder.data(), folder.size(), &units) == DINH_OK &&
                      dinh_calendar_open(pack, "state-agency", 12, &calendar) == DINH_OK &&
                      dinh_procedure_open(pack, "pub_commune", 11, &procedure) == DINH_OK &&
                      dinh_docket_open(pack, units, nullptr, &docket) == DINH_OK &&
                      dinh_docket_record(docket, opening, sizeof opening - 1, nullptr) == DINH_OK;
  if (!opened) {
    std::fprintf(stderr, "cannot open: %s\n", dinh_error_message());
    return 1;
  }
  some_calendar = calendar;
  const dinh_day today = on(2025, 9, 20);
  const auto ask = [&](std::int32_t what) {
    return [=](dinh_string** out) {
      dinh_docket_query query = DINH_DOCKET_QUERY_INIT;
      query.what = what;
      query.as_of = today;
      return dinh_docket_ask(docket, &query, out);
    };
  };
  const text question{decision};
  const text outline{R"({"as_of":"2024-03-10","input":{"setting":"village","content":"15.6"}})"};
  const text posting{R"({"item":5,"decided":"2025-05-26","up":[{"first":"2025-06-02","last":"2025-07-01"}]})"};
  const text units_question{R"({"id":"r","kind":"registry","as_of":"2025-07-01","input":{"unit":"17461"}})"};
  const text provision{"khoản 1 Điều 21 Luật 10/2022/QH15"};
  const dinh_limit five{sizeof(dinh_limit), 5, DINH_WORKING_DAYS, DINH_WITHIN_AFTER};
  const text due{R"({"rule":"GDL-12-2","from":"2025-04-24","suspensions":[{"from":"2025-04-28","until":"2025-05-12"}]})"};
  const text moved{R"([{"limit":{"count":5,"unit":"working_day"},"from":"2025-09-04"}])"};
  const text start{R"({"start":"2026-02-11"})"};
  const text list{"Mã,Tên,Cấp,Mã TP,Tỉnh / Thành Phố\n00001,Phường  Một,Phường,01,Thành phố Hà Nội\n"};
  std::vector<giving_call> calls{
      {"dinh_answer", [&](auto out) { return dinh_answer(pack, nullptr, question.data, question.length, out); }},
      {"dinh_answer with units", [&](auto out) { return dinh_answer(pack, units, units_question.data, units_question.length, out); }},
      {"dinh_outline", [&](auto out) { return dinh_outline(pack, outline.data, outline.length, out); }},
      {"dinh_publicity", [&](auto out) { return dinh_publicity(pack, posting.data, posting.length, out); }},
      {"dinh_calendar_due_json", [&](auto out) { return dinh_calendar_due_json(calendar, &five, on(2025, 4, 24), out); }},
      {"dinh_calendar_year_json", [&](auto out) { return dinh_calendar_year_json(calendar, 2025, out); }},
      {"dinh_instrument", [&](auto out) { return dinh_instrument(pack, "10/2022/QH15", 12, out); }},
      {"dinh_cite", [&](auto out) { return dinh_cite(pack, provision.data, provision.length, DINH_NO_DAY, out); }},
      {"dinh_register_info", [&](auto out) { return dinh_register_info(units, out); }},
      {"dinh_register_unit", [&](auto out) { return dinh_register_unit(units, "17464", 5, today, out); }},
      {"dinh_register_translate", [&](auto out) { return dinh_register_translate(units, "17461", 5, on(2025, 6, 1), today, out); }},
      {"dinh_register_translate name", [&](auto out) { const text name{"Dien Chau"}; return dinh_register_translate(units, name.data, name.length, today, today, out); }},
      {"dinh_register_who", [&](auto out) { return dinh_register_who(units, "17464", 5, today, "commune_peoples_committee", 25, nullptr, 0, out); }},
      {"dinh_procedure_draw", [&](auto out) { return dinh_procedure_draw(procedure, DINH_DOT, DINH_EN, out); }},
      {"dinh_procedure_verify", [&](auto out) { return dinh_procedure_verify(procedure, out); }},
      {"dinh_due_json", [&](auto out) { return dinh_due_json(pack, due.data, due.length, out); }},
      {"dinh_calendar_compare", [&](auto out) { return dinh_calendar_compare(calendar, changed, moved.data, moved.length, out); }},
      {"dinh_calendar_json", [&](auto out) { return dinh_calendar_json(calendar, out); }},
      {"dinh_lunar_year_json", [&](auto out) { return dinh_lunar_year_json(2025, out); }},
      {"dinh_verdict", [&](auto out) { return dinh_verdict(pack, question.data, question.length, out); }},
      {"bodies", [&](auto out) { return dinh_register_draw(units, "17464", 5, today, DINH_BODIES, DINH_DOT, DINH_EN, out); }},
      {"dinh_units_read", [&](auto out) { return dinh_units_read(list.data, list.length, 1, units, today, out); }},
      {"dinh_procedure_timing", [&](auto out) { return dinh_procedure_timing(procedure, start.data, start.length, out); }},
      {"dinh_procedure_compare", [&](auto out) { return dinh_procedure_compare(procedure, procedure, nullptr, 0, out); }},
      {"dinh_docket_due_soon", [&](auto out) {
         dinh_docket_query query = DINH_DOCKET_QUERY_INIT;
         query.as_of = on(2025, 9, 5);
         return dinh_docket_due_soon(docket, &query, 20, out);
       }},
      {"dinh_docket_tally", [&](auto out) {
         dinh_docket_query query = DINH_DOCKET_QUERY_INIT;
         query.as_of = today;
         return dinh_docket_tally(docket, units, &query, out);
       }},
      {"dinh_docket_timeline", [&](auto out) { return dinh_docket_timeline(docket, "C-1", 3, today, DINH_EN, out); }},
      {"cases", ask(DINH_CASES)},
      {"duties", ask(DINH_DUTIES)},
      {"late", ask(DINH_LATE)},
      {"load", ask(DINH_LOAD)},
      {"dinh_docket_next", [&](auto out) { return dinh_docket_next(docket, "C-1", 3, today, out); }},
      {"dinh_docket_history", [&](auto out) { return dinh_docket_history(docket, "C-1", 3, today, out); }},
      {"dinh_docket_events", [&](auto out) { return dinh_docket_events(docket, "C-1", 3, out); }},
  };
  if (dinh_has("xml", 3) != 0) {
    calls.push_back({"BPMN", [&](auto out) { return dinh_procedure_write(procedure, DINH_BPMN, DINH_EN, out); }});
    calls.push_back({"PNML", [&](auto out) { return dinh_procedure_write(procedure, DINH_PNML, DINH_EN, out); }});
  }
  if (dinh_has("hash", 4) != 0) {
    calls.push_back({"dinh_receipt_due_json", [&](auto out) { return dinh_receipt_due_json(pack, due.data, due.length, out); }});
    calls.push_back({"dinh_docket_snapshot", [&](auto out) { return dinh_docket_snapshot(docket, out); }});
  }
  if (dinh_has("hash", 4) != 0)
    calls.push_back({"dinh_receipt", [&](auto out) { return dinh_receipt(pack, question.data, question.length, out); }});
  many_threads(calls, calendar);
  malformed_texts(pack, units, calendar, procedure, docket, given[2]);
  bytes_that_are_no_snapshot(pack, docket);
  allocation_failures(pack, units, calendar, changed, procedure, docket, folder, calls);
  find_leaks(deliberate_leak, -1);
  dinh_docket_free(docket);
  dinh_procedure_free(procedure);
  dinh_calendar_free(calendar);
  dinh_calendar_free(changed);
  dinh_pack_free(noticed);
  dinh_register_free(units);
  dinh_pack_free(pack);
  std::fclose(leak_file);
  std::printf("%ld points left something behind; whose it is says hostile.sh\n", leaking_points);
  return faults == 0 ? 0 : 1;
}
