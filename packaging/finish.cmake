# Run by CPack on what it has installed, before it is packed: what Debian's own helpers would do to it.
set(tree ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr)
file(GLOB programs ${tree}/bin/* ${tree}/libexec/roadmap/*)
execute_process(COMMAND strip --remove-section=.comment --remove-section=.note ${programs}
	COMMAND_ERROR_IS_FATAL ANY)
# No time stamps: the same tree makes the same package.
file(GLOB documents ${tree}/share/man/*/*.[1-8] ${tree}/share/doc/roadmap/changelog*
	${tree}/share/doc/roadmap/*.md)
execute_process(COMMAND gzip -9nf ${documents} COMMAND_ERROR_IS_FATAL ANY)
