# cmake -DSCHEMA=dir -DOUT=dir -P EmbedSql.cmake
# Writes sql.h and sql.c: an enum with a name for each schema/queries/*.sql and the texts, and the
# texts of schema/migrations/*.sql in order.
function(c_string out file)
	file(READ ${file} text)
	string(REPLACE "\\" "\\\\" text "${text}")
	string(REPLACE "\"" "\\\"" text "${text}")
	string(REPLACE "\n" "\\n\"\n\t\"" text "${text}")
	set(${out} "\"${text}\"" PARENT_SCOPE)
endfunction()

file(GLOB queries ${SCHEMA}/queries/*.sql)
list(SORT queries)
set(names "")
set(texts "")
foreach(file ${queries})
	get_filename_component(name ${file} NAME_WE)
	string(TOUPPER ${name} upper)
	c_string(text ${file})
	string(APPEND names "\tSQL_${upper},\n")
	string(APPEND texts "\t[SQL_${upper}] = {\"${name}\",\n\t${text}},\n")
endforeach()

file(GLOB migrations ${SCHEMA}/migrations/*.sql)
list(SORT migrations)
set(steps "")
set(n 0)
foreach(file ${migrations})
	get_filename_component(name ${file} NAME_WE)
	math(EXPR n "${n} + 1")
	if(NOT name MATCHES "^0*${n}_")
		message(FATAL_ERROR "migration ${name} is not number ${n}")
	endif()
	c_string(text ${file})
	string(APPEND steps "\t{\"${name}\",\n\t${text}},\n")
endforeach()

c_string(connection ${SCHEMA}/connection.sql)
c_string(backup ${SCHEMA}/backup.sql)
c_string(scratch_insert ${SCHEMA}/scratch_insert.sql)

file(WRITE ${OUT}/sql.h.new "/* Made of schema/. */
#ifndef SQL_H
#define SQL_H

enum sql_query {
${names}	SQL_QUERIES,
};

struct sql_text {
	const char *name;
	const char *text;
};

extern const struct sql_text sql_queries[SQL_QUERIES];

enum {
	SQL_MIGRATIONS = ${n},
};

extern const struct sql_text sql_migrations[SQL_MIGRATIONS];
extern const char sql_connection[];
extern const char sql_backup[];
extern const char sql_scratch_insert[];

#endif
")
file(WRITE ${OUT}/sql.c.new "/* Made of schema/. */
#include \"sql.h\"

const struct sql_text sql_queries[SQL_QUERIES] = {
${texts}};

const struct sql_text sql_migrations[SQL_MIGRATIONS] = {
${steps}};

const char sql_connection[] =
	${connection};

const char sql_backup[] =
	${backup};

const char sql_scratch_insert[] =
	${scratch_insert};
")
foreach(file sql.h sql.c)
	file(COPY_FILE ${OUT}/${file}.new ${OUT}/${file} ONLY_IF_DIFFERENT)
endforeach()
