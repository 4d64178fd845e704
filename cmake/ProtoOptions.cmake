# Writes a copy of a .proto with protobuf-c's options: a short prefix and constant strings.
file(READ ${IN} text)
if(text MATCHES "package roadmap.v1;")
	set(prefix pb)
elseif(text MATCHES "package ttrpc;")
	set(prefix ttrpc)
else()
	set(prefix rpc)
endif()
string(REGEX REPLACE "(package [a-z0-9.]+;)"
	"\\1\nimport \"protobuf-c/protobuf-c.proto\";\noption (pb_c_file) = {c_package: \"${prefix}\" const_strings: true};"
	text "${text}")
file(WRITE ${OUT} "${text}")
