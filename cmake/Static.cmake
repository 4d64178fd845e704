# Programs linked without shared libraries, at addresses that stay random: they start faster and use
# less memory.

# roadmap_library(NAME MODULE ARCHIVE): a target for the library that pkg-config calls MODULE; its
# archive, where programs are to be static.
function(roadmap_library name module archive)
	add_library(${name} INTERFACE)
	if(ROADMAP_STATIC)
		target_include_directories(${name} SYSTEM INTERFACE ${${module}_INCLUDE_DIRS})
		target_link_libraries(${name} INTERFACE ${${archive}} m)
	else()
		target_link_libraries(${name} INTERFACE PkgConfig::${module})
	endif()
endfunction()

# roadmap_static(TARGET): has it linked so.
function(roadmap_static target)
	if(NOT ROADMAP_STATIC)
		return()
	endif()
	# else CMake would add -pie, which makes it dynamic again
	set_property(TARGET ${target} PROPERTY POSITION_INDEPENDENT_CODE)
	target_compile_options(${target} PRIVATE -fPIE)
	target_link_options(${target} PRIVATE -static-pie)
	# what libraries could ask of the dynamic linker or the name service, and we never do
	if(ROADMAP_LINKS_SILENTLY)
		target_link_options(${target} PRIVATE -Wl,--no-warnings)
	endif()
endfunction()

find_library(EVENT_ARCHIVE libevent_core.a)
find_library(PROTOBUF_C_ARCHIVE libprotobuf-c.a)
find_library(SQLITE_ARCHIVE libsqlite3.a)
# sanitizers cannot be linked statically
if(ROADMAP_SANITIZE OR NOT EVENT_ARCHIVE OR NOT PROTOBUF_C_ARCHIVE OR NOT SQLITE_ARCHIVE)
	set(ROADMAP_STATIC OFF)
endif()
if(ROADMAP_STATIC)
	include(CheckLinkerFlag)
	check_linker_flag(C -Wl,--no-warnings ROADMAP_LINKS_SILENTLY)
endif()
roadmap_library(event EVENT EVENT_ARCHIVE)
roadmap_library(protobuf_c PROTOBUF_C PROTOBUF_C_ARCHIVE)
roadmap_library(sqlite SQLITE SQLITE_ARCHIVE)
