/* Faults of form: YAML, keys, types. */
#include "file_support.h"

static void
an_empty_file_is_told_how_to_begin(void **state)
{
	file_bad(state, "", "0:0: holds no roadmap: begin with 'roadmap: AN-ID'\n");
	file_bad(state, "# a remark\n\n", "0:0: holds no roadmap: begin with 'roadmap: AN-ID'\n");
}

static void
a_file_that_is_no_map_is_refused(void **state)
{
	file_bad(state, "- a\n", "1:1: expected a roadmap: lines of 'key: value'\n");
	file_bad(state, "word\n", "1:1: expected a roadmap: lines of 'key: value'\n");
	file_bad(state, "---\n", "1:1: expected a roadmap: lines of 'key: value'\n");
}

static void
what_a_roadmap_lacks_is_told_at_its_beginning(void **state)
{
	file_bad(state, "# first line\nsummary: text\n",
	    "2:1: a roadmap needs 'roadmap'\n"
	    "2:1: a roadmap needs 'version'\n"
	    "2:1: a roadmap needs 'title'\n"
	    "2:1: a roadmap needs 'phases'\n");
}

static void
a_tab_in_the_indentation_is_named(void **state)
{
	file_bad(state, FILE_HEAD "\t- id: a\n",
	    "8:1: not YAML: a tab in the indentation: use blanks; reading stopped here\n");
}

static void
a_second_colon_in_a_line_is_named(void **state)
{
	file_bad(state, "roadmap: r\ntitle: A: b\n",
	    "2:9: not YAML: a second ': ' in one line: put the text in quotes; reading stopped "
	    "here\n");
}

static void
an_open_quote_is_found_where_it_begins(void **state)
{
	file_bad(state, "roadmap: r\ntitle: \"open\n",
	    "2:8: not YAML: this quote is never closed; reading stopped here\n");
}

static void
a_key_not_known_is_refused_with_the_near_one(void **state)
{
	file_bad(state, FILE_SOUND "    done_when: Now\n    colour: red\n",
	    "11:5: unknown key 'done_when' in a step: did you mean 'done-when'?\n"
	    "12:5: unknown key 'colour' in a step\n");
}

static void
a_mistyped_key_is_not_reported_as_missing_too(void **state)
{
	file_bad(state, FILE_HEAD "  - id: a\n    titel: A\n    hours: 1\n",
	    "9:5: unknown key 'titel' in a step: did you mean 'title'?\n");
}

static void
a_key_given_twice_is_told_at_the_second(void **state)
{
	file_bad(state, FILE_SOUND "    title: Again\n",
	    "11:5: 'title' is in this step twice: remove one\n");
}

static void
a_key_that_is_no_word_is_refused(void **state)
{
	file_bad(state, "? [a]\n: b\n", "1:3: a key must be a word, not a list or a map\n");
	file_bad(state, FILE_SOUND "    : empty\n", "10:12: unknown key '' in a step\n");
}

static void
a_required_key_without_a_value_is_told(void **state)
{
	file_bad(state, FILE_HEAD "  - id: a\n    title:\n    hours: ~\n",
	    "9:5: 'title': expected a value after the ':'\n"
	    "10:12: 'hours': expected a value after the ':'\n");
}

static void
bad_hours_are_told_with_the_forms_that_are_right(void **state)
{
	static const char *const bad[] = {"six", "-1", "1h", "1.", ".5", "0x10", "1e3", "\"6\"",
	    "[1]", "[1, 2, 3]", "[1, x]", "{low: 1}"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		file_bad(state,
		    arena_printf(*state, FILE_HEAD "  - id: a\n    title: A\n    hours: %s\n",
			bad[i]),
		    "10:12: 'hours': expected a number such as 6 or 0.5, or [low, high]\n");
}

static void
a_count_is_a_whole_number_without_quotes(void **state)
{
	static const char *const bad[] = {"1.5", "-1", "+1", "one", "'1'", "[1]", "0x1", "1 2"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		file_bad(state, arena_printf(*state, FILE_SOUND "    value: %s\n", bad[i]),
		    "11:12: 'value': expected a whole number\n");
}

static void
a_flag_is_true_or_false(void **state)
{
	file_bad(state, FILE_SOUND "    optional: yes\n    milestone: 1\n    guessed: 'true'\n",
	    "11:15: 'optional': expected true or false: write true\n"
	    "12:16: 'milestone': expected true or false\n"
	    "13:14: 'guessed': expected true or false\n");
}

static void
a_kind_is_one_of_four(void **state)
{
	file_bad(state, FILE_SOUND "    kind: lern\n",
	    "11:11: 'kind': expected learn, project, portfolio or job\n");
}

static void
an_option_names_its_choice(void **state)
{
	static const char *const bad[] = {"python", "/python", "language/", "[language, python]"};

	for (size_t i = 0; i < 3; i++)
		file_bad(state, arena_printf(*state, FILE_SOUND "    option: %s\n", bad[i]),
		    "11:13: 'option': expected CHOICE/OPTION, such as language/python\n");
	file_bad(state, arena_printf(*state, FILE_SOUND "    option: %s\n", bad[3]),
	    "11:13: 'option': expected a text: put it in quotes if it holds ': '\n");
}

static void
a_list_is_asked_for_where_a_word_stands(void **state)
{
	file_bad(state, FILE_SOUND "    requires: b\n    skills: git\n    resources: here\n",
	    "11:15: 'requires': expected a list, such as [one, two]\n"
	    "12:13: 'skills': expected a list, such as [one, two]\n"
	    "13:16: 'resources': expected a list: each entry begins with '- '\n");
}

static void
an_empty_entry_of_a_list_is_told(void **state)
{
	file_bad(state, FILE_SOUND "    skills:\n      -\n      - [a]\n",
	    "12:7: 'skills': expected something after the dash\n"
	    "13:9: 'skills': expected a text: put it in quotes if it holds ': '\n");
}

/* libfyaml 0.7.12 reads 'x''''y' as "x'''". */
static void
quotes_that_would_be_misread_are_refused(void **state)
{
	file_bad(state, FILE_SOUND "    summary: 'x''''y'\n",
	    "11:14: two quotes in a row in single quotes: use double quotes around the text\n");
	assert_string_equal(
	    file_good(state, FILE_SOUND "    summary: 'x''y'\n")->phases[0]->steps[0]->summary,
	    "x'y");
}

/* libfyaml 0.7.12 makes NULs of it. */
static void
a_backslash_at_the_end_of_a_line_is_refused(void **state)
{
	static const char *const ends[] = {"\\\n", "\\ \n", "\\\t \n"};

	for (size_t i = 0; i < 3; i++)
		file_bad(state,
		    arena_printf(*state, FILE_SOUND "    summary: \"a%s      b\"\n", ends[i]),
		    "11:14: a backslash at the end of a line: use a block of text (| or >)\n");
}

static void
a_text_with_a_nul_is_refused(void **state)
{
	file_bad(state, FILE_SOUND "    summary: \"cut\\0here\"\n",
	    "11:14: 'summary': expected a text without NUL characters\n");
}

static void
anchors_aliases_and_tags_are_refused_each_at_its_place(void **state)
{
	file_bad(state, "roadmap: &a r\nversion: !!int 1\ntitle: *a\nphases: &b []\n",
	    "1:10: anchors (&name) are not supported: write the value out\n"
	    "2:10: tags (!name) are not supported: take it away\n"
	    "3:8: aliases (*name) are not supported: write the value out\n"
	    "4:9: anchors (&name) are not supported: write the value out\n"
	    "4:12: no phases: write one with a step\n");
}

static void
a_directive_is_refused(void **state)
{
	file_bad(state, "%YAML 1.1\n---\nroadmap: r\n",
	    "1:1: a line may not begin with '%': YAML directives are not supported\n");
}

static void
a_second_document_is_refused(void **state)
{
	file_bad(state, FILE_SOUND "---\nroadmap: s\n",
	    "11:1: a second document begins here: one a file\n");
	file_bad(state, FILE_SOUND "...\n# more\nroadmap: s\n",
	    "13:1: a second document begins here: one a file\n");
}

static void
faults_are_sorted_by_place(void **state)
{
	file_bad(state,
	    "phases:\n- id: p\n  title: P\n  steps:\n  - just\ncolour: red\nroadmap: R\n"
	    "version: 1\ntitle: T\n",
	    "5:5: expected a step: lines of 'key: value'\n"
	    "6:1: unknown key 'colour' in a roadmap\n"
	    "7:10: 'R' is no id: use a-z, 0-9 and '-', at most 64, such as 'r'\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    file_test(an_empty_file_is_told_how_to_begin),
	    file_test(a_file_that_is_no_map_is_refused),
	    file_test(what_a_roadmap_lacks_is_told_at_its_beginning),
	    file_test(a_tab_in_the_indentation_is_named),
	    file_test(a_second_colon_in_a_line_is_named),
	    file_test(an_open_quote_is_found_where_it_begins),
	    file_test(a_key_not_known_is_refused_with_the_near_one),
	    file_test(a_mistyped_key_is_not_reported_as_missing_too),
	    file_test(a_key_given_twice_is_told_at_the_second),
	    file_test(a_key_that_is_no_word_is_refused),
	    file_test(a_required_key_without_a_value_is_told),
	    file_test(bad_hours_are_told_with_the_forms_that_are_right),
	    file_test(a_count_is_a_whole_number_without_quotes),
	    file_test(a_flag_is_true_or_false),
	    file_test(a_kind_is_one_of_four),
	    file_test(an_option_names_its_choice),
	    file_test(a_list_is_asked_for_where_a_word_stands),
	    file_test(an_empty_entry_of_a_list_is_told),
	    file_test(quotes_that_would_be_misread_are_refused),
	    file_test(a_backslash_at_the_end_of_a_line_is_refused),
	    file_test(a_text_with_a_nul_is_refused),
	    file_test(anchors_aliases_and_tags_are_refused_each_at_its_place),
	    file_test(a_directive_is_refused),
	    file_test(a_second_document_is_refused),
	    file_test(faults_are_sorted_by_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
