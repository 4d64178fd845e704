# Run by CPack on what it has installed, before it is packed. No time stamps: the same tree makes the
# same package.
file(GLOB_RECURSE files ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*/share/man/*.[1-8]
	${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*/share/doc/roadmap/changelog*
	${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*/share/doc/roadmap/*.md)
execute_process(COMMAND gzip -9nf ${files} COMMAND_ERROR_IS_FATAL ANY)
