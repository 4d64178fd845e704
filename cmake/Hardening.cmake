include(CheckCCompilerFlag)
include(CheckPIESupported)

check_pie_supported()
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
add_compile_options(-fstack-clash-protection)
add_compile_definitions($<$<COMPILE_LANGUAGE:C>:_FORTIFY_SOURCE=2>)
check_c_compiler_flag(-fcf-protection ROADMAP_HAS_CF_PROTECTION) # x86 alone
if(ROADMAP_HAS_CF_PROTECTION)
	add_compile_options(-fcf-protection)
endif()
add_link_options(-Wl,-z,relro -Wl,-z,now)
