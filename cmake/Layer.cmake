# roadmap_layer(NAME sources...): a static library whose headers are seen as "NAME/x.h" by those
# that link it, and by nobody else: an upward include does not compile.
function(roadmap_layer name)
	set(include ${PROJECT_BINARY_DIR}/include/${name})
	file(MAKE_DIRECTORY ${include})
	file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${include}/${name} SYMBOLIC)
	add_library(${name} STATIC ${ARGN})
	target_include_directories(${name} PUBLIC ${include})
endfunction()
