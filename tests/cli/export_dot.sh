#!/bin/sh
# Graphviz reads the graph: every title as it was written, every requirement an edge.
# shellcheck disable=SC2016 # titles with a $ or ` in them
. "$(dirname "$0")/export_lib.sh"

if ! command -v dot >/dev/null; then
	echo 'skip: graphviz is needed to draw a graph'
	exit 77
fi
export_learner
expect 0 roadmap export --format dot -o "$cli_dir/graph.dot"
expect 0 dot -Tsvg "$cli_dir/graph.dot"
quiet err
cp "$cli_dir/out" "$cli_dir/graph.svg"

# drawn TEXT: it is a line of text in the drawing, whose entities are undone.
sed -n 's/^<text [^>]*>\(.*\)<\/text>$/\1/p' "$cli_dir/graph.svg" |
	sed -e 's/&#160;/ /g; s/&#45;/-/g; s/&#39;/'"'"'/g; s/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g' \
		-e 's/&amp;/\&/g' >"$cli_dir/texts"
drawn() {
	grep -qxF -e "$1" "$cli_dir/texts" && return
	cat "$cli_dir/texts" >&2
	fail "not drawn: $1"
}
drawn 'Awkward & "odd" <things>, #1'
drawn '1. The [beginning] of "it"'
drawn 'C:\path & more #'
drawn '✓ Read "Tom, Dick & Harry"'
drawn '▸ Draw <b>bold</b> `code` | {pipe} [box](link) ~~gone~~'
drawn '~2-4.5 h'
drawn "≈ - A backslash \\n, it's 100 %% of *all* _stars_"
drawn '▸ =SUM(A1;B2) &amp; &lt;'
drawn '0.1 h, optional'
drawn '○ Überprüfe das → 日本'
drawn '8 h, C#; or "C|"'
drawn '9 h, $Perl & @all'
drawn '– Left, "out"'
[ "$(grep -cx or "$cli_dir/texts")" -eq 2 ] || fail 'there are not two junctions'
[ "$(grep -c '<g id="clust[0-9]*" class="cluster' "$cli_dir/graph.svg")" -eq 2 ] ||
	fail 'there are not two phases'
[ "$(grep -c '<g id="node[0-9]*" class="node' "$cli_dir/graph.svg")" -eq 13 ] ||
	fail 'there are not eleven steps and two junctions'

expect 0 dot -Tplain "$cli_dir/graph.dot"
awk '$1 == "edge" { gsub(/"/, ""); print $2, $3 }' "$cli_dir/out" | sort >"$cli_dir/edges"
sort >"$cli_dir/wanted" <<'END'
end graph
end a-1
graph a
end sharp
graph sharp
graph pearl
graph either/1
a-1 either/1
either/1 either
sharp goal/1
pearl goal/1
goal/1 goal
either goal
goal left-out
left-out after
END
diff -u "$cli_dir/wanted" "$cli_dir/edges" || fail 'the edges differ'
