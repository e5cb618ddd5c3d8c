"""Conan 2 recipe: conan create . (with -o "dinh/*:with_postgres=True" and the like)."""
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load, rmdir
from conan.tools.gnu import PkgConfigDeps

required_conan_version = ">=2.0"


class DinhConan(ConanFile):
    name = "dinh"
    description = "Grassroots-democracy procedures as typed graphs with deadline rules"
    license = "Apache-2.0"
    topics = ("law", "deadlines", "workflow", "calendar", "vietnam")
    package_type = "library"
    settings = "os", "arch", "compiler", "build_type"
    options = {
        "shared": [True, False],
        "fPIC": [True, False],
        "with_json": [True, False],
        "with_xml": [True, False],
        "with_sodium": [True, False],
        "with_utf8proc": [True, False],
        "with_sqlite": [True, False],
        "with_postgres": [True, False],
    }
    default_options = {
        "shared": False,
        "fPIC": True,
        "with_json": True,
        "with_xml": True,
        "with_sodium": True,
        "with_utf8proc": True,
        "with_sqlite": True,
        "with_postgres": False,
    }
    test_package_folder = "tests/package/conan"
    exports_sources = "CMakeLists.txt", "LICENSE", "include/*", "src/*"

    def set_version(self):
        header = load(self, f"{self.recipe_folder}/include/dinh/version.hpp")
        self.version = ".".join(re.search(rf"DINH_VERSION_{part} (\d+)", header).group(1) for part in ("MAJOR", "MINOR", "PATCH"))

    def configure(self):
        if self.options.shared:
            self.options.rm_safe("fPIC")

    @property
    def _needs_sodium(self):
        return self.options.with_sodium or self.options.with_sqlite or self.options.with_postgres

    def requirements(self):
        self.requires("boost/[>=1.74 <2]", transitive_headers=True, options={"header_only": True})
        self.requires("spdlog/[>=1.10 <2]")
        if self.options.with_json:
            self.requires("nlohmann_json/[>=3.9 <4]")
        if self.options.with_xml:
            self.requires("pugixml/[>=1.13 <2]")
        if self._needs_sodium:
            self.requires("libsodium/[>=1.0.18 <2]")
        if self.options.with_utf8proc:
            self.requires("utf8proc/[>=2.8 <3]")
        if self.options.with_sqlite:
            self.requires("sqlite3/[>=3.40 <4]")
        if self.options.with_postgres:
            self.requires("libpq/[>=15 <18]")

    def validate(self):
        check_min_cppstd(self, 20)

    def build_requirements(self):
        self.tool_requires("cmake/[>=3.22]")
        self.tool_requires("pkgconf/[>=2]")

    def layout(self):
        cmake_layout(self)

    def generate(self):
        CMakeDeps(self).generate()
        PkgConfigDeps(self).generate()  # libsodium, utf8proc and libpq are found by pkg-config
        toolchain = CMakeToolchain(self)
        for part in ("JSON", "XML", "UTF8PROC", "SQLITE", "POSTGRES"):
            toolchain.cache_variables[f"DINH_WITH_{part}"] = bool(self.options.get_safe(f"with_{part.lower()}"))
        toolchain.cache_variables["DINH_WITH_SODIUM"] = bool(self._needs_sodium)
        for part in ("BENCHMARKS", "CLI", "EXAMPLES", "FUZZERS", "TESTS"):
            toolchain.cache_variables[f"DINH_BUILD_{part}"] = False
        toolchain.cache_variables["DINH_WITH_GRAPHVIZ"] = False  # there is no recipe of Graphviz to lean on
        toolchain.cache_variables["DINH_INSTALL"] = True
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        copy(self, "LICENSE", self.source_folder, f"{self.package_folder}/licenses")
        CMake(self).install()
        rmdir(self, f"{self.package_folder}/lib/cmake")  # Conan writes its own
        rmdir(self, f"{self.package_folder}/lib/pkgconfig")

    def package_info(self):
        self.cpp_info.set_property("cmake_file_name", "dinh")

        core = self.cpp_info.components["core"]
        core.set_property("cmake_target_name", "dinh::core")
        core.libdirs = []
        core.requires = ["boost::headers"]

        dinh = self.cpp_info.components["dinh"]
        dinh.set_property("cmake_target_name", "dinh::dinh")
        dinh.set_property("pkg_config_name", "dinh")
        dinh.libs = ["dinh"]
        dinh.requires = ["core", "spdlog::spdlog"]
        if not self.options.shared:
            dinh.defines.append("DINH_STATIC")
        for option, define, requirement in (("with_json", "DINH_HAS_JSON=1", "nlohmann_json::nlohmann_json"),
                                            ("with_xml", "DINH_HAS_XML=1", "pugixml::pugixml"),
                                            ("with_utf8proc", "DINH_HAS_UTF8PROC=1", "utf8proc::utf8proc")):
            if self.options.get_safe(option):
                dinh.defines.append(define)
                dinh.requires.append(requirement)
        if self._needs_sodium:
            dinh.requires.append("libsodium::libsodium")

        for option, component, requirement in (("with_sqlite", "sqlite", "sqlite3::sqlite3"), ("with_postgres", "postgres", "libpq::pq")):
            if self.options.get_safe(option):
                journal = self.cpp_info.components[component]
                journal.set_property("cmake_target_name", f"dinh::{component}")
                journal.set_property("pkg_config_name", f"dinh_{component}")
                journal.libs = [f"dinh_{component}"]
                journal.requires = ["dinh", requirement, "libsodium::libsodium"]

        if self.options.with_json:
            c = self.cpp_info.components["c"]
            c.set_property("cmake_target_name", "dinh::c")
            c.set_property("pkg_config_name", "dinh_c")
            c.libs = ["dinh_c"]
            c.requires = ["dinh", "sqlite"] if self.options.with_sqlite else ["dinh"]
